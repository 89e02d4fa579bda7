import type { SessionPlace } from '../../ui/links.tsx'
import type { Found } from './use-found.ts'

type Hit = Found['hits'][number]
type Fitting = Found['fitting'][number]

/**
 * Where something that was found stands in the replay: what is folded there is open, and the words that were found are
 * marked.
 */
export const placeOf = (of: Hit | Fitting): SessionPlace => {
  const find = 'text' in of ? wordsOf(of.text) : ''
  return {
    event: of.id,
    open: 'yes',
    ...(of.subagent === null ? {} : { within: of.subagent }),
    ...(find === '' ? {} : { find }),
  }
}

/** The first words that were found, with those that follow right after them. */
const wordsOf = (parts: Hit['text']): string => {
  const first = parts.findIndex(({ hit }) => hit)
  if (first < 0) return ''
  let words = ''
  let blank = ''
  for (const { text, hit } of parts.slice(first)) {
    if (hit) {
      words += blank + text
      blank = ''
    } else if (text === ' ') blank = text
    else break
  }
  return words.trim()
}
