import { integerAt, type JsonObject, stringAt } from '../jsonl/index.ts'
import type { Header } from './header.ts'
import { instantOfUuid } from './instant-of-uuid.ts'
import type { Replay, State } from './state.ts'

/** Copied lines are written in one go; a pause this long, in milliseconds, ends them where turns have no ids. */
const pause = 2000

/** The replay that a header announces: a fork without reference to another log has the history copied into its own. */
export const replayOf = (header: Header, at: number): Replay | undefined => {
  if (header.ownOrdinal === undefined && (header.refers || header.forkedFrom === undefined)) return undefined
  return { born: header.born, ownOrdinal: header.ownOrdinal, turns: false, at }
}

const turnStarts = new Set(['task_started', 'turn_started'])

/** When the turn that a line begins was begun: the id tells, else the clock in the payload. Copying changes neither. */
const begun = (type: string, payload: JsonObject): number | undefined => {
  if (type !== 'turn_context' && !turnStarts.has(stringAt(payload, 'type') ?? '')) return undefined
  const seconds = integerAt(payload, 'started_at')
  return instantOfUuid(stringAt(payload, 'turn_id')) ?? (seconds === undefined ? undefined : seconds * 1000 + 999)
}

/** Whether a line was copied from another session. Ends the replay at the first line that was not. */
export const isReplayed = (
  state: State,
  type: string,
  payload: JsonObject,
  ordinal: number | undefined,
  at: number,
): boolean => {
  const { replay } = state
  if (replay === undefined) return false
  if (replay.ownOrdinal !== undefined) {
    if (ordinal !== undefined && ordinal < replay.ownOrdinal) return true
  } else {
    const begin = begun(type, payload)
    const own =
      begin === undefined || replay.born === undefined ? !replay.turns && at - replay.at > pause : begin >= replay.born
    if (!own) {
      replay.turns ||= begin !== undefined
      replay.at = at
      return true
    }
  }
  state.replay = undefined
  return false
}
