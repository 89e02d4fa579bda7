import type { Json } from '../../model/field.ts'
import { arrayAt, asObject } from '../jsonl/index.ts'
import type { Header } from './header.ts'

/** History that a fork or a subagent copied from another session into its own log, as long as it lasts. */
export interface Replay {
  /** When the session was made: what began before was copied. */
  born: number | undefined
  /** Ordinal of the first line of its own, where the log tells. */
  ownOrdinal: number | undefined
  /** Whether the copied turns have ids, so that the first own turn is known by its id. */
  turns: boolean
  /** Timestamp of the last copied line. */
  at: number
}

/** Cumulative tokens as a log states them: input, of it cached, of it written to cache, output, of it reasoning, total. */
export type Totals = [number, number, number, number, number, number]

/** Where a line stands in the log: its offset and its length in bytes. */
export type Span = [offset: number, length: number]

/** A process that outlives its call: where the call stands, and how long the process ran once that is known. */
export type Process = [offset: number, length: number, durationMs?: number]

/** What was told about the end of a call before its result. */
export type CallEnd = { exitCode?: number; durationMs?: number; failed?: true }

/** A text that one stream of the log carried, and the streams that repeated it. */
export type Twin = [key: string, streams: string]

/**
 * What has to be remembered from line to line: small, JSON, and free of anything that a log says in words, since cursors
 * are not redacted. Texts that a later line asks for are looked up in the log by their `Span`.
 */
export interface State {
  header: Header | undefined
  /** Added to byte offsets, so that a log which continues another log of its session comes after it. */
  base: number
  /** The last timestamp, the first, the latest. */
  at: number
  startedAt: number | undefined
  endedAt: number
  model: string | undefined
  models: string[]
  effort: string | undefined
  mode: string | undefined
  serviceTier: string | undefined
  cwd: string | undefined
  /** The first that a turn was made in: a session whose header tells none began there. */
  firstCwd: string | undefined
  replay: Replay | undefined
  totals: Totals | undefined
  /** Tokens that the last message filled the context with. */
  context: number | undefined
  /** Whether a task runs, and whether the agent has done something in it. */
  running: boolean
  active: boolean
  /** Whether this log has events for prompts, so that items of the same texts are their shadows. */
  promptEvents: boolean
  planProposed: boolean
  /** Texts seen in one stream that another stream may repeat, by kind. */
  twins: Map<string, Twin[]>
  /** Calls without result yet: where they stand. */
  open: Map<string, Span>
  /** Ends told before the result. */
  ends: Map<string, CallEnd>
  /** Calls whose changes were told by an event, with the number of files. */
  patched: Map<string, number>
  /** Calls that have their result, the last ones. */
  closed: string[]
  /** Calls whose process goes on, by the number of the process. */
  processes: Map<string, Process>
}

const freshState = (): State => ({
  header: undefined,
  base: 0,
  at: 0,
  startedAt: undefined,
  endedAt: 0,
  model: undefined,
  models: [],
  effort: undefined,
  mode: undefined,
  serviceTier: undefined,
  cwd: undefined,
  firstCwd: undefined,
  replay: undefined,
  totals: undefined,
  context: undefined,
  running: false,
  active: false,
  promptEvents: false,
  planProposed: false,
  twins: new Map(),
  open: new Map(),
  ends: new Map(),
  patched: new Map(),
  closed: [],
  processes: new Map(),
})

const tables = ['twins', 'open', 'ends', 'patched', 'processes'] as const

/** The state as a cursor holds it: tables as lists of entries. */
export const saveState = (state: State): Json => {
  const lists = Object.fromEntries(tables.map((name) => [name, [...state[name]]]))
  return JSON.parse(JSON.stringify({ ...state, ...lists })) as Json
}

/** The state that `saveState` gave. */
export const loadState = (saved: Json | undefined): State => {
  const object = structuredClone(asObject(saved) ?? {})
  const maps = tables.map((name) => [name, new Map((arrayAt(object, name) ?? []) as [string, never][])])
  return { ...freshState(), ...(object as unknown as Partial<State>), ...Object.fromEntries(maps) }
}

/** Keeps the newest entries of a table. */
export const keepNewest = (table: Map<string, unknown>, most: number) => {
  for (const key of table.keys()) {
    if (table.size <= most) return
    table.delete(key)
  }
}
