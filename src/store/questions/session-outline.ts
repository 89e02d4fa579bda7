import type { ClientBase } from 'pg'
import { type CommitFate, fateOfCommits } from './fate-of-commits.ts'
import { type OutlineKind, outlineKinds, outlineTables } from './outline-tables.ts'

interface Common {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly position: number
}

/** What one line needs to tell of something that happened in a session. Long texts are cut. */
export type OutlineEntry = Common &
  (
    | {
        readonly kind: 'turn'
        readonly origin: string
        readonly human: boolean
        readonly text: string
        readonly command: string | null
        /** The permission mode it was given in. */
        readonly mode: string | null
        /** Pictures attached. */
        readonly images: number
      }
    | { readonly kind: 'message'; readonly form: string; readonly model: string | null }
    | {
        readonly kind: 'toolCall'
        readonly tool: string
        readonly action: string
        readonly target: string | null
        readonly status: string | null
        readonly exitCode: number | null
        /** As the log says it, else from the call to its result. */
        readonly durationMs: number | null
        /** Whether the human changed what the agent proposed. */
        readonly userModified: boolean
        /** The first files that it changed. */
        readonly edits: readonly OutlineEdit[]
        readonly editedFiles: number
        /** The session that it started. */
        readonly subagent: string | null
      }
    | { readonly kind: 'event'; readonly type: string; readonly details: Record<string, unknown> }
    | {
        readonly kind: 'commit'
        /** As git printed it. */
        readonly sha: string
        readonly branch: string
        readonly subject: string
        /** Its full id, where a known history has it. */
        readonly commit: string | null
        /** Where none has: the commit that an amend or a rebase made of it. */
        readonly rewritten: string | null
      }
  )

export interface OutlineEdit {
  readonly path: string
  readonly operation: string
  readonly added: number
  readonly removed: number
}

/** How full the model's context was when it answered, and what the answer took. */
export interface ContextPoint {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly position: number
  readonly model: string | null
  /** Input, read from cache and written to it. */
  readonly contextTokens: number
  readonly inputTokens: number
  readonly cacheCreation5mTokens: number
  readonly cacheCreation1hTokens: number
  readonly cacheReadTokens: number
  readonly outputTokens: number
  readonly webSearches: number | null
  readonly speed: string | null
  readonly serviceTier: string | null
  /** Whether the log tells less than was spent. */
  readonly lowerBound: boolean
}

/** The place of something in a session. */
export interface OutlineKey {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly position: number
  readonly kind: OutlineKind
  readonly id: string
}

export interface OutlineRequest {
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
  readonly after?: OutlineKey | undefined
  /** So many entries and points together. */
  readonly limit: number
}

export interface OutlinePage {
  readonly entries: readonly OutlineEntry[]
  readonly context: readonly ContextPoint[]
  /** The last entry or point of this page; undefined where nothing comes after it. */
  readonly last: OutlineKey | undefined
}

/** So many files of a call are named. */
const filesOfCall = 50

/** The longest text of an event's particulars, and the longest list. */
const mostOfDetails = { characters: 400, items: 50 }

// biome-ignore lint/suspicious/noExplicitAny: rows of several tables, read by name just below.
type Row = Record<string, any> & { id: string; at: Date; position: number }

type Head = Row & { readonly kind: OutlineKind }

/**
 * What happened in one session as lines, in the order of time and log, and how full the context was meanwhile. No text
 * that lies compressed is read, so that thousands of lines take milliseconds.
 */
export const sessionOutlinePage = async (
  client: ClientBase,
  session: string,
  request: OutlineRequest,
): Promise<OutlinePage> => {
  const found = await headsOf(client, session, request)
  const heads = found.slice(0, request.limit)
  const calls = heads.flatMap((head) => (head.kind === 'toolCall' ? [head.id] : []))
  const printed = heads.filter((head) => head.kind === 'commit')
  const beside = {
    ...(await besideCalls(client, session, calls, request.asOf)),
    commits: printed.length === 0 ? new Map() : await fateOfCommits(client, session, printed, request.asOf),
  }
  const last = found.length > request.limit ? heads.at(-1) : undefined
  return {
    entries: heads.flatMap((head) => (head.kind === 'context' ? [] : [entryOf(head, beside)])),
    context: heads.flatMap((head) => (head.kind === 'context' ? [pointOf(head)] : [])),
    last: last && { at: last.at.getTime(), position: last.position, kind: last.kind, id: last.id },
  }
}

const instant = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at))

/** SQL of what a kind has after the entry before the page, in its order. */
const following = (kind: OutlineKind, after: OutlineKey | undefined, bound: string): string => {
  const rank = outlineKinds.indexOf(kind)
  const from = after
    ? `and (at, position) >= ($4, $5) and (at, position, ${rank}, id) > ($4, $5, ${outlineKinds.indexOf(after.kind)}, $6)`
    : ''
  return `from ${outlineTables[kind].name}
    where org = 1 and session = $1 and ($2::timestamptz is null or at < $2) ${from} ${bound}
    order by at, position, id limit $3`
}

/**
 * The entries of a page, one more than the limit where there is more. Where the page ends is found by the indexes alone,
 * so that of each kind not much more is fetched than is on it.
 */
const headsOf = async (client: ClientBase, session: string, request: OutlineRequest): Promise<Head[]> => {
  const { after, asOf, limit } = request
  const start = after ? [instant(after.at), after.position, after.id] : []
  const values = [session, instant(asOf), limit + 1, ...start]
  const places = outlineKinds.map((kind) => `(select at, position ${following(kind, after, '')})`)
  const { rows: ends } = await client.query<{ at: Date; position: number }>(
    `select at, position from (${places.join(' union all ')}) place order by at, position offset $3 - 1 limit 1`,
    values,
  )
  const end = ends[0]
  const bound = end ? `and (at, position) <= ($${values.length + 1}, $${values.length + 2})` : ''
  const heads: Head[] = []
  for (const kind of outlineKinds) {
    const { rows } = await client.query<Row>(
      `select id, at, position, ${outlineTables[kind].columns} ${following(kind, after, bound)}`,
      [...values, ...(end ? [end.at, end.position] : [])],
    )
    for (const row of rows) heads.push({ ...row, kind })
  }
  const ranks = new Map(outlineKinds.map((kind, rank) => [kind, rank]))
  return heads
    .sort(
      (a, b) => a.at.getTime() - b.at.getTime() || a.position - b.position || ranks.get(a.kind)! - ranks.get(b.kind)!,
    )
    .slice(0, limit + 1)
}

interface Beside {
  readonly commits: ReadonlyMap<string, CommitFate>
  readonly results: ReadonlyMap<string, Row>
  readonly edits: ReadonlyMap<string, Row[]>
  readonly subagents: ReadonlyMap<string, string>
}

const besideCalls = async (
  client: ClientBase,
  session: string,
  calls: readonly string[],
  asOf: number | undefined,
): Promise<Omit<Beside, 'commits'>> => {
  if (calls.length === 0) return { results: new Map(), edits: new Map(), subagents: new Map() }
  const values = [session, calls, instant(asOf)]
  const results = await client.query<Row>(
    `select id, at, status, exit_code as "exitCode", duration_ms as "durationMs", user_modified as "userModified"
     from tool_result
     where org = 1 and id = any($2) and session = $1 and ($3::timestamptz is null or at < $3)`,
    values,
  )
  const edits = await client.query<Row>(
    `select call, left(path, 1000) as path, operation, added, removed, files from (
       select call, path, operation, added, removed, count(*) over (partition by call) as files,
         row_number() over (partition by call order by at, position, id) as place
       from edit where org = 1 and session = $1 and call = any($2) and ($3::timestamptz is null or at < $3)
     ) edited where place <= ${filesOfCall} order by call, place`,
    values,
  )
  const subagents = await client.query<{ call: string; id: string }>(
    `select distinct on (parent_call) parent_call as call, id from session
     where org = 1 and parent = $1 and parent_call = any($2) and ($3::timestamptz is null or started_at < $3)
     order by parent_call, started_at, id`,
    values,
  )
  return {
    results: new Map(results.rows.map((row) => [row.id, row])),
    edits: Map.groupBy(edits.rows, (row) => row.call as string),
    subagents: new Map(subagents.rows.map(({ call, id }) => [call, id])),
  }
}

const pointOf = ({ id: _, kind: _kind, at, ...point }: Head): ContextPoint =>
  ({ ...point, at: at.getTime() }) as unknown as ContextPoint

const entryOf = (head: Head, beside: Beside): OutlineEntry => {
  const common = { id: head.id, at: head.at.getTime(), position: head.position }
  switch (head.kind) {
    case 'turn':
      return {
        ...common,
        kind: 'turn',
        origin: head.origin,
        human: head.human,
        text: head.text,
        command: head.command,
        mode: head.mode,
        images: head.images ?? 0,
      }
    case 'message':
      return { ...common, kind: 'message', form: head.form, model: head.model }
    case 'toolCall': {
      const result = beside.results.get(head.id)
      const edits = beside.edits.get(head.id) ?? []
      return {
        ...common,
        kind: 'toolCall',
        tool: head.tool,
        action: head.action,
        target: head.target,
        status: result?.status ?? null,
        exitCode: result?.exitCode ?? null,
        durationMs: result ? (result.durationMs ?? Math.max(0, result.at.getTime() - head.at.getTime())) : null,
        userModified: result?.userModified === true,
        edits: edits.map(({ path, operation, added, removed }) => ({ path, operation, added, removed })),
        editedFiles: edits[0]?.files ?? 0,
        subagent: beside.subagents.get(head.id) ?? null,
      }
    }
    case 'commit': {
      const fate = beside.commits.get(head.id)
      return {
        ...common,
        kind: 'commit',
        sha: head.sha,
        branch: head.branch,
        subject: head.subject,
        commit: fate?.commit ?? null,
        rewritten: fate?.rewritten ?? null,
      }
    }
    default:
      return { ...common, kind: 'event', type: head.type, details: cut(head.details) as Record<string, unknown> }
  }
}

const cut = (value: unknown): unknown => {
  if (typeof value === 'string') return value.slice(0, mostOfDetails.characters)
  if (Array.isArray(value)) return value.slice(0, mostOfDetails.items).map(cut)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, mostOfDetails.items)
      .map(([name, part]) => [name, cut(part)]),
  )
}
