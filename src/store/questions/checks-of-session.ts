import type { ClientBase } from 'pg'

/** Something that was made sure of in a session: a test, a build, a type check, lint. */
export interface SessionCheck {
  /** The tool call, or the event of a hook, in which it ran. */
  readonly id: string
  /** The session, or the subagent below it, that ran it. */
  readonly session: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: 'test' | 'build' | 'typecheck' | 'lint' | 'check'
  readonly program: string
  readonly by: 'agent' | 'hook' | 'ci'
  readonly result: 'passed' | 'failed' | 'unclear'
  /** Whether no code was edited in the session after it. */
  readonly isLast: boolean
}

export interface SessionChecks {
  /** When code was last edited in it, in milliseconds since 1970. */
  readonly lastEditAt: number | null
  /** How many checks ran, and the latest of them, the earliest first. */
  readonly count: number
  readonly checks: readonly SessionCheck[]
  /** Of each kind, and of who ran it, the last one after the last edit of code. */
  readonly atEnd: readonly SessionCheck[]
}

/** Texts for people are no code: a check before them says as much. */
const prose = String.raw`\.(md|mdx|markdown|txt|rst|adoc|org)$`

const tree = 'tree as (select session from session_place where org = 1 and root = $1)'

/** What was made sure of in a session and its subagents. */
export const checksOfSession = async (
  client: ClientBase,
  root: string,
  { asOf, limit }: { readonly asOf?: number | undefined; readonly limit: number },
): Promise<SessionChecks> => {
  const known = [root, asOf === undefined ? null : new Date(asOf)]
  const edited = await client.query<{ at: number | null }>(
    `with ${tree} select (extract(epoch from max(edit.at)) * 1000)::bigint as at
     from tree join edit on edit.org = 1 and edit.session = tree.session
     where edit.path !~* '${prose}' and ($2::timestamptz is null or edit.at < $2)`,
    known,
  )
  const lastEditAt = edited.rows[0]?.at ?? null
  const { rows } = await client.query<SessionCheck & { count: number; number: number; isFinal: boolean }>(
    `with ${tree}, ran as (
       select found.id, found.session, found.at, made.kind, made.program, made.by, made.result, made.place,
         $3::timestamptz is null or found.at >= $3 as last
       from tree
       join command_check found on found.org = 1 and found.session = tree.session
         and ($2::timestamptz is null or coalesce(found.result_at, found.at) < $2)
       cross join lateral rows from (
         jsonb_to_recordset(found.checks) as (kind text, program text, by text, result text)
       ) with ordinality as made (kind, program, by, result, place)
     )
     select * from (
       select id, session, (extract(epoch from at) * 1000)::bigint as at, kind, program, by, result, last as "isLast",
         count(*) over () as count, row_number() over (order by ran.at desc, id desc, place desc) as number,
         last and row_number() over (partition by kind, by order by ran.at desc, id desc, place desc) = 1 as "isFinal"
       from ran
     ) told where number <= $4 or "isFinal" order by number`,
    [...known, lastEditAt === null ? null : new Date(lastEditAt), limit],
  )
  const inOrder = rows.toReversed()
  const checkOf = ({ count, number, isFinal, ...check }: (typeof rows)[number]): SessionCheck => check
  return {
    lastEditAt,
    count: rows[0]?.count ?? 0,
    checks: inOrder.filter(({ number }) => number <= limit).map(checkOf),
    atEnd: inOrder.filter(({ isFinal }) => isFinal).map(checkOf),
  }
}
