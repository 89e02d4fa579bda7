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

/** Pull requests merged in a period, the latest first; one row each, however many sources know it. */
export const pullRequestsOf = async (client: ClientBase, period: Period): Promise<PullRequestRow[]> => {
  const within = withinPeriod('pull.at', period, 1)
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
       order by pull.repository, pull.number, pull.inferred, pull.source
     ) pulls order by "mergedAt" desc, number desc`,
    within.values,
  )
  return rows
}
