import type { ClientBase } from 'pg'
import { type Period, withinPeriod } from './period.ts'
import { type Bind, commitScope, type Scope } from './scope-sql.ts'

/** A commit as lists show it. Times in milliseconds since 1970. */
export interface CommitRow {
  readonly sha: string
  readonly repository: string
  readonly repositoryName: string
  readonly subject: string
  readonly person: string
  readonly personName: string
  readonly bot: boolean
  readonly authoredAt: number
  readonly committedAt: number
  readonly parents: number
  readonly files: number
  readonly added: number
  readonly removed: number
  readonly pullRequest: number | null
  /** Whether the pull request was only concluded from the commit; null where there is none. */
  readonly pullRequestInferred: boolean | null
  /** Lines that count, and those of them found in session edits; null where no session edit is old enough to be theirs. */
  readonly countedLines: number | null
  readonly foundLines: number | null
}

export interface CommitFilter extends Scope {
  /** Only commits whose id begins so. */
  readonly sha?: string | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?: { readonly committedAt: number; readonly sha: string; readonly repository: string } | undefined
  readonly limit?: number | undefined
}

/** Commits made in a period, the latest first; one row each, however many sources know its pull request. */
export const commitsOf = async (
  client: ClientBase,
  period: Period,
  filter: CommitFilter = {},
): Promise<CommitRow[]> => {
  const within = withinPeriod('commit.committed_at', period, 1)
  const values: unknown[] = [...within.values]
  const bind: Bind = (value) => `$${values.push(value)}`
  const { sha, after, limit } = filter
  const conditions = ['commit.org = 1', within.sql, ...commitScope(filter, bind)]
  if (sha !== undefined) conditions.push(`starts_with(commit.sha, ${bind(sha)})`)
  if (after) {
    const at = bind(new Date(after.committedAt))
    conditions.push(`commit.committed_at <= ${at}
      and (commit.committed_at < ${at} or (commit.sha, commit.repository) > (${bind(after.sha)}, ${bind(after.repository)}))`)
  }
  const { rows } = await client.query(
    `select commit.sha, commit.repository, repository.name as "repositoryName", commit.subject,
       coalesce(identity.person, 'email:' || lower(commit.author_email)) as person,
       coalesce(person.name, commit.author_name) as "personName", coalesce(person.bot, false) as bot,
       (extract(epoch from commit.authored_at) * 1000)::bigint as "authoredAt",
       (extract(epoch from commit.committed_at) * 1000)::bigint as "committedAt",
       cardinality(commit.parents) as parents, commit.files, commit.added, commit.removed, pull.number as "pullRequest",
       pull.inferred as "pullRequestInferred", lines.counted as "countedLines", lines.found as "foundLines"
     from commit
     left join commit_lines lines on lines.org = 1 and lines.repository = commit.repository and lines.sha = commit.sha
     join repository on repository.org = 1 and repository.id = commit.repository
     left join identity on identity.org = 1 and identity.id = 'email:' || lower(commit.author_email)
     left join person on person.org = 1 and person.id = identity.person
     left join lateral (
       select number, inferred from pull_request
       where org = 1 and repository = commit.repository and sha = commit.sha order by inferred, number limit 1
     ) pull on true
     where ${conditions.join(' and ')}
     order by commit.committed_at desc, commit.sha, commit.repository
     ${limit === undefined ? '' : `limit ${bind(limit)}`}`,
    values,
  )
  return rows
}
