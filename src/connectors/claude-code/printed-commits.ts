/** A commit that git named. */
export interface Printed {
  readonly branch: string
  readonly sha: string
  readonly subject: string
}

const commit = /^\[([^\]\n]+?)( \(root-commit\))? ([0-9a-f]{7,40})\] (.+)$/
const committing = /\b(?:commit|cherry-pick|revert|merge|rebase|am)\b/
const afterCommit = /^ (?:\d+ files? changed|Date: |Author: |Committer: )/

/**
 * The commits that a shell command's output names in git's own words: `[main 1a2b3c4] Subject`,
 * `[main (root-commit) 1a2b3c4] Subject`, `[detached HEAD 1a2b3c4] Subject`. Other programs print such lines too: one
 * counts when the command commits, or when git's summary of files follows.
 */
export const printedCommits = (command: string, output: string): Printed[] => {
  if (!output.includes('] ')) return []
  const commits = committing.test(command)
  const printed: Printed[] = []
  const lines = output.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (!line.startsWith('[')) continue
    const found = commit.exec(line.trimEnd())
    if (found === null || !(commits || afterCommit.test(lines[at + 1] ?? ''))) continue
    printed.push({ branch: found[1]!, sha: found[3]!, subject: found[4]! })
  }
  return printed
}
