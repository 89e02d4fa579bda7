import type { ClientBase } from 'pg'
import type { Chunk } from '../texts/chunk.ts'
import { readChunks } from '../texts/read-texts.ts'

interface Common {
  readonly session: string
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly position: number
}

/** What happened in a session, in its order. */
export type SessionEntry = Common &
  (
    | {
        readonly kind: 'turn'
        readonly origin: string
        readonly human: boolean
        readonly text: string
        readonly command: string | null
        readonly mode: string | null
        /** Pictures attached. */
        readonly images: number
      }
    | { readonly kind: 'message'; readonly form: string; readonly model: string | null; readonly text: string }
    | {
        readonly kind: 'toolCall'
        readonly tool: string
        readonly action: string
        readonly target: string | null
        readonly input: unknown
        readonly result: ToolOutcome | null
        readonly edits: readonly EditEntry[]
      }
    | { readonly kind: 'event'; readonly type: string; readonly details: Record<string, unknown> }
  )

export interface ToolOutcome {
  readonly status: string
  readonly exitCode: number | null
  readonly durationMs: number | null
  readonly output: string | null
  readonly outputBytes: number
  readonly outputFile: string | null
  readonly outputOffset: number | null
  readonly outputLength: number | null
}

export interface EditEntry {
  readonly path: string
  /** The new path of what was renamed. */
  readonly movedTo: string | null
  readonly operation: string
  readonly added: number
  readonly removed: number
  readonly patch: string
}

/** The place of an entry in its session: entries are ordered by time, then by where they stand in the log. */
export type EntryKey = Pick<SessionEntry, 'at' | 'position' | 'kind' | 'id'>

export interface EntriesRequest {
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
  /** Only what comes after this entry. */
  readonly after?: EntryKey | undefined
  /** Only these. */
  readonly ids?: readonly string[] | undefined
  readonly limit: number
}

export interface EntriesPage {
  readonly entries: readonly SessionEntry[]
  /** Whether something comes after these. */
  readonly more: boolean
}

/** Of entries at one place the ones of an earlier kind come first. */
const kinds = ['turn', 'message', 'toolCall', 'event'] as const

/** Where entries of a kind lie, and how many bytes of text are in a row. */
const tables: Record<SessionEntry['kind'], { readonly name: string; readonly columns: string; readonly size: string }> =
  {
    turn: { name: 'turn', columns: 'origin, human, text, command, mode, images', size: 'octet_length(text)' },
    message: { name: 'message', columns: 'form, model', size: '0' },
    toolCall: { name: 'tool_call', columns: 'tool, action, target', size: '0' },
    event: { name: 'session_event', columns: 'type, details', size: '0' },
  }

// biome-ignore lint/suspicious/noExplicitAny: rows of several tables, read by name just below.
type Row = Record<string, any> & { id: string; chunk: string | null; session: string; at: Date; position: number }

type Head = Row & { readonly kind: SessionEntry['kind'] }

/** A page ends before it has more bytes of text than this, or with its first entry. */
const mostBytes = 8_000_000

/** So many chunks of texts are in memory at a time. */
const chunksAtOnce = 12

/**
 * What happened in one session from an entry on, its texts included, in the order of time and log. A page has fewer than
 * `limit` entries where their texts are long: memory is bounded, however long the session is.
 */
export const sessionEntriesPage = async (
  client: ClientBase,
  session: string,
  request: EntriesRequest,
): Promise<EntriesPage> => {
  const heads = await headsOf(client, session, request)
  const wanted = heads.slice(0, request.limit)
  const calls = wanted.flatMap((head) => (head.kind === 'toolCall' ? [head.id] : []))
  const results = new Map((await resultsOf(client, session, calls, request.asOf)).map((row) => [row.id, row]))
  const edits = Map.groupBy(await editsOf(client, session, calls, request.asOf), (row) => row.call as string)

  const entries: SessionEntry[] = []
  let bytes = 0
  let chunks = new Map<string, Chunk>()
  for (const [index, head] of wanted.entries()) {
    const needed = chunksOf(head, results, edits)
    if (needed.some((id) => !chunks.has(id))) {
      const ids = new Set(needed)
      for (const next of wanted.slice(index + 1)) {
        if (ids.size >= chunksAtOnce) break
        for (const id of chunksOf(next, results, edits)) ids.add(id)
      }
      chunks = await readChunks(client, [...ids])
    }
    const entry = entryOf(head, results.get(head.id), edits.get(head.id) ?? [], chunks)
    bytes += bytesOf(entry)
    if (bytes > mostBytes && entries.length > 0) return { entries, more: true }
    entries.push(entry)
  }
  return { entries, more: heads.length > request.limit }
}

const entriesAtOnce = 500

/** All that happened in one session, a page in memory at a time. */
export async function* sessionEntries(
  client: ClientBase,
  session: string,
  { asOf }: { readonly asOf?: number | undefined } = {},
): AsyncGenerator<SessionEntry> {
  let after: EntryKey | undefined
  for (;;) {
    const { entries, more } = await sessionEntriesPage(client, session, { asOf, after, limit: entriesAtOnce })
    yield* entries
    if (!more) return
    after = entries.at(-1)
  }
}

/** How many entries a session has. */
export const countSessionEntries = async (client: ClientBase, session: string, asOf?: number): Promise<number> => {
  const { rows } = await client.query<{ total: number }>(
    `select sum(entries)::bigint as total from (
       ${kinds.map((kind) => `select count(*) as entries from ${tables[kind].name} where org = 1 and session = $1 and ($2::timestamptz is null or at < $2)`).join(' union all ')}
     ) counted`,
    [session, instant(asOf)],
  )
  return rows[0]!.total
}

const instant = (at: number | undefined): Date | null => (at === undefined ? null : new Date(at))

/**
 * The next entries without what lies beside them, one more than the limit where there is more. Turns after those that
 * fill a page by themselves are left out: their texts lie in the row.
 */
const headsOf = async (client: ClientBase, session: string, request: EntriesRequest): Promise<Head[]> => {
  const { after, asOf, ids, limit } = request
  const heads: Head[] = []
  for (const [rank, kind] of kinds.entries()) {
    const { name, columns, size } = tables[kind]
    const following = after
      ? `and (at, position) >= ($5, $6) and (at, position, ${rank}, id) > ($5, $6, ${kinds.indexOf(after.kind)}, $7)`
      : ''
    const { rows } = await client.query<Row>(
      `select * from (
         select page.*, sum(size) over (order by at, position, id) - size as before from (
           select id, session, at, position, chunk::text as chunk, ${columns}, ${size} as size from ${name}
           where org = 1 and session = $1 and ($2::timestamptz is null or at < $2)
             and ($4::text[] is null or id = any($4)) ${following}
           order by at, position, id limit $3
         ) page
       ) bounded where before <= ${mostBytes} order by at, position, id`,
      [session, instant(asOf), limit + 1, ids ?? null, ...(after ? [instant(after.at), after.position, after.id] : [])],
    )
    for (const row of rows) heads.push({ ...row, kind })
  }
  return heads
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() || a.position - b.position || kinds.indexOf(a.kind) - kinds.indexOf(b.kind),
    )
    .slice(0, limit + 1)
}

const resultsOf = async (client: ClientBase, session: string, calls: string[], asOf: number | undefined) =>
  (
    await client.query<Row>(
      `select id, session, at, position, chunk::text as chunk, status, exit_code, duration_ms, output_bytes, output_file,
         output_offset, output_length
       from tool_result where org = 1 and id = any($2) and session = $1 and ($3::timestamptz is null or at < $3)`,
      [session, calls, instant(asOf)],
    )
  ).rows

const editsOf = async (client: ClientBase, session: string, calls: string[], asOf: number | undefined) =>
  (
    await client.query<Row>(
      `select id, session, at, position, chunk::text as chunk, call, path, moved_to, operation, added, removed
       from edit where org = 1 and session = $1 and call = any($2) and ($3::timestamptz is null or at < $3)
       order by at, position, id`,
      [session, calls, instant(asOf)],
    )
  ).rows

const chunksOf = (head: Head, results: ReadonlyMap<string, Row>, edits: ReadonlyMap<string, Row[]>): string[] =>
  head.kind === 'toolCall'
    ? [head, results.get(head.id), ...(edits.get(head.id) ?? [])].flatMap((row) => row?.chunk ?? [])
    : head.chunk === null
      ? []
      : [head.chunk]

const entryOf = (
  head: Head,
  result: Row | undefined,
  edits: readonly Row[],
  chunks: ReadonlyMap<string, Chunk>,
): SessionEntry => {
  const text = (row: Row, kind: string, field: string): unknown =>
    row.chunk === null ? undefined : chunks.get(row.chunk)?.get(`${kind}/${row.id}/${field}`)
  const common = { session: head.session, id: head.id, at: head.at.getTime(), position: head.position }
  switch (head.kind) {
    case 'turn': {
      const { origin, human, text: said, command, mode } = head
      return { ...common, kind: 'turn', origin, human, text: said, command, mode, images: head.images ?? 0 }
    }
    case 'message': {
      const said = (text(head, 'message', 'text') as string | undefined) ?? ''
      return { ...common, kind: 'message', form: head.form, model: head.model, text: said }
    }
    case 'toolCall':
      return {
        ...common,
        kind: 'toolCall',
        tool: head.tool,
        action: head.action,
        target: head.target,
        input: text(head, 'toolCall', 'input') ?? null,
        result: result
          ? {
              status: result.status,
              exitCode: result.exit_code,
              durationMs: result.duration_ms,
              output: (text(result, 'toolResult', 'output') as string | undefined) ?? null,
              outputBytes: result.output_bytes,
              outputFile: result.output_file,
              outputOffset: result.output_offset,
              outputLength: result.output_length,
            }
          : null,
        edits: edits.map((edit) => ({
          path: edit.path,
          movedTo: edit.moved_to,
          operation: edit.operation,
          added: edit.added,
          removed: edit.removed,
          patch: (text(edit, 'edit', 'patch') as string | undefined) ?? '',
        })),
      }
    case 'event':
      return { ...common, kind: 'event', type: head.type, details: head.details }
  }
}

const bytesOf = (entry: SessionEntry): number => {
  switch (entry.kind) {
    case 'turn':
    case 'message':
      return Buffer.byteLength(entry.text)
    case 'toolCall':
      return (
        Buffer.byteLength(entry.result?.output ?? '') +
        entry.edits.reduce((sum, edit) => sum + Buffer.byteLength(edit.patch), 0) +
        (typeof entry.input === 'object' && entry.input !== null ? Buffer.byteLength(JSON.stringify(entry.input)) : 0)
      )
    case 'event':
      return 0
  }
}
