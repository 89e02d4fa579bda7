import type { ClientBase } from 'pg'

/** A commit of a day. `committedAt` in milliseconds since 1970. */
export interface DayCommit {
  readonly sha: string
  readonly subject: string
  readonly personName: string
  readonly committedAt: number
  readonly parents: number
  readonly added: number
  readonly removed: number
  readonly pullRequest: number | null
}

/** Stretches of time, in milliseconds since 1970: `endsAt` is not part of one. */
export interface Stretch {
  readonly startsAt: number
  readonly endsAt: number
}

/** The commits of a repository in each of some stretches, the first first; at most `limit` of each, its latest. */
export const commitsOfDays = async (
  client: ClientBase,
  repository: string,
  days: readonly Stretch[],
  limit: number,
): Promise<DayCommit[]> => {
  const { rows } = await client.query<DayCommit>(
    `select commit.sha, commit.subject, coalesce(person.name, commit.author_name) as "personName",
       (extract(epoch from commit.committed_at) * 1000)::bigint as "committedAt", cardinality(commit.parents) as parents,
       commit.added, commit.removed, pull.number as "pullRequest"
     from unnest($2::timestamptz[], $3::timestamptz[]) as stretch (starts, ends)
     cross join lateral (
       select * from commit
       where org = 1 and repository = $1 and committed_at >= stretch.starts and committed_at < stretch.ends
       order by committed_at desc, sha limit $4
     ) commit
     left join identity on identity.org = 1 and identity.id = 'email:' || lower(commit.author_email)
     left join person on person.org = 1 and person.id = identity.person
     left join lateral (
       select number from pull_request
       where org = 1 and repository = $1 and sha = commit.sha order by inferred, number limit 1
     ) pull on true
     order by commit.committed_at, commit.sha`,
    [repository, days.map(({ startsAt }) => new Date(startsAt)), days.map(({ endsAt }) => new Date(endsAt)), limit],
  )
  return rows
}
