import type { ClientBase } from 'pg'
import type { SearchTerm } from '../search/search-term.ts'
import { type SnippetPart, snippetOf } from '../search/snippet.ts'
import { type PieceWithWords, piecesWithWords, type SearchPiece, visitTexts } from './search-pieces.ts'
import { hasTerm } from './search-sessions.ts'

/** A record of a session in which something stands that was looked for. */
export interface SearchHit {
  /** The kind and id of the entry of the session in which it is seen; an edit is seen in its tool call. */
  readonly kind: 'turn' | 'message' | 'toolCall' | 'event'
  readonly id: string
  readonly session: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: readonly SnippetPart[]
}

/** The best hits of a session, and at least how many there are. */
export interface SessionHits {
  readonly hits: readonly SearchHit[]
  readonly count: number
  /** There may be more than were counted. */
  readonly more: boolean
}

const shown = 3
/** So many are read for them: those that say the same are shown once. */
const readForShown = 9
/** Of these are answers of the agent at most: their texts lie in compressed chunks. */
const shownMessages = 2
/** Records of a session that are counted at most. */
const counted = 100
/** Records of a session whose texts are read at most where only they tell. */
const readAtMost = 12
const hoursLooked = 6
/** Terms that hits are looked for. */
const mostTerms = 8

const entryKinds = {
  turn: 'turn',
  message: 'message',
  toolCall: 'toolCall',
  edit: 'toolCall',
  sessionEvent: 'event',
} as const

/** A record, and which terms it has for all that is known. */
interface Candidate {
  readonly piece: SearchPiece
  readonly has: readonly boolean[]
  readonly open: boolean
}

/**
 * The first few hits in each of these sessions, those with most of the terms first, of these prompts, then the earliest. `proof` are
 * records that are known to have a term. Sessions with no hit have none.
 */
export const searchHits = async (
  client: ClientBase,
  sessions: readonly { readonly id: string; readonly proof: readonly SearchPiece[] }[],
  wanted: readonly SearchTerm[],
  asOf?: number,
): Promise<Map<string, SessionHits>> => {
  const terms = wanted.filter(({ excluded }) => !excluded).slice(0, mostTerms)
  const atMost = Math.ceil(counted / Math.max(1, terms.length)) + 1
  const roots = sessions.map(({ id }) => id)
  const { pieces, unseen } = await piecesWithWords(client, {
    roots,
    terms,
    asOf,
    hours: hoursLooked,
    perHour: atMost,
    atMost,
  })
  const byRoot = Map.groupBy(pieces, ({ root }) => root)
  const beyond = new Set(unseen.map(({ root }) => root))

  const chosen = new Map<string, Candidate>()
  const counts = new Map<string, { count: number; more: boolean }>()
  for (const { id, proof } of sessions) {
    const candidates = candidatesOf(byRoot.get(id) ?? [], proof, terms)
    const known = candidates.filter(({ open }) => !open)
    const open = candidates.filter((candidate) => candidate.open)
    const full = [...Map.groupBy(byRoot.get(id) ?? [], ({ term }) => term).values()].some(
      ({ length }) => length >= atMost,
    )
    counts.set(id, {
      count: Math.min(counted, known.length),
      more: beyond.has(id) || full || known.length > counted || open.length > readAtMost,
    })
    for (const candidate of [...affordable(known), ...open.slice(0, readAtMost)])
      chosen.set(keyOf(candidate.piece), candidate)
  }

  const found = new Map<string, { hit: SearchHit; terms: number }[]>()
  const patterns = terms.map(({ pattern }) => pattern)
  await visitTexts(
    client,
    [...chosen.values()].map(({ piece }) => piece),
    (piece, texts, call) => {
      const { has, open } = chosen.get(keyOf(piece))!
      const held = terms.filter((term, place) => (term.wordsSuffice ? has[place] : hasTerm(term, texts)))
      if (held.length === 0) return true
      if (open) {
        const known = counts.get(piece.root)!
        counts.set(piece.root, { ...known, count: Math.min(counted, known.count + 1) })
      }
      const text = texts.find((each) => held.some((term) => hasTerm(term, [each]))) ?? texts.at(-1) ?? ''
      const hit: SearchHit = {
        kind: entryKinds[piece.kind],
        id: call ?? piece.id,
        session: piece.session,
        at: piece.at,
        text: snippetOf(text, patterns),
      }
      const hits = found.get(piece.root) ?? []
      hits.push({ hit, terms: held.length })
      found.set(piece.root, hits)
      return true
    },
  )

  return new Map(
    sessions.map(({ id }) => {
      const best = (found.get(id) ?? []).toSorted(
        (a, b) =>
          b.terms - a.terms ||
          Number(b.hit.kind === 'turn') - Number(a.hit.kind === 'turn') ||
          a.hit.at - b.hit.at ||
          (keyOfHit(a.hit) < keyOfHit(b.hit) ? -1 : 1),
      )
      const distinct = new Map(best.toReversed().map(({ hit }) => [keyOfHit(hit), hit]))
      const hits = [...distinct.values()].toReversed()
      const saying = new Map(hits.toReversed().map((hit) => [saidBy(hit), hit]))
      return [id, { hits: hits.filter((hit) => saying.get(saidBy(hit)) === hit).slice(0, shown), ...counts.get(id)! }]
    }),
  )
}

/** Those with most terms first, of these prompts, then the earliest; each once. */
const candidatesOf = (
  pieces: readonly PieceWithWords[],
  proof: readonly SearchPiece[],
  terms: readonly SearchTerm[],
): Candidate[] => {
  const proven = new Set(proof.map(keyOf))
  const candidates = new Map<string, Candidate>()
  for (const same of Map.groupBy(pieces, keyOf).values()) {
    const has = terms.map((_, place) => same.some(({ term }) => term === place))
    const open = !same.some(({ surely }) => surely) && !proven.has(keyOf(same[0]!))
    candidates.set(keyOf(same[0]!), { piece: same[0]!, has, open })
  }
  const none = terms.map(() => false)
  for (const piece of proof)
    if (!candidates.has(keyOf(piece))) candidates.set(keyOf(piece), { piece, has: none, open: false })
  const most = ({ has }: Candidate) => has.filter(Boolean).length
  return [...candidates.values()].toSorted(
    (a, b) =>
      most(b) - most(a) || Number(b.piece.kind === 'turn') - Number(a.piece.kind === 'turn') || a.piece.at - b.piece.at,
  )
}

const affordable = (known: readonly Candidate[]): Candidate[] => {
  let messages = 0
  return known.filter(({ piece }) => piece.kind !== 'message' || ++messages <= shownMessages).slice(0, readForShown)
}

const keyOf = ({ kind, id }: SearchPiece): string => `${kind} ${id}`
const keyOfHit = ({ kind, id }: SearchHit): string => `${kind} ${id}`
const saidBy = ({ kind, text }: SearchHit): string => `${kind} ${text.map((part) => part.text).join('')}`
