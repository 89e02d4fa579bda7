import type { RecordOf } from '../../model/records/index.ts'
import { type Header, idOfFile } from './header.ts'
import type { State } from './state.ts'

const of = (id: string | undefined): string | undefined => (id === undefined ? undefined : `codex:${id}`)

/** `codex:<uuid>` of the log's session. */
export const sessionId = (header: Header | undefined, log: string): string => `codex:${header?.id ?? idOfFile(log)}`

/** The session as far as the log has told; absent before the first line with a time. */
export const sessionRecord = (state: State, log: string, home: string | undefined): RecordOf<'session'> | undefined => {
  const { header, startedAt } = state
  if (startedAt === undefined) return undefined
  const id = sessionId(header, log)
  return {
    kind: 'session',
    id,
    agent: 'codex',
    logId: id.slice('codex:'.length),
    parent: of(header?.parent),
    forkedFrom: of(header?.forkedFrom),
    subagentType: header?.subagentType,
    subagentTask: header?.subagentTask,
    home,
    cwd: header?.cwd ?? state.firstCwd,
    branch: header?.branch,
    remote: header?.remote,
    baseCommit: header?.baseCommit,
    entrypoint: header?.entrypoint,
    version: header?.version,
    models: state.models.length > 0 ? [...state.models] : undefined,
    startedAt,
    endedAt: state.endedAt,
  }
}
