import type { Query, QueryClient } from '@tanstack/react-query'
import type { Question } from './ask.ts'

/** Something that is not as it was: its kind, and which ones; none where they are too many to tell. */
export interface Change {
  readonly kind: string
  readonly keys: readonly string[]
}

/** Questions that a change of the reading alone touches. */
const ofSources: ReadonlySet<string> = new Set<Question>([
  'installation',
  'health',
  'sources',
  'set-aside',
  'stored',
  'keeping',
])
/** Questions that nothing derived touches. */
const fixed: ReadonlySet<string> = new Set<Question>(['metrics', 'record-kinds'])
/** Questions about the one session that is named in their parameters. */
const ofOneSession: ReadonlySet<string> = new Set<Question>([
  'session',
  'session-entries',
  'session-edits',
  'session-outline',
  'session-find',
  'session-checks',
])

const names = (query: Query, keys: readonly string[]): boolean => {
  const { id } = (query.queryKey.find((part) => typeof part === 'object') ?? {}) as { id?: string }
  return id === undefined || keys.some((key) => key.startsWith(id) || key.slice(key.indexOf(':') + 1).startsWith(id))
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Whether an answer stays as it is, whatever changes: what a log has said once. */
      readonly isLasting?: (data: unknown) => boolean
    }
  }
}

/** Whether an answer may be another one after a change. */
const isTouched = (query: Query, { kind, keys }: Change): boolean => {
  const name = String(query.queryKey[0])
  if (kind !== 'everything' && query.meta?.isLasting?.(query.state.data) === true) return false
  if (fixed.has(name)) return kind === 'everything'
  if (kind === 'source') return ofSources.has(name)
  if (kind === 'session' && keys.length > 0 && ofOneSession.has(name)) return names(query, keys)
  return true
}

/** Asks again what is shown and may have changed; what is not shown is asked again when it is. */
export const invalidate = (client: QueryClient, changes: readonly Change[]): Promise<void> =>
  client.invalidateQueries({ predicate: (query) => changes.some((change) => isTouched(query, change)) })
