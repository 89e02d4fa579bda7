import type { ClientBase } from 'pg'
import { commitsOfPullRequest } from '../../store/questions/pull-request-commits.ts'
import type { CommitKey } from './commit-key.ts'
import { clockSkewMs } from './content-rule.ts'

interface NamedPullRequest {
  readonly session: string
  readonly repository: string
  /** The commit by which it was merged. */
  readonly sha: string
  /** When the session named it, in milliseconds since 1970. */
  readonly at: number
}

/**
 * The commits of pull requests that trees of sessions named as theirs, by the session at the root: those that were there
 * when it was named, and what it was squashed to. What was added to its branch later says nothing of the session.
 */
export const pullRequestEvidence = async (
  client: ClientBase,
  roots: readonly string[],
): Promise<(CommitKey & { readonly session: string })[]> => {
  const { rows } = await client.query<NamedPullRequest>(
    `select distinct place.root as session, pr.repository, pr.sha,
       (extract(epoch from max(event.at)) * 1000)::bigint as at
     from session_place place
     join session_event event on event.org = 1 and event.session = place.session and event.type = 'pr-link'
     join repository on repository.org = 1 and ${isNamedSql('repository', 'place')}
     join pull_request pr on pr.org = 1 and pr.repository = repository.id and pr.number = ${numberSql}
     where place.org = 1 and place.root = any($1)
     group by place.root, pr.repository, pr.sha`,
    [roots],
  )
  const found: (CommitKey & { session: string })[] = []
  for (const { session, repository, sha, at } of rows) {
    for (const commit of await commitsOfPullRequest(client, repository, sha))
      if (commit.sha === sha || commit.authoredAt <= at + clockSkewMs)
        found.push({ repository, sha: commit.sha, session })
  }
  return found
}

const numberSql = `case when event.details->>'number' ~ '^[0-9]{1,9}$' then (event.details->>'number')::bigint end`

/** Whether a pull request that an event names is one of a repository; of one without a remote, by the session's place. */
const isNamedSql = (repository: string, place: string): string =>
  `case when ${repository}.remote is null then ${repository}.id = ${place}.repository
     else starts_with(lower(event.details->>'url'), 'https://' || lower(${repository}.remote) || '/') end`

/** How long before its merge a pull request's commits may have been made. */
const longestPullRequest = '90 days'

/** Sessions that named a pull request which one of these commits may be a part of: SQL over `wanted (repository, sha)`. */
export const namersSql = `
  select event.session
  from (
    select commit.repository, min(commit.committed_at) as earliest, max(commit.committed_at) as latest
    from wanted join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
    group by commit.repository
  ) span
  join repository on repository.org = 1 and repository.id = span.repository
  join session_event event on event.org = 1 and event.type = 'pr-link'
  join session_place place on place.org = 1 and place.session = event.session and ${isNamedSql('repository', 'place')}
  join pull_request pr on pr.org = 1 and pr.repository = repository.id and pr.number = ${numberSql}
    and pr.at between span.earliest and span.latest + interval '${longestPullRequest}'`

/** Marks sessions that named a merged pull request of these repositories which is known to be theirs only now. */
export const markNamers = async (client: ClientBase, repositories: readonly string[]): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'evidence', event.session
     from session_event event
     join session_place place on place.org = 1 and place.session = event.session
     join repository on repository.org = 1 and repository.id = any($1) and ${isNamedSql('repository', 'place')}
     join pull_request pr on pr.org = 1 and pr.repository = repository.id and pr.number = ${numberSql}
     where event.org = 1 and event.type = 'pr-link' and not exists (
       select from commit_evidence there
       where there.org = 1 and there.session = place.root and there.repository = repository.id
         and there.method = 'pr-link')
     on conflict do nothing`,
    [repositories],
  )
}
