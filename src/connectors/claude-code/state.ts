import type { Json } from '../../model/field.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { asObject, type JsonObject } from '../jsonl/index.ts'

/** What is known of a session so far. */
export type Span = Omit<RecordOf<'session'>, 'kind' | 'agent' | 'home'>

/** A call whose result has not come yet: what its result will be read with. */
export interface PendingCall {
  readonly tool: string
  readonly at: number
  /** Of an editing tool: its input; of a shell: the command; of a subagent: what it was started for. */
  readonly input: JsonObject
  readonly cwd?: string | undefined
}

/** A prompt that went into the running task, and when: what tells of it again right after is not another. */
export interface Steered {
  readonly text: string
  readonly at: number
}

/** A prompt that waits in the queue. */
export interface Queued {
  readonly text: string
  readonly human: boolean
}

/** One line of a task list. */
export interface Task {
  readonly id: string
  readonly text: string
  readonly status: string
}

/** What has to be remembered from line to line, and from one reading of a log to the next. */
export interface State {
  readonly spans: Map<string, Span>
  readonly calls: Map<string, PendingCall>
  /** Prompts in the queue, first come first; those taken from it, whose user line follows; those steered in. */
  queue: Queued[]
  taken: string[]
  steered: Steered[]
  /** Task lists by session. */
  readonly tasks: Map<string, Task[]>
  /** Total tokens of the API messages last seen. */
  readonly totals: Map<string, number>
  /** Of side conversations without an agent id (1.0.x): the first line that each later line goes back to. */
  readonly roots: Map<string, string>
  /** The last lines' ids, against which summaries are held. */
  recent: string[]
  /** The model of each session, and the permission mode last seen. */
  readonly models: Map<string, string>
  mode: string | undefined
  title: string | undefined
  forkedFrom: string | undefined
  /** Whether a compaction was logged whose summary has not come yet. */
  compacted: boolean
}

const format = 1

/** State as JSON. */
export const stateToJson = (state: State): Json =>
  JSON.parse(JSON.stringify({ format, ...state }, (_key, value) => (value instanceof Map ? [...value] : value)))

/** The state that JSON holds; a fresh one when it holds none, or one of another version of this program. */
export const stateFromJson = (json: Json | undefined): State => {
  const object = asObject(json)
  const known = object?.format === format ? (object as unknown as { [K in keyof State]: never }) : undefined
  return {
    spans: new Map(known?.spans),
    calls: new Map(known?.calls),
    queue: known?.queue ?? [],
    taken: known?.taken ?? [],
    steered: known?.steered ?? [],
    tasks: new Map(known?.tasks),
    totals: new Map(known?.totals),
    roots: new Map(known?.roots),
    recent: known?.recent ?? [],
    models: new Map(known?.models),
    mode: known?.mode,
    title: known?.title,
    forkedFrom: known?.forkedFrom,
    compacted: known?.compacted ?? false,
  }
}

/** Sets an entry as the newest of a map that keeps so many. */
export const remember = <Value>(map: Map<string, Value>, key: string, value: Value, most: number): void => {
  map.delete(key)
  map.set(key, value)
  if (map.size > most) map.delete(map.keys().next().value!)
}
