import type { ClientBase } from 'pg'
import { unpackChunk } from '../texts/chunk.ts'

/** An entry of a session, or of a subagent below it, in which a text stands. */
export interface PlaceInSession {
  readonly kind: 'turn' | 'message' | 'toolCall' | 'event' | 'commit'
  readonly id: string
  readonly session: string
}

export interface PlacesInSession {
  readonly places: readonly PlaceInSession[]
  /** Whether there are more. */
  readonly more: boolean
}

/** So many places are told at most. */
const mostPlaces = 5_000
/** Subagents of subagents are looked through so far, and so many sessions of a tree. */
const deepest = 6
const mostSessions = 1_000
/** So many chunks of texts are in memory at a time. */
const chunksAtOnce = 12

/** Of each kind the columns that are no compressed texts, as SQL of one text. */
const columns = {
  turn: { table: 'turn', text: "concat_ws(' ', command, text)", id: 'id' },
  toolCall: { table: 'tool_call', text: "concat_ws(' ', tool, target)", id: 'id' },
  edit: { table: 'edit', text: "concat_ws(' ', path, moved_to)", id: 'call' },
  event: { table: 'session_event', text: 'details::text', id: 'id' },
  commit: { table: 'printed_commit', text: "concat_ws(' ', sha, branch, subject)", id: 'id' },
} as const

/** Records whose texts lie compressed, and where they are seen. */
const compressed = {
  message: { table: 'message', id: 'id', kind: 'message' },
  toolCall: { table: 'tool_call', id: 'id', kind: 'toolCall' },
  toolResult: { table: 'tool_result', id: 'id', kind: 'toolCall' },
  edit: { table: 'edit', id: 'call', kind: 'toolCall' },
} as const

/**
 * Where a text stands in a session and its subagents, upper or lower case. Every text is looked through, a few of them in
 * memory at a time: what is found is exact, also within words.
 */
export const findInSession = async (
  client: ClientBase,
  session: string,
  { text, asOf }: { readonly text: string; readonly asOf?: number | undefined },
): Promise<PlacesInSession> => {
  const wanted = text.toLowerCase()
  const known = asOf === undefined ? null : new Date(asOf)
  const sessions = await treeOf(client, session)
  const found = new Map<string, PlaceInSession>()
  const note = (kind: PlaceInSession['kind'], row: { id: string; session: string }): void => {
    found.set(`${kind} ${row.session} ${row.id}`, { kind, id: row.id, session: row.session })
  }
  for (const [name, { table, text: sql, id }] of Object.entries(columns)) {
    const { rows } = await client.query<{ id: string; session: string }>(
      `select ${id} as id, session from ${table} where org = 1 and session = any($1) and ($3::timestamptz is null or at < $3)
         and strpos(lower(${sql}), $2) > 0 limit ${mostPlaces + 1}`,
      [sessions, wanted, known],
    )
    for (const row of rows) note(name === 'edit' ? 'toolCall' : (name as PlaceInSession['kind']), row)
  }
  let after: string | null = null
  while (found.size <= mostPlaces) {
    const { rows }: { rows: { id: string; body: Buffer }[] } = await client.query<{ id: string; body: Buffer }>(
      `select id::text as id, body from text_chunk
       where org = 1 and session = any($1) and ($2::bigint is null or id > $2::bigint)
       order by text_chunk.id limit ${chunksAtOnce}`,
      [sessions, after],
    )
    for (const [name, places] of heldBy(rows, wanted)) {
      const { table, id, kind } = compressed[name]
      // A text may be of a record that another copy of the log replaced.
      const { rows: standing } = await client.query<{ id: string; session: string }>(
        `select ${id} as id, session from ${table}
         join unnest($2::text[], $3::bigint[]) place (name, chunk) on id = place.name and ${table}.chunk = place.chunk
         where org = 1 and session = any($1) and ($4::timestamptz is null or at < $4)`,
        [sessions, places.map((place) => place.id), places.map((place) => place.chunk), known],
      )
      for (const row of standing) note(kind, row)
    }
    if (rows.length < chunksAtOnce) break
    after = rows.at(-1)!.id
  }
  const places = [...found.values()]
  return { places: places.slice(0, mostPlaces), more: places.length > mostPlaces }
}

const treeOf = async (client: ClientBase, session: string): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `with recursive tree as (
       select id, 0 as depth from session where org = 1 and id = $1
       union
       select session.id, depth + 1 from tree
       join session on session.org = 1 and session.parent = tree.id where depth < ${deepest}
     )
     select distinct id from tree limit ${mostSessions}`,
    [session],
  )
  return rows.map(({ id }) => id)
}

type Compressed = keyof typeof compressed

/** The records, by their kind, that have a text in these chunks. */
const heldBy = (
  chunks: readonly { readonly id: string; readonly body: Buffer }[],
  wanted: string,
): Map<Compressed, { readonly id: string; readonly chunk: string }[]> => {
  const held = new Map<Compressed, { id: string; chunk: string }[]>()
  for (const { id: chunk, body } of chunks) {
    const texts = unpackChunk(body)
    for (const name of texts.names) {
      const [kind, id] = recordOf(name)
      if (!Object.hasOwn(compressed, kind) || !holds(texts.get(name), wanted)) continue
      held.set(kind as Compressed, [...(held.get(kind as Compressed) ?? []), { id, chunk }])
    }
  }
  return held
}

/** `<kind>/<id>/<field>`, of which the id may have slashes in it. */
const recordOf = (name: string): [kind: string, id: string] => {
  const start = name.indexOf('/')
  return [name.slice(0, start), name.slice(start + 1, name.lastIndexOf('/'))]
}

const holds = (value: unknown, wanted: string): boolean => {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted)
  if (typeof value === 'number') return String(value).includes(wanted)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, part]) => name.toLowerCase().includes(wanted) || holds(part, wanted))
}
