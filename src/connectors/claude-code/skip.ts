const snapshot = Buffer.from('{"type":"file-history-snapshot"')
const progress = Buffer.from('"type":"progress","data":{"type":"')
const agentProgress = Buffer.from('agent_progress"')

/** Bytes at the start of a line among which its type stands. */
const within = 1024

/**
 * The names of the lines that hold nothing of use, told from their raw bytes: copies of file states, and progress other
 * than that of subagents. Together they are a third of all lines.
 */
export const skipRaw = (line: Buffer): string | undefined => {
  if (line.compare(snapshot, 0, snapshot.length, 0, Math.min(snapshot.length, line.length)) === 0) {
    return 'file-history-snapshot'
  }
  const head = line.length > within ? line.subarray(0, within) : line
  const at = head.indexOf(progress)
  if (at === -1) return undefined
  const type = at + progress.length
  if (head.subarray(type, type + agentProgress.length).equals(agentProgress)) return undefined
  return 'progress'
}
