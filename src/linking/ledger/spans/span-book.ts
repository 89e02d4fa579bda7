import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyInstant, copyNull, copyText } from '../../../store/write/copy-text.ts'
import { markEditsOfOrigins } from '../../commits/mark-edits.ts'
import type { NetLines } from './net-lines.ts'
import { changeSpans, type Span, type Step } from './span.ts'

const mostOrigins = 50_000

interface Row {
  readonly origin: number
  readonly first: number
  readonly count: number
  readonly copies: number
  readonly landed_at: number
  readonly returned: boolean
  readonly since: number
  readonly since_at: number
  readonly until: number | null
  readonly until_at: number | null
}

const inMilliseconds = (column: string) => `(extract(epoch from ${column}) * 1000)::float8 as ${column}`

/** The spans of a repository's lines on its default branch: those that are looked at are in memory until they are written. */
export class SpanBook {
  readonly #client: ClientBase
  readonly #repository: string
  readonly #spans = new Map<number, Span[]>()
  readonly #changed = new Set<number>()
  readonly #stored = new Set<number>()
  /** Origins from this one on have nothing stored before `flush`. */
  #fresh: number

  /** @param fresh the number of the first origin that is not stored yet */
  constructor(client: ClientBase, repository: string, fresh: number) {
    this.#client = client
    this.#repository = repository
    this.#fresh = fresh
  }

  /** Enters what a commit of the default branch took away and brought. */
  async enter(lines: readonly NetLines[], step: Step): Promise<void> {
    await this.#load(lines.map(({ origin }) => origin))
    for (const { origin, first, end, change } of lines) {
      const spans = this.#spans.get(origin) ?? []
      this.#spans.set(origin, changeSpans(spans, first, end, change, step))
      this.#changed.add(origin)
    }
  }

  async #load(origins: readonly number[]): Promise<void> {
    const wanted = [...new Set(origins)].filter((origin) => origin < this.#fresh && !this.#spans.has(origin))
    if (wanted.length === 0) return
    const { rows } = await this.#client.query<Row>(
      `select origin, first, count, copies, ${inMilliseconds('landed_at')}, returned, since, ${inMilliseconds('since_at')},
         until, ${inMilliseconds('until_at')}
       from line_span where org = 1 and repository = $1 and origin = any($2) order by origin, first, since`,
      [this.#repository, wanted],
    )
    for (const origin of wanted) this.#spans.set(origin, [])
    for (const row of rows) {
      this.#stored.add(row.origin)
      this.#spans.get(row.origin)!.push({
        first: row.first,
        end: row.first + row.count,
        copies: row.copies,
        landedAt: row.landed_at,
        returned: row.returned,
        since: { number: row.since, at: row.since_at },
        until: row.until === null ? undefined : { number: row.until, at: row.until_at! },
      })
    }
  }

  /** Writes what changed. @param next the number of the first origin that comes after it */
  async flush(next: number): Promise<void> {
    const again = [...this.#changed].filter((origin) => this.#stored.has(origin))
    if (again.length > 0) {
      await this.#client.query('delete from line_span where org = 1 and repository = $1 and origin = any($2)', [
        this.#repository,
        again,
      ])
    }
    const repository = copyText(this.#repository)
    const rows = [...this.#changed].flatMap((origin) =>
      this.#spans.get(origin)!.map((span) => rowOf(repository, origin, span)),
    )
    if (rows.length > 0) {
      const columns = 'repository, origin, first, count, copies, landed_at, returned, since, since_at, until, until_at'
      const copy = this.#client.query(copyFrom(`copy line_span (${columns}) from stdin`))
      await pipeline([Buffer.from(rows.join(''))], copy)
    }
    await markEditsOfOrigins(this.#client, this.#repository, [...this.#changed])
    for (const origin of this.#changed) this.#stored.add(origin)
    this.#changed.clear()
    this.#fresh = next
    if (this.#spans.size <= mostOrigins) return
    this.#spans.clear()
    this.#stored.clear()
  }

  /** Whether so much waits to be written that it should be. */
  get isFull(): boolean {
    return this.#changed.size > mostOrigins
  }
}

const rowOf = (repository: string, origin: number, span: Span): string =>
  `${[
    repository,
    origin,
    span.first,
    span.end - span.first,
    span.copies,
    copyInstant(span.landedAt),
    span.returned ? 't' : 'f',
    span.since.number,
    copyInstant(span.since.at),
    span.until?.number ?? copyNull,
    span.until === undefined ? copyNull : copyInstant(span.until.at),
  ].join('\t')}\n`
