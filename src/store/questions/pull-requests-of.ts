import type { ClientBase } from 'pg'
import { type Period, withinPeriod } from './period.ts'
import { type Bind, pullRequestScope, type Scope } from './scope-sql.ts'

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

export interface PullRequestFilter extends Scope {
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
  const within = withinPeriod('pull.at', period, 1)
  const values: unknown[] = [...within.values]
  const bind: Bind = (value) => `$${values.push(value)}`
  const { number, after, limit } = filter
  const conditions = ['pull.org = 1', within.sql, ...pullRequestScope(filter, bind)]
  if (number !== undefined) conditions.push(`pull.number = ${bind(number)}`)
  const later = after && [bind(after.mergedAt), bind(after.number), bind(after.repository)]
  const { rows } = await client.query(
    `select * from (
       select distinct on (pull.repository, pull.number) pull.repository, repository.name as "repositoryName", pull.number,
         pull.title, pull.branch, pull.sha, pull.inferred, (extract(epoch from pull.at) * 1000)::bigint as "mergedAt",
         coalesce(person.name, pull.author_name) as "personName"
       from pull_request pull
       join repository on repository.org = 1 and repository.id = pull.repository
       left join identity on identity.org = 1 and identity.id = 'email:' || lower(pull.author_email)
       left join person on person.org = 1 and person.id = identity.person
       where ${conditions.join(' and ')}
       order by pull.repository, pull.number, pull.inferred, pull.source
     ) pulls
     ${later ? `where "mergedAt" <= ${later[0]} and ("mergedAt" < ${later[0]} or number < ${later[1]} or (number = ${later[1]} and repository > ${later[2]}))` : ''}
     order by "mergedAt" desc, number desc, repository ${limit === undefined ? '' : `limit ${bind(limit)}`}`,
    values,
  )
  return rows
}
