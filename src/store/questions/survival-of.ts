import type { ClientBase } from 'pg'
import { namedRepository } from './named-repository.ts'

/** Days after landing at which it is looked whether a line is still there. */
export const survivalDays = [7, 30, 90] as const

/** What became of lines some days after they landed. */
export interface Survival {
  readonly days: number
  /** Lines that landed so long ago that it is known. */
  readonly known: number
  /** Of these, lines that were still there, unchanged. */
  readonly alive: number
}

/** Lines that came to the default branch of a repository. */
export interface SurvivalRow {
  readonly repository: string
  readonly name: string
  readonly landed: number
  /** Until when the history is known, in milliseconds since 1970. */
  readonly knownUntil: number
  readonly survival: readonly Survival[]
}

export interface SurvivalFilter {
  readonly repository?: string | undefined
  /** Only lines that landed from this instant on, and before that one; milliseconds since 1970. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  readonly asOf?: number | undefined
}

/**
 * Lines that landed in a period, and how many of them were there 7, 30 and 90 days later. A repository's history is
 * known until its newest commit: what lies after it is not known yet.
 */
export const survivalOf = async (client: ClientBase, filter: SurvivalFilter = {}): Promise<SurvivalRow[]> => {
  const { repository, since, until, asOf } = filter
  const at = (instant: number | undefined) => (instant === undefined ? null : new Date(instant))
  const sums = survivalDays.map((days) => {
    const day = `span.landed_at + interval '${days} days'`
    const isKnown = `${day} <= known.until`
    return `coalesce(sum(span.count) filter (where not returned and ${isKnown}), 0) as known_${days},
      coalesce(sum(span.count) filter (where ${isKnown} and since_at <= ${day} and (until_at is null or until_at > ${day})), 0) as alive_${days}`
  })
  const { rows } = await client.query<Record<string, number> & { repository: string; name: string }>(
    `select repository.id as repository, repository.name, (extract(epoch from known.until) * 1000)::float8 as "knownUntil",
       coalesce(sum(span.count) filter (where not returned), 0) as landed, ${sums.join(', ')}
     from repository
     join lateral (
       select least(max(committed_at), $2::timestamptz) as until from commit
       where commit.org = 1 and commit.repository = repository.id and ($2::timestamptz is null or committed_at < $2)
     ) known on known.until is not null
     join line_span span on span.org = 1 and span.repository = repository.id and span.landed_at <= known.until
       and ($3::timestamptz is null or span.landed_at >= $3) and ($4::timestamptz is null or span.landed_at < $4)
     where repository.org = 1 and ($1::text is null or ${namedRepository('repository', '$1')})
     group by repository.id, repository.name, known.until order by repository.name, repository.id`,
    [repository ?? null, at(asOf), at(since), at(until)],
  )
  return rows.map(({ repository: id, name, landed, knownUntil, ...counts }) => ({
    repository: id,
    name,
    landed: landed!,
    knownUntil: knownUntil!,
    survival: survivalDays.map((days) => ({ days, known: counts[`known_${days}`]!, alive: counts[`alive_${days}`]! })),
  }))
}
