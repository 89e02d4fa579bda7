import type { ClientBase } from 'pg'
import { prepared } from '../prepared.ts'
import type { SearchTerm } from '../search/search-term.ts'
import { readChunks } from '../texts/read-texts.ts'

/** A record that search looks through. */
export interface SearchPiece {
  /** The session at the top of the tree that it happened in. */
  readonly root: string
  readonly session: string
  readonly kind: 'turn' | 'message' | 'toolCall' | 'edit' | 'sessionEvent'
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A record with the words of a term. */
export interface PieceWithWords extends SearchPiece {
  /** Which term was asked for, by its place. */
  readonly term: number
  /** Whether it surely has the term; else its texts tell. */
  readonly surely: boolean
}

/** A session that has words of a term in hours that were not looked through. */
export interface UnseenHours {
  readonly root: string
  readonly term: number
}

export interface PieceRequest {
  readonly roots: readonly string[]
  readonly terms: readonly SearchTerm[]
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
  /** Of each session and term the first hours with its words, after so many of them. */
  readonly hours: number
  readonly hoursBefore?: number
  /** Of each of these hours so many records at most. */
  readonly perHour: number
  /** Of each session and term so many in all. */
  readonly atMost?: number | undefined
}

/** Records with the words of terms, by session and term the earliest first, and where there may be more of them. */
export const piecesWithWords = async (
  client: ClientBase,
  request: PieceRequest,
): Promise<{ readonly pieces: PieceWithWords[]; readonly unseen: UnseenHours[] }> => {
  const { roots, terms, asOf, hours, hoursBefore = 0, perHour, atMost } = request
  if (roots.length === 0 || terms.length === 0) return { pieces: [], unseen: [] }
  const known = asOf === undefined ? '$7::timestamptz is null' : 'piece.at < $7'
  const question = prepared(
    `select wanted.root, found.*, term.place::integer - 1 as term
     from unnest($1::text[]) as wanted (root)
     cross join unnest($2::text[]::tsquery[], $3::text[]::tsquery[], $9::text[]) with ordinality as term (words, surely, pairs, place)
     cross join lateral (
       select piece.session, piece.kind, piece.id, (extract(epoch from piece.at) * 1000)::bigint as at,
         coalesce(piece.words @@ term.surely, false) as surely
       from (
         select session, hour, row_number() over (order by hour, session) as place from (
           select distinct hit.session, hit.hour
           from session_place owner join search_hour hit on hit.org = 1 and hit.session = owner.session
           where owner.org = 1 and owner.root = wanted.root and hit.words @@ term.words
             and coalesce(hit.pairs @> term.pairs::integer[], true)
           order by hit.hour, hit.session offset $5 limit $4 + 1
         ) hit
       ) hour
       left join lateral (
         select piece.session, piece.kind, piece.id, piece.at, piece.words from search_piece piece
         where piece.org = 1 and piece.session = hour.session and piece.at >= hour.hour
           and piece.at < hour.hour + interval '1 hour' and piece.words @@ term.words
           and coalesce(piece.pairs @> term.pairs::integer[], true) and ${known}
         order by piece.at, piece.kind, piece.id limit case when hour.place > $4 then 0 else $6::bigint end
       ) piece on true
       where piece.id is not null or hour.place > $4
       limit $8
     ) found`,
    [
      roots,
      terms.map(({ words }) => words),
      terms.map(({ surely, words, wordsSuffice }) => surely ?? (wordsSuffice ? words : null)),
      hours,
      hoursBefore,
      perHour,
      asOf === undefined ? null : new Date(asOf),
      atMost ?? null,
      terms.map(({ pairs }) => `{${pairs.join(',')}}`),
    ],
  )
  const { rows } = await client.query<PieceWithWords & { readonly id: string | null }>(question)
  return { pieces: rows.filter(({ id }) => id !== null), unseen: rows.filter(({ id }) => id === null) }
}

const chunksAtOnce = 12

/**
 * Reads the texts of records, as they are stored, and hands each over once. `call` is the tool call of an edit. A few
 * are in memory at a time. Ends when `visit` answers false.
 */
export const visitTexts = async (
  client: ClientBase,
  pieces: readonly SearchPiece[],
  visit: (piece: SearchPiece, texts: readonly string[], call: string | undefined) => boolean,
): Promise<void> => {
  const byKind = Map.groupBy(pieces, ({ kind }) => kind)
  for (const [kind, sql] of Object.entries(inRows)) {
    const wanted = new Map((byKind.get(kind as SearchPiece['kind']) ?? []).map((piece) => [piece.id, piece]))
    if (wanted.size === 0) continue
    const { rows } = await client.query<TextRow>(sql, [[...wanted.keys()]])
    for (const row of rows) {
      const texts = [row.first, row.second].filter((text) => text !== null)
      if (!visit(wanted.get(row.id)!, texts, row.call ?? undefined)) return
    }
  }
  const messages = new Map((byKind.get('message') ?? []).map((piece) => [piece.id, piece]))
  if (messages.size === 0) return
  const { rows } = await client.query<{ chunk: string; id: string }>(
    'select chunk::text as chunk, id from message where org = 1 and id = any($1) and chunk is not null order by message.chunk, id',
    [[...messages.keys()]],
  )
  const byChunk = [...Map.groupBy(rows, ({ chunk }) => chunk)]
  for (let at = 0; at < byChunk.length; at += chunksAtOnce) {
    const some = byChunk.slice(at, at + chunksAtOnce)
    const chunks = await readChunks(
      client,
      some.map(([chunk]) => chunk),
    )
    for (const [chunk, held] of some) {
      for (const { id } of held) {
        const text = chunks.get(chunk)?.get(`message/${id}/text`)
        if (typeof text === 'string' && !visit(messages.get(id)!, [text], undefined)) return
      }
    }
  }
}

/** Up to two texts, each in a column: the driver reads an array letter by letter. */
interface TextRow {
  readonly id: string
  readonly first: string | null
  readonly second: string | null
  readonly call: string | null
}

/** The same texts that words were cut from. */
const inRows: Readonly<Record<string, string>> = {
  turn: 'select id, command as first, text as second, null as call from turn where org = 1 and id = any($1)',
  toolCall: 'select id, tool as first, target as second, null as call from tool_call where org = 1 and id = any($1)',
  edit: 'select id, path as first, moved_to as second, call from edit where org = 1 and id = any($1)',
  sessionEvent: `select id, details ->> 'title' as first, null as second, null as call from session_event where org = 1 and id = any($1)`,
}
