import type { WrittenLine } from './session-file.ts'

/**
 * The lines that a session wrote, each with when it took them out, without those that it only put back: which no commit
 * has, and which it had taken out of the file before. A line of its own that it put back stands again.
 * @param written in the order of time
 */
export const withoutPutBack = (
  written: readonly WrittenLine[],
  isCommitted: (line: WrittenLine) => boolean,
): Map<WrittenLine, number | undefined> => {
  const kept = new Map<WrittenLine, number | undefined>()
  for (const line of written) {
    const before = isCommitted(line) ? undefined : lineBefore(line, isCommitted)
    if (before === undefined) kept.set(line, line.removedAt)
    else if (before !== 'of others') kept.set(before, line.removedAt)
  }
  return kept
}

/** What a line was when the session first took it out: one of others, or one of its own that a commit has. */
const lineBefore = (
  line: WrittenLine,
  isCommitted: (line: WrittenLine) => boolean,
): WrittenLine | 'of others' | undefined => {
  let before = line.takenOut
  while (before !== undefined && before !== 'of others' && !isCommitted(before)) before = before.takenOut
  return before
}
