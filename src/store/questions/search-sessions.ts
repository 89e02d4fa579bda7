import type { ClientBase } from 'pg'
import type { SearchTerm } from '../search/search-term.ts'
import type { Period } from './period.ts'
import type { Bind } from './scope-sql.ts'
import { type PieceWithWords, piecesWithWords, type SearchPiece, visitTexts } from './search-pieces.ts'
import { type SessionCondition, type SessionFilter, type SessionKey, sessionKeysOf } from './sessions-of.ts'

/** What sessions are looked for. */
export interface SessionSearch {
  /** All of which a session has, in whichever of its records; and those it must not have. */
  readonly terms: readonly SearchTerm[]
  readonly filter: SessionFilter
  readonly limit: number
  readonly after?: SessionKey | undefined
}

export interface FoundSession extends SessionKey {
  /** Records that were found to have terms when texts were read. */
  readonly proof: readonly SearchPiece[]
}

export interface FoundSessions {
  readonly sessions: readonly FoundSession[]
  /** What the next page comes after; undefined where there is none. */
  readonly next: SessionKey | undefined
}

/** Texts of records that one search reads, and sessions that it looks into, before it answers what it has. */
const mostTexts = 3_000
const mostSessions = 500

const candidatesAtOnce = 25

/**
 * Sessions with all the terms, in the order of the filter. Which have the words an index says; where a term has several words,
 * their texts say whether it is there as it was written. A page is shorter where many texts had to be read for it.
 */
export const searchSessions = async (
  client: ClientBase,
  period: Period,
  { terms, filter, limit, after }: SessionSearch,
): Promise<FoundSessions> => {
  const conditions = [...(filter.conditions ?? []), ...terms.flatMap((term) => wordsCondition(term, period.asOf) ?? [])]
  const read = terms.filter((term) => !term.wordsSuffice)
  const sessions: FoundSession[] = []
  let looked = 0
  let texts = 0
  let last = after
  for (;;) {
    const atOnce = read.length === 0 ? limit + 1 : Math.min(limit + 1, candidatesAtOnce)
    const candidates = await sessionKeysOf(client, period, { ...filter, conditions, after: last, limit: atOnce })
    const judged = read.length === 0 ? undefined : new Judgement(client, read, candidates, period.asOf)
    await judged?.tryFirst()
    for (const candidate of candidates) {
      if (judged && looked > 0 && (looked >= mostSessions || texts + judged.texts > mostTexts))
        return { sessions, next: last }
      const proof = judged ? await judged.proofOf(candidate.id) : []
      looked++
      if (proof && sessions.length === limit) return { sessions, next: last }
      if (proof) sessions.push({ ...candidate, proof })
      last = candidate
    }
    texts += judged?.texts ?? 0
    if (candidates.length < atOnce) return { sessions, next: undefined }
  }
}

/** What words tell of sessions with all of some terms; undefined where texts must be read to know. */
export const wordsConditions = (
  terms: readonly SearchTerm[],
  asOf: number | undefined,
): readonly SessionCondition[] | undefined =>
  terms.every((term) => term.wordsSuffice) ? terms.flatMap((term) => wordsCondition(term, asOf) ?? []) : undefined

/** The sessions in which the words of a term are known, or are not; undefined where words do not tell. */
const wordsCondition = (term: SearchTerm, asOf: number | undefined): SessionCondition | undefined => {
  if (term.excluded && !term.wordsSuffice) return undefined
  // `is true` has the planner ask the index once and look sessions up in what it found, whatever it thinks how many there are.
  return (bind) => `(root.session ${term.excluded ? 'not in' : 'in'} (
    select owner.root from unnest(array[${bind(term.words)}]) as wanted (query)
    join lateral ${hoursSql(term)} hit on hit.org = 1
    join session_place owner on owner.org = 1 and owner.session = hit.session
    where ${pairsSql(term, bind)} and ${knownSql(asOf, bind)})) is true`
}

/** Hours with the words of a term; of those next to each other another index knows more. */
const hoursSql = ({ pairs }: SearchTerm): string =>
  pairs.length === 0
    ? 'search_hours(wanted.query::tsquery)'
    : '(select * from search_hour where words @@ wanted.query::tsquery)'

/** Where pairs are not known they may be there. */
const pairsSql = ({ pairs }: SearchTerm, bind: Bind): string =>
  pairs.length === 0 ? 'true' : `(hit.pairs is null or hit.pairs @> ${bind(pairs)}::integer[])`

const knownSql = (asOf: number | undefined, bind: Bind): string => {
  if (asOf === undefined) return 'true'
  const instant = `${bind(new Date(asOf))}::timestamptz`
  return `(hit.hour + interval '1 hour' <= ${instant} or hit.hour < ${instant} and exists (
    select from search_piece piece where piece.org = 1 and piece.session = hit.session and piece.at >= hit.hour
      and piece.at < ${instant} and piece.words @@ wanted.query::tsquery))`
}

/** Of all candidates together so many texts of each are read, and where these do not tell the next ones. */
const together = [4, 16, 64]
const mostTogether = together.reduce((sum, texts) => sum + texts, 0)
const manyHours = 100_000
const hoursAtOnce = 8
const piecesOfHour = 100_000

/** Reads texts until it is known of each session whether it has the terms. */
class Judgement {
  readonly #client: ClientBase
  readonly #terms: readonly SearchTerm[]
  readonly #roots: readonly string[]
  readonly #asOf: number | undefined
  /** By session and place of the term: the record that has it. */
  readonly #found = new Map<string, SearchPiece>()
  /** Of these all records with the words were looked at. */
  readonly #whole = new Set<string>()
  texts = 0

  constructor(
    client: ClientBase,
    terms: readonly SearchTerm[],
    candidates: readonly SessionKey[],
    asOf: number | undefined,
  ) {
    this.#client = client
    this.#terms = terms
    this.#roots = candidates.map(({ id }) => id)
    this.#asOf = asOf
  }

  /** Looks at the first records of all sessions at once: mostly that is enough, and where there are no others it is known. */
  async tryFirst(): Promise<void> {
    const { pieces } = await piecesWithWords(this.#client, {
      roots: this.#roots,
      terms: this.#terms,
      asOf: this.#asOf,
      hours: manyHours,
      perHour: mostTogether,
      atMost: mostTogether,
    })
    const open = Map.groupBy(pieces, ({ root, term }) => keyOf(root, term))
    for (const [key, all] of open) if (all.length < mostTogether) this.#whole.add(key)
    for (const root of this.#roots)
      for (const place of this.#terms.keys()) if (!open.has(keyOf(root, place))) this.#whole.add(keyOf(root, place))
    let from = 0
    for (const texts of together) {
      const next = [...open].flatMap(([key, all]) => (this.#found.has(key) ? [] : all.slice(from, from + texts)))
      if (next.length === 0) return
      await this.#read(next, this.#terms, 0)
      from += texts
    }
  }

  /** The records that have the terms that are wanted; undefined where one is missing, or one is there that must not be. */
  async proofOf(root: string): Promise<SearchPiece[] | undefined> {
    const proof: SearchPiece[] = []
    for (const [place, term] of this.#terms.entries()) {
      const piece = await this.#find(root, place)
      if ((piece === undefined) !== term.excluded) return undefined
      if (piece) proof.push(piece)
    }
    return proof
  }

  async #find(root: string, place: number): Promise<SearchPiece | undefined> {
    const key = keyOf(root, place)
    for (let hoursBefore = 0; ; hoursBefore += hoursAtOnce) {
      if (this.#found.has(key) || this.#whole.has(key)) return this.#found.get(key)
      const term = this.#terms[place]!
      const request = { hours: hoursAtOnce, hoursBefore, perHour: piecesOfHour }
      if (!(await this.#look([term], [root], request, place))) return this.#found.get(key)
    }
  }

  /** Looks through some hours; answers whether there are more. */
  async #look(
    terms: readonly SearchTerm[],
    roots: readonly string[],
    request: { readonly hours: number; readonly hoursBefore?: number; readonly perHour: number },
    offset = 0,
  ): Promise<boolean> {
    const { pieces, unseen } = await piecesWithWords(this.#client, { roots, terms, asOf: this.#asOf, ...request })
    await this.#read(pieces, terms, offset)
    return unseen.length > 0
  }

  /** Finds out which of these records have their term. */
  async #read(pieces: readonly PieceWithWords[], terms: readonly SearchTerm[], offset: number): Promise<void> {
    const unsure: PieceWithWords[] = []
    for (const piece of pieces) {
      if (piece.surely) this.#note(piece, offset)
      else unsure.push(piece)
    }
    const open = unsure.filter(({ root, term }) => !this.#found.has(keyOf(root, term + offset)))
    const places = Map.groupBy(open, ({ kind, id }) => `${kind} ${id}`)
    const distinct = [...places.values()].map(([first]) => first!)
    await visitTexts(this.#client, distinct, (piece, texts) => {
      this.texts++
      for (const asked of places.get(`${piece.kind} ${piece.id}`)!)
        if (hasTerm(terms[asked.term]!, texts)) this.#note(asked, offset)
      return open.some(({ root, term }) => !this.#found.has(keyOf(root, term + offset)))
    })
  }

  #note(piece: PieceWithWords, offset: number): void {
    const key = keyOf(piece.root, piece.term + offset)
    if (!this.#found.has(key)) this.#found.set(key, piece)
  }
}

const keyOf = (root: string, place: number): string => `${place} ${root}`

/** Whether a term stands in one of the texts of a record with its words. */
export const hasTerm = ({ pattern }: SearchTerm, texts: readonly string[]): boolean =>
  texts.some((text) => text.search(pattern) >= 0)
