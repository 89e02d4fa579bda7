import type { Row } from './rows.ts'
import { folds } from './words.ts'

/** Pixels of a row. Exact for rows of one line: those need no other place once they are seen. */
export const estimate = (row: Row): number => {
  if (row.kind === 'gap') return 36
  if (row.kind !== 'line') return 28
  const { line } = row
  if (line.kind === 'turn') return 112
  if (line.kind === 'message' && !folds(line)) return 84
  return line.kind === 'toolCall' && line.subagent !== null ? 56 : 28
}
