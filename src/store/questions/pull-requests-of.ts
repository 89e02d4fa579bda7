import type { ClientBase } from 'pg'
import { type Period, withinPeriod } from './period.ts'

/** A pull request as lists show it. `mergedAt` in milliseconds since 1970. */
export interface PullRequestRow {
  readonly repository: string
  readonly repositoryName: string
  readonly number: number
  readonly title: string
  readonly branch: string | null
  readonly sha: string
  readonly inferred: boolean
  readonly mergedAt: number
  readonly personName: string | null
}

export interface PullRequestFilter {
  /** Repository name, in whole or its last part. */
  readonly repository?: string | undefined
  /** Person's name or id. */
  readonly person?: string | undefined
  /** Only those of this number. */
  readonly number?: number | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?: { readonly mergedAt: number; readonly number: number; readonly repository: string } | undefined
  readonly limit?: number | undefined
}

/** Pull requests merged in a period, the latest first; one row each, however many sources know it. */
export const pullRequestsOf = async (
  client: ClientBase,
  period: Period,
  filter: PullRequestFilter = {},
): Promise<PullRequestRow[]> => {
  const within = withinPeriod('pull.at', period, 5)
  const next = 5 + within.values.length
  const { after } = filter
  const { rows } = await client.query(
    `select * from (
       select distinct on (pull.repository, pull.number) pull.repository, repository.name as "repositoryName", pull.number,
         pull.title, pull.branch, pull.sha, pull.inferred, (extract(epoch from pull.at) * 1000)::bigint as "mergedAt",
         coalesce(person.name, pull.author_name) as "personName"
       from pull_request pull
       join repository on repository.org = 1 and repository.id = pull.repository
       left join identity on identity.org = 1 and identity.id = 'email:' || lower(pull.author_email)
       left join person on person.org = 1 and person.id = identity.person
       where pull.org = 1 and ${within.sql}
         and ($1::text is null or lower(repository.name) = lower($1) or lower(repository.name) like '%/' || lower($1) or repository.id = $1)
         and ($2::text is null or identity.person = $2 or lower(person.name) = lower($2))
         and ($4::bigint is null or pull.number = $4)
       order by pull.repository, pull.number, pull.inferred, pull.source
     ) pulls
     ${after ? `where "mergedAt" <= $${next} and ("mergedAt" < $${next} or number < $${next + 1} or (number = $${next + 1} and repository > $${next + 2}))` : ''}
     order by "mergedAt" desc, number desc, repository limit $3`,
    [
      filter.repository ?? null,
      filter.person ?? null,
      filter.limit ?? null,
      filter.number ?? null,
      ...within.values,
      ...(after ? [after.mergedAt, after.number, after.repository] : []),
    ],
  )
  return rows
}
