/** The session that a file `metadata.json` of a checkpoint is about. */
export interface CheckpointSession {
  readonly logId: string
  readonly agent?: string
  readonly files: readonly string[]
  /** Milliseconds since 1970; undefined where it does not say. */
  readonly at: number | undefined
}

/** Files of sessions, below the first two and the other ten digits of the checkpoint's id. */
export const metadataPath = /^([0-9a-f]{2})\/([0-9a-f]{10})\/\d{1,9}\/metadata\.json$/
export const metadataPathspec = ':(top,glob)*/*/*/metadata.json'

const longestId = 300
const longestPath = 4096
const mostFiles = 10_000

/** Before a session's id stood the day on which it began. */
const datedId = /^\d{4}-\d{2}-\d{2}-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Takes the metadata of a session in a checkpoint apart. @returns a phrase on what is wrong with it, where it is none */
export const parseCheckpoint = (text: string): CheckpointSession | string => {
  let metadata: unknown
  try {
    metadata = JSON.parse(text)
  } catch {
    return 'checkpoint whose JSON cannot be read'
  }
  if (typeof metadata !== 'object' || metadata === null) return 'checkpoint whose JSON is no object'
  const { session_id: id, agent, files_touched: files, created_at: created } = metadata as Record<string, unknown>
  if (typeof id !== 'string' || id === '' || id.length > longestId) return 'checkpoint that names no session'
  const at = typeof created === 'string' ? Date.parse(created) : Number.NaN
  return {
    logId: datedId.exec(id)?.[1] ?? id,
    ...(typeof agent === 'string' && agent !== '' && agent.length <= longestId && { agent }),
    files: Array.isArray(files)
      ? files
          .filter((path): path is string => typeof path === 'string' && path !== '' && path.length <= longestPath)
          .slice(0, mostFiles)
      : [],
    at: Number.isNaN(at) ? undefined : at,
  }
}
