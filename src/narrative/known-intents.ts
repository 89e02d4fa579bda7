import { type IntentSource, intentOf } from './intent.ts'

const mostKept = 2_000

const kept = new Map<string, string | undefined>()

/** The same as `intentOf`. What was asked for lately is not worked out again: lists are asked for over and over. */
export const knownIntentOf = ({ title, goal }: IntentSource): string | undefined => {
  const key = `${title ?? ''}\u001f${goal ?? ''}`
  if (kept.has(key)) return kept.get(key)
  const intent = intentOf({ title, goal })
  const oldest = kept.keys().next().value
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
  kept.set(key, intent)
  return intent
}
