import { basename, dirname } from 'node:path'

/** What the path of a log says about it. */
export interface LogPath {
  readonly path: string
  /** The session that the log, or the subagent whose log it is, belongs to; absent where the name tells none. */
  readonly session: string | undefined
  /** The subagent's id: `a2f33c8`. */
  readonly agent: string | undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const agentFile = /^agent-(.+)\.jsonl$/

/** Folders below `projects/` that hold no logs, but may hold files of that name: outputs of tools. */
const otherFolders = new Set(['tool-results', 'memory', 'file-history'])

export const isLog = (path: string): boolean => path.endsWith('.jsonl')
export const holdsLogs = (path: string): boolean => !otherFolders.has(basename(path))

/**
 * `<project>/<session>.jsonl`, `<project>/<session>/subagents/agent-<id>.jsonl` (also in folders below), and, in older
 * versions, `<project>/agent-<id>.jsonl`, which leaves the session to its lines.
 */
export const logPath = (path: string): LogPath => {
  const name = basename(path)
  const agent = agentFile.exec(name)?.[1]
  if (agent === undefined) {
    const stem = name.slice(0, -'.jsonl'.length)
    return { path, session: uuid.test(stem) ? stem : undefined, agent }
  }
  let session: string | undefined
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (uuid.test(basename(folder))) {
      session = basename(folder)
      break
    }
  }
  return { path, session, agent }
}
