import { createHash } from 'node:crypto'
import type { State } from './state.ts'

/** Texts remembered per kind: a stream repeats another within a few lines. */
const remembered = 12

/** The streams that can carry one text: what the model saw (`r`), legacy events (`e`), completed items (`i`). */
export type Stream = 'r' | 'e' | 'i'

const keyOf = (text: string): string => createHash('sha1').update(text.trim()).digest('base64').slice(0, 10)

/** Whether another stream has carried this text already. Says it once for each time that it did. */
export const repeats = (state: State, kind: string, stream: Stream, text: string): boolean => {
  const key = keyOf(text)
  const twin = state.twins.get(kind)?.find(([known, streams]) => known === key && !streams.includes(stream))
  if (twin === undefined) return false
  twin[1] += stream
  return true
}

/** Whether this is the first stream that carries this text; remembers it. */
export const firstOf = (state: State, kind: string, stream: Stream, text: string): boolean => {
  if (repeats(state, kind, stream, text)) return false
  const twins = state.twins.get(kind) ?? []
  state.twins.set(kind, twins)
  twins.push([keyOf(text), stream])
  if (twins.length > remembered) twins.shift()
  return true
}
