import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'

/** A period as a user writes it: days (`2026-02-09`), months (`2026-02`), instants, or `7d`, `2w`, `3m` before now. */
export interface PeriodRequest {
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly asOf?: string | undefined
  /** IANA name. */
  readonly timezone: string
}

/** The same as instants, in milliseconds since 1970: from `since` on, before `until`, known at `asOf`. */
export interface Period {
  readonly since?: number
  readonly until?: number
  readonly asOf?: number
  readonly timezone: string
}

const day = /^\d{4}-\d{2}-\d{2}$/
const month = /^\d{4}-\d{2}$/
const ago = /^(\d{1,4})\s*(d|day|days|w|week|weeks|m|month|months|y|year|years)$/i
const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/

const units: Record<string, string> = { d: 'days', w: 'weeks', m: 'months', y: 'years' }

/**
 * Turns a period as written into instants, in its time zone. The last day or month of `until` is part of the period.
 * Throws `MaestroError('usage')` for what is no date and no known time zone.
 */
export const periodOf = async (client: ClientBase, request: PeriodRequest, now: number): Promise<Period> => {
  const { timezone } = request
  checkPeriod(request)
  const asOf = await instantOf(client, 'as-of', request.asOf, timezone, now, true)
  const known = asOf ?? now
  const since = await instantOf(client, 'since', request.since, timezone, known, false)
  const until = await instantOf(client, 'until', request.until, timezone, known, true)
  return {
    timezone,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(asOf === undefined ? {} : { asOf }),
  }
}

/** Throws `MaestroError('usage')` for what cannot be a period, without asking the database. */
export const checkPeriod = ({ since, until, asOf, timezone }: PeriodRequest): void => {
  if (!knownTimezones.has(timezone)) checkTimezone(timezone)
  for (const [name, value] of [
    ['as-of', asOf],
    ['since', since],
    ['until', until],
  ] as const) {
    if (value !== undefined && !canBe(value.trim())) throw unreadable(name, value)
  }
}

const mostTimezones = 1_000
/** To find out whether a name is a time zone's takes long, and the same is asked with every question. */
const knownTimezones = new Set<string>()

const checkTimezone = (timezone: string): void => {
  try {
    // JavaScript takes `+05:45` for east of Greenwich, PostgreSQL for west of it.
    if (/^[+-]/.test(timezone)) throw new RangeError('an offset has no name')
    new Intl.DateTimeFormat('en', { timeZone: timezone })
  } catch (cause) {
    throw new MaestroError(
      'usage',
      `"${timezone}" is no time zone.`,
      'Give an IANA name such as Europe/Berlin or UTC.',
      { cause },
    )
  }
  if (knownTimezones.size < mostTimezones) knownTimezones.add(timezone)
}

const canBe = (text: string): boolean => {
  if (!expressionOf(text, false)) return false
  const [, year, monthOfYear, dayOfMonth = '01'] = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(text) ?? []
  if (year === undefined) return true
  const at = new Date(`${year}-${monthOfYear}-${dayOfMonth}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.getUTCDate() === Number(dayOfMonth)
}

const instantOf = async (
  client: ClientBase,
  option: string,
  value: string | undefined,
  timezone: string,
  now: number,
  end: boolean,
): Promise<number | undefined> => {
  if (value === undefined) return undefined
  const text = value.trim()
  const expression = expressionOf(text, end)
  if (!expression) throw unreadable(option, value)
  try {
    const { rows } = await client.query<{ at: Date | null }>(`select (${expression.sql}) as at`, [
      ...(expression.usesNow ? [new Date(now)] : [expression.value]),
      timezone,
    ])
    const at = rows[0]?.at?.getTime()
    if (at === undefined || Number.isNaN(at)) throw unreadable(option, value)
    return at
  } catch (error) {
    if (MaestroError.isInstance(error)) throw error
    throw unreadable(option, value, error)
  }
}

interface Expression {
  readonly sql: string
  readonly value?: string
  readonly usesNow?: boolean
}

const expressionOf = (text: string, end: boolean): Expression | undefined => {
  if (/^(today|yesterday)$/i.test(text)) {
    const offset = (text.toLowerCase() === 'today' ? 0 : -1) + (end ? 1 : 0)
    return {
      sql: `(date_trunc('day', $1::timestamptz at time zone $2) + interval '${offset} days') at time zone $2`,
      usesNow: true,
    }
  }
  if (day.test(text)) return { sql: `($1::date + ${end ? 1 : 0})::timestamp at time zone $2`, value: text }
  if (month.test(text)) {
    return { sql: `($1::date + interval '${end ? 1 : 0} months') at time zone $2`, value: `${text}-01` }
  }
  const match = ago.exec(text)
  if (match) {
    const length = `${Number(match[1])} ${units[match[2]![0]!.toLowerCase()]}`
    return { sql: `($1::timestamptz at time zone $2 - interval '${length}') at time zone $2`, usesNow: true }
  }
  if (!instant.test(text)) return undefined
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(text)
    ? { sql: `case when $2::text is null then null else $1::timestamptz end`, value: text }
    : { sql: `$1::timestamp at time zone $2`, value: text }
}

const unreadable = (option: string, value: string, cause?: unknown): MaestroError =>
  new MaestroError(
    'usage',
    `--${option} ${value} is no date.`,
    'Give a day (2026-02-09), a month (2026-02), a time (2026-02-09T14:30), today, yesterday, or 7d, 2w, 3m ago.',
    { cause },
  )

/** The SQL conditions that a period puts on a column, with parameters from `$<first>` on. */
export const withinPeriod = (column: string, period: Period, first: number): { sql: string; values: Date[] } => {
  const values: Date[] = []
  const conditions: string[] = []
  const add = (operator: string, at: number) => {
    values.push(new Date(at))
    conditions.push(`${column} ${operator} $${first + values.length - 1}`)
  }
  if (period.since !== undefined) add('>=', period.since)
  const until = endOf(period)
  if (until !== undefined) add('<', until)
  return { sql: conditions.length > 0 ? conditions.join(' and ') : 'true', values }
}

/** The first instant that is not in the period any more, or not yet known. */
export const endOf = (period: Period): number | undefined => {
  const ends = [period.until, period.asOf].filter((end) => end !== undefined)
  return ends.length > 0 ? Math.min(...ends) : undefined
}
