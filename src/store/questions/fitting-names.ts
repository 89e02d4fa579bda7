import type { ClientBase } from 'pg'
import { glob, within } from './name-sql.ts'

/** A file that a session edited or a tool that it called, and what it did first with it. */
export interface FittingName {
  /** The session at the top of the tree. */
  readonly root: string
  readonly kind: 'file' | 'tool'
  readonly name: string
  /** Edits of the file, or calls of the tool. */
  readonly times: number
  /** The first tool call of them, its session, and when it was, in milliseconds since 1970. */
  readonly call: string
  readonly session: string
  readonly at: number
  /** How many names of this kind fit in the session. */
  readonly names: number
}

export interface NamesWanted {
  readonly roots: readonly string[]
  /** As they are written in filters; of each kind any will do. */
  readonly files: readonly string[]
  readonly tools: readonly string[]
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
  /** Of each kind so many in each session. */
  readonly limit: number
}

/** Which files and tools of sessions fit what was asked for, those most used first. */
export const fittingNames = async (client: ClientBase, wanted: NamesWanted): Promise<FittingName[]> => {
  const { roots, files, tools, asOf, limit } = wanted
  if (roots.length === 0 || (files.length === 0 && tools.length === 0)) return []
  const { rows } = await client.query<FittingName>(
    `with member as materialized (
       select root, session from session_place where org = 1 and root = any($1::text[])
     ), used as (
       select member.root, 'file' as kind, edit.path as name, edit.call, edit.session, edit.at, edit.position
       from member join edit on edit.org = 1 and edit.session = member.session
       where cardinality($2::text[]) > 0 and ($4::timestamptz is null or edit.at < $4)
       union all
       select member.root, 'tool', tool_call.tool, tool_call.id, tool_call.session, tool_call.at, tool_call.position
       from member join tool_call on tool_call.org = 1 and tool_call.session = member.session
       where cardinality($3::text[]) > 0 and ($4::timestamptz is null or tool_call.at < $4)
     ), name as (
       select root, kind, name, count(*) as times, (array_agg(call order by at, position))[1] as call,
         (array_agg(session order by at, position))[1] as session, min(at) as at
       from used group by root, kind, name
     ), fitting as (
       select name.*, row_number() over (partition by root, kind order by times desc, at, name) as place,
         count(*) over (partition by root, kind) as names
       from name
       where case kind
         when 'file' then exists (select from unnest($2::text[]) value where ${within('name', 'value')})
         else exists (select from unnest($3::text[]) value where lower(name) like ${glob('value')}) end
     )
     select root, kind, name, times, call, session, (extract(epoch from at) * 1000)::bigint as at, names
     from fitting where place <= $5 order by root, kind, place`,
    [roots, files, tools, asOf === undefined ? null : new Date(asOf), limit],
  )
  return rows
}
