import type { ClientBase } from 'pg'
import { projectRepositorySql } from './project-sql.ts'

/** A repository, and when something last happened in it. Times in milliseconds since 1970. */
export interface RepositoryRow {
  readonly id: string
  readonly name: string
  readonly remote: string | null
  readonly defaultBranch: string | null
  readonly sessions: number
  readonly lastSessionAt: number | null
  readonly lastCommitAt: number | null
}

export interface RepositoryFilter {
  /** Only those of this project. */
  readonly project?: string | undefined
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?: { readonly name: string; readonly id: string } | undefined
  readonly limit?: number | undefined
}

/** Repositories, by name; as of an instant, those in which something had happened by then. */
export const repositoriesOf = async (client: ClientBase, filter: RepositoryFilter = {}): Promise<RepositoryRow[]> => {
  const { project, asOf, after, limit } = filter
  const { rows } = await client.query<RepositoryRow>(
    `select repository.id, repository.name, repository.remote, repository.default_branch as "defaultBranch",
       coalesce(worked.sessions, 0) as sessions,
       (extract(epoch from worked.at) * 1000)::bigint as "lastSessionAt",
       (extract(epoch from made.at) * 1000)::bigint as "lastCommitAt"
     from repository
     left join (
       select place.repository, count(*) as sessions, max(least(summary.ended_at, $1::timestamptz)) as at
       from session_place place
       join session_summary summary on summary.org = 1 and summary.session = place.session
       where place.org = 1 and place.root = place.session and (summary.prompts > 0 or summary.tool_calls > 0)
         and ($1::timestamptz is null or summary.started_at < $1)
       group by place.repository
     ) worked on worked.repository = repository.id
     cross join lateral (
       select max(committed_at) as at from commit
       where org = 1 and repository = repository.id and ($1::timestamptz is null or committed_at < $1)
     ) made
     where repository.org = 1 and ($1::timestamptz is null or worked.at is not null or made.at is not null)
       and ($3::text is null or ${projectRepositorySql('array[$3::text]')})
       ${after ? 'and (repository.name, repository.id) > ($4, $5)' : ''}
     order by repository.name, repository.id limit $2`,
    [
      asOf === undefined ? null : new Date(asOf),
      limit ?? null,
      project ?? null,
      ...(after ? [after.name, after.id] : []),
    ],
  )
  return rows
}
