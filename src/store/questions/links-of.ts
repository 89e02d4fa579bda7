import type { ClientBase } from 'pg'
import { type Period, withinPeriod } from './period.ts'
import { type Bind, commitScope, type Scope } from './scope-sql.ts'

/** How sure it is that a session stands behind a commit. */
export const confidences = ['certain', 'likely', 'contributed', 'undecided'] as const

/** A session behind a commit. Shares from 0 to 1, `committedAt` in milliseconds since 1970. */
export interface LinkRow {
  readonly repository: string
  readonly repositoryName: string
  readonly sha: string
  readonly committedAt: number
  /** The session's id, and the log's own. */
  readonly session: string
  readonly logId: string
  readonly agent: string
  readonly confidence: (typeof confidences)[number]
  readonly methods: readonly string[]
  /** Counted lines found in the session's edits. */
  readonly lines: number
  readonly shownShare: number
  readonly weightedShare: number
}

export interface LinkFilter extends Scope {
  /** Only of this session (its id). */
  readonly session?: string | undefined
  /** Only of these commits of one repository. */
  readonly commits?: { readonly repository: string; readonly shas: readonly string[] } | undefined
  /** Only of commits whose id begins so. */
  readonly sha?: string | undefined
  readonly confidence?: readonly string[] | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?:
    | {
        readonly committedAt: number
        readonly sha: string
        readonly repository: string
        readonly session: string
      }
    | undefined
  readonly limit?: number | undefined
}

/** Links of sessions with commits made in a period, the latest commit first. */
export const linksOf = async (client: ClientBase, period: Period, filter: LinkFilter = {}): Promise<LinkRow[]> => {
  const within = withinPeriod('commit.committed_at', period, 1)
  const values: unknown[] = [...within.values]
  const bind: Bind = (value) => `$${values.push(value)}`
  const { session, commits, sha, confidence, after, limit } = filter
  const conditions = ['link.org = 1', within.sql, ...commitScope(filter, bind)]
  if (session !== undefined) conditions.push(`link.session = ${bind(session)}`)
  if (commits)
    conditions.push(`link.repository = ${bind(commits.repository)} and link.sha = any(${bind(commits.shas)})`)
  if (sha !== undefined) conditions.push(`starts_with(link.sha, ${bind(sha)})`)
  if (confidence !== undefined) conditions.push(`link.confidence = any(${bind(confidence)})`)
  if (after) {
    const at = bind(new Date(after.committedAt))
    conditions.push(`commit.committed_at <= ${at} and (commit.committed_at < ${at}
      or (link.sha, link.repository, link.session) > (${bind(after.sha)}, ${bind(after.repository)}, ${bind(after.session)}))`)
  }
  const { rows } = await client.query<LinkRow>(
    `select link.repository, repository.name as "repositoryName", link.sha,
       (extract(epoch from commit.committed_at) * 1000)::bigint as "committedAt",
       link.session, session.log_id as "logId", session.agent, link.confidence, link.methods, link.lines,
       link.shown_share as "shownShare", link.weighted_share as "weightedShare"
     from commit_link link
     join commit on commit.org = 1 and commit.repository = link.repository and commit.sha = link.sha
     join session on session.org = 1 and session.id = link.session
     join repository on repository.org = 1 and repository.id = link.repository
     left join identity on identity.org = 1 and identity.id = 'email:' || lower(commit.author_email)
     left join person on person.org = 1 and person.id = identity.person
     where ${conditions.join(' and ')}
     order by commit.committed_at desc, link.sha, link.repository, link.session
     ${limit === undefined ? '' : `limit ${bind(limit)}`}`,
    values,
  )
  return rows
}
