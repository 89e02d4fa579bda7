import type { ClientBase } from 'pg'
import { fateConditions, historySql } from './line-sums.ts'

/** What became of lines. */
export const lineStates = ['there', 'gone', 'committed', 'rewritten', 'open', 'not-found', 'not-known'] as const

/** Lines of an edit of which the same became. Times in milliseconds since 1970. */
export interface EditPart {
  readonly edit: string
  readonly state: (typeof lineStates)[number]
  /** [first, count] among the lines that the edit added. */
  readonly lines: readonly number[]
  readonly count: number
  /** The commits that carry them, the earliest first. */
  readonly commits: readonly string[]
  readonly landedAt: number | null
  readonly landedBy: string | null
  readonly goneAt: number | null
  readonly goneBy: string | null
  /** When a later edit of the session took them out. */
  readonly removedAt: number | null
}

/** So long a session is waited for: until then its lines may still be committed. */
const openFor = '30 days'

/** The lines of edits by what became of them, in the order in which they were written. */
export const partsOfEdits = async (
  client: ClientBase,
  edits: readonly string[],
  asOf: number | undefined,
): Promise<Map<string, EditPart[]>> => {
  const at = '$2::timestamptz'
  const { written, removed, committed, landed, there } = fateConditions(at)
  const milliseconds = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`
  const { rows } = await client.query<EditPart>(
    `with fates as materialized (select * from line_fate where org = 1 and edit = any($1)),
     history as materialized (${historySql('select distinct repository from fates', at)})
     select edit, lines, count,
       case when landed.yes then case when landed.there then 'there' else 'gone' end
         when ${committed} then case when pending then 'not-known' else 'committed' end
         when ${removed} then 'rewritten'
         when history.until is null or session.ended_at + interval '${openFor}' > history.until then 'open'
         else 'not-found' end as state,
       case when ${committed} then carried.commits else '{}' end as commits,
       case when landed.yes then ${milliseconds('fate.landed_at')} end as "landedAt",
       case when landed.yes then fate.landed_by end as "landedBy",
       ${milliseconds('landed.gone_at')} as "goneAt",
       case when landed.gone_at = upper(fate.presence) then fate.gone_by end as "goneBy",
       case when ${removed} then ${milliseconds('fate.removed_at')} end as "removedAt"
     from fates fate
     join history on history.repository = fate.repository
     join session on session.org = 1 and session.id = fate.root
     cross join lateral (
       select ${landed} as yes, ${there} as there,
         case when ${landed} and not ${there} then coalesce(
           (select max(upper(range)) from unnest(fate.presence) range where ${at} is null or upper(range) < ${at}),
           fate.landed_at) end as gone_at
     ) landed
     cross join lateral (
       select coalesce(array_agg(commit.sha order by commit.committed_at, commit.sha), '{}') as commits
       from unnest(fate.commits) carrier (sha)
       join commit on commit.org = 1 and commit.repository = fate.repository and commit.sha = carrier.sha
       where ${at} is null or commit.committed_at < ${at}
     ) carried
     where ${written}
     order by edit, first`,
    [edits, asOf === undefined ? null : new Date(asOf)],
  )
  return Map.groupBy(rows, ({ edit }) => edit)
}
