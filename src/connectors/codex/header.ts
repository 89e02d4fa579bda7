import { basename } from 'node:path'
import { instantAt, integerAt, type JsonObject, objectAt, stringAt } from '../jsonl/index.ts'
import { instantOfUuid } from './instant-of-uuid.ts'

/** Who a log is about: the session's first `session_meta`. */
export interface Header {
  id: string
  parent?: string | undefined
  forkedFrom?: string | undefined
  subagentType?: string | undefined
  subagentTask?: string | undefined
  /** Name of the subagent among agents: `/root/fix_tests`. */
  agentPath?: string | undefined
  /** Whether no human writes its prompts: subagents and sessions of the program itself. */
  automatic: boolean
  cwd?: string | undefined
  branch?: string | undefined
  remote?: string | undefined
  baseCommit?: string | undefined
  entrypoint?: string | undefined
  version?: string | undefined
  /** Milliseconds since 1970 at which the session was made. */
  born?: number | undefined
  /** Whether its history stands in another log, which it refers to. */
  refers: boolean
  /** Ordinal of the first line that is its own. */
  ownOrdinal?: number | undefined
}

const uuidAtEnd = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:_\d+)?$/

/** The session id in the name of a log, else the name itself. */
export const idOfFile = (path: string): string => {
  const name = basename(path).replace(/\.jsonl(\.zst)?$/, '')
  return uuidAtEnd.exec(name)?.[1] ?? name
}

/** The time in the name of a log, as milliseconds since 1970. It is local time, and taken for UTC. */
export const instantOfFile = (path: string): number | undefined => {
  const found = /rollout-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)/.exec(basename(path))
  const at = found ? Date.parse(`${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** Ordinals beyond this are no ordinals. */
const mostLines = 2 ** 31

const ordinalIn = (value: JsonObject | undefined, key: string): number | undefined => {
  const ordinal = integerAt(value, key)
  return ordinal !== undefined && ordinal >= 0 && ordinal < mostLines ? ordinal : undefined
}

const named = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Reads a `session_meta`. */
export const readHeader = (meta: JsonObject, log: string): Header => {
  const id = stringAt(meta, 'id') ?? stringAt(meta, 'session_id') ?? idOfFile(log)
  const source = objectAt(meta, 'source')
  const subagent = source?.subagent
  const spawn = objectAt(objectAt(source, 'subagent'), 'thread_spawn')
  const parent = stringAt(spawn, 'parent_thread_id') ?? stringAt(meta, 'parent_thread_id')
  const base = objectAt(meta, 'history_base')
  const baseThread = stringAt(base, 'thread_id')
  const git = objectAt(meta, 'git')
  const agentPath = stringAt(meta, 'agent_path') ?? stringAt(spawn, 'agent_path')
  const threadSource = stringAt(meta, 'thread_source')
  return {
    id,
    parent: parent === id ? undefined : parent,
    forkedFrom: stringAt(meta, 'forked_from_id') ?? (baseThread === id ? undefined : baseThread),
    subagentType:
      stringAt(meta, 'agent_role') ??
      stringAt(spawn, 'agent_role') ??
      named(subagent) ??
      stringAt(objectAt(source, 'subagent'), 'other'),
    subagentTask: agentPath?.split('/').filter(Boolean).at(-1)?.replaceAll('_', ' '),
    agentPath,
    automatic:
      subagent !== undefined ||
      source?.internal !== undefined ||
      parent !== undefined ||
      (threadSource !== undefined && threadSource !== 'user'),
    cwd: stringAt(meta, 'cwd'),
    branch: stringAt(git, 'branch'),
    remote: stringAt(git, 'repository_url')?.replace(/:\/\/[^/@]*@/, '://'),
    baseCommit: stringAt(git, 'commit_hash'),
    entrypoint: stringAt(meta, 'originator'),
    version: stringAt(meta, 'cli_version'),
    born: instantOfUuid(id) ?? instantAt(meta, 'timestamp'),
    refers: base !== undefined,
    ownOrdinal: ordinalIn(meta, 'subagent_history_start_ordinal') ?? ordinalIn(base, 'end_ordinal_exclusive'),
  }
}

/** Whether a log goes on with a session that began in another log: then its positions come after that one's. */
export const continuesItself = (meta: JsonObject): boolean => {
  const thread = stringAt(objectAt(meta, 'history_base'), 'thread_id')
  return thread !== undefined && thread === (stringAt(meta, 'id') ?? stringAt(meta, 'session_id'))
}
