import type { ClientBase } from 'pg'
import type { Project } from '../projects.ts'
import { projectSessionsSql } from './project-sql.ts'

/** A project, and what belongs to it. Times in milliseconds since 1970. */
export interface ProjectRow extends Project {
  readonly sessions: number
  readonly lastSessionAt: number | null
}

/** The projects that somebody named, by name; sessions as they are known at `asOf` (milliseconds since 1970). */
export const projectsOf = async (client: ClientBase, asOf?: number): Promise<ProjectRow[]> => {
  const { rows } = await client.query<ProjectRow>(
    `select named.*, worked.sessions, (extract(epoch from worked.at) * 1000)::bigint as "lastSessionAt"
     from (
       select project as name,
         coalesce(array_agg(repository order by repository) filter (where kind = 'repository'), '{}') as repositories,
         coalesce(jsonb_agg(jsonb_build_object('repository', repository, 'path', value) order by repository, value)
           filter (where kind = 'path'), '[]') as paths,
         coalesce(array_agg(value order by value) filter (where kind = 'ticket'), '{}') as tickets
       from project_part where org = 1 group by project
     ) named
     cross join lateral (
       select count(*) as sessions, max(least(summary.ended_at, $1::timestamptz)) as at
       from session_summary summary
       where summary.org = 1 and (summary.prompts > 0 or summary.tool_calls > 0)
         and ($1::timestamptz is null or summary.started_at < $1)
         and summary.session in (${projectSessionsSql('array[named.name]')})
     ) worked
     order by lower(named.name)`,
    [asOf === undefined ? null : new Date(asOf)],
  )
  return rows
}
