import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import { askGitIfAny } from './git-process.ts'
import { type CommitHeader, logParameters } from './log-format.ts'
import { LogParser } from './log-parser.ts'

type PullRequest = RecordOf<'pullRequest'>

/** So many times a branch may have merged its base just before it was merged itself. */
const mostMergesInRow = 3

/**
 * Completes pull requests that came as merge commits from what they merged: its author wrote it, while the merge's
 * own author is whoever pressed the button; its subject is the title where the merge tells none.
 */
export const withMergedCommits = async (
  gitDirectory: string,
  records: readonly AnyRecord[],
  signal: AbortSignal | undefined,
): Promise<readonly AnyRecord[]> => {
  const merges = new Set(
    records.flatMap((record) => (record.kind === 'pullRequest' && record.source === 'merge-commit' ? record.sha : [])),
  )
  const merged = new Map(
    records.flatMap((record) =>
      record.kind === 'commit' && merges.has(record.sha) ? [[record.sha, record.parents[1]!]] : [],
    ),
  )
  const headers = await lastCommits(gitDirectory, new Set(merged.values()), signal)
  return records.map((record) =>
    record.kind === 'pullRequest' ? completed(record, headers.get(merged.get(record.sha) ?? '')) : record,
  )
}

const completed = (record: PullRequest, merged: CommitHeader | undefined): PullRequest => {
  const title = record.title || merged?.message.trim().split('\n', 1)[0] || record.branch || `#${record.number}`
  const author = merged === undefined ? {} : { authorName: merged.authorName, authorEmail: merged.authorEmail }
  return { ...record, title, ...author }
}

/** For each commit itself or, where it merely merges the base into the branch, the branch's last commit before that. */
const lastCommits = async (
  gitDirectory: string,
  commits: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<Map<string, CommitHeader>> => {
  const found = new Map<string, CommitHeader>()
  let wanted = new Map([...commits].map((sha) => [sha, [sha]]))
  for (let round = 0; round <= mostMergesInRow && wanted.size > 0; round++) {
    const input = [...wanted.keys()].map((sha) => `${sha}\n`).join('')
    const parameters = [...logParameters, '--no-patch', '--no-walk=unsorted']
    const output = await askGitIfAny(gitDirectory, 'log', parameters, { input, signal })
    if (output === undefined) break
    const parser = new LogParser(false)
    const next = new Map<string, string[]>()
    for (const { header } of [...parser.push(output), ...parser.end()]) {
      const starts = wanted.get(header.sha) ?? []
      for (const start of starts) found.set(start, header)
      const before = header.parents.length > 1 ? header.parents[0]! : undefined
      if (before !== undefined) next.set(before, [...(next.get(before) ?? []), ...starts])
    }
    wanted = next
  }
  return found
}
