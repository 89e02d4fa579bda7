import type { CommitHeader } from './log-format.ts'
import type { Message } from './message.ts'

/** A pull request, as a commit tells of it. */
export interface InferredPullRequest {
  readonly number: number
  readonly source: 'merge-commit' | 'squash-commit'
  /** Absent where neither subject nor body tell it. */
  readonly title: string | undefined
  readonly branch?: string
}

/** How a forge writes a pull request into the commit that merges it. */
interface Habit {
  readonly forge: string
  /** Groups: `number`, `title`, `branch`. Without a title it is the first line of the body. */
  readonly subject: RegExp
  /** For what only the body tells. */
  readonly body?: RegExp
  readonly mergesOnly: boolean
}

const habits: readonly Habit[] = [
  {
    forge: 'GitHub, Gitea, Forgejo',
    subject: /^Merge pull request #(?<number>\d+) from (?<branch>\S+)$/,
    mergesOnly: true,
  },
  {
    forge: 'Gitea, Forgejo',
    subject: /^Merge pull request '(?<title>.+)' \(#(?<number>\d+)\) from (?<branch>\S+) into \S+$/,
    mergesOnly: true,
  },
  {
    forge: 'GitLab',
    subject: /^Merge branch '(?<branch>[^']+)' into /,
    body: /^See merge request \S*!(?<number>\d+)$/m,
    mergesOnly: true,
  },
  { forge: 'Bitbucket', subject: /^Merged in (?<branch>\S+) \(pull request #(?<number>\d+)\)$/, mergesOnly: false },
  { forge: 'Azure DevOps', subject: /^Merged PR (?<number>\d+): (?<title>.+)$/, mergesOnly: false },
  { forge: 'GitHub and others', subject: /^(?<title>.*\S) \(#(?<number>\d+)\)$/, mergesOnly: false },
]

const largestNumber = 1_000_000_000

/** The pull request that a commit merged, if its message says so. */
export const inferPullRequest = (header: CommitHeader, message: Message): InferredPullRequest | undefined => {
  const isMerge = header.parents.length > 1
  for (const habit of habits) {
    if (habit.mergesOnly && !isMerge) continue
    const groups = { ...habit.subject.exec(message.subject)?.groups }
    if (Object.keys(groups).length === 0) continue
    Object.assign(groups, habit.body?.exec(message.body)?.groups)
    const number = Number(groups.number)
    if (!(number > 0 && number < largestNumber)) continue
    return {
      number,
      source: isMerge ? 'merge-commit' : 'squash-commit',
      title: groups.title ?? (message.body.split('\n', 1)[0]!.trim() || undefined),
      ...(groups.branch !== undefined && { branch: groups.branch }),
    }
  }
  return undefined
}
