import type { ClientBase } from 'pg'
import { prepared } from '../prepared.ts'
import { type Survival, survivalDays } from './survival-of.ts'

/** What became of lines that count. */
export interface LineSums {
  readonly counted: number
  /** Lines that no later edit of the same session took out again. */
  readonly standing: number
  /** Lines found in a commit. */
  readonly committed: number
  /** Lines that came to the default branch, and of these those that are still there. */
  readonly landed: number
  readonly there: number
  /** Of the lines that stood those that came to the default branch. */
  readonly standingLanded: number
  readonly survival: readonly Survival[]
  /** Until when the history is known, in milliseconds since 1970; null where nothing is. */
  readonly knownUntil: number | null
}

const nothing: LineSums = {
  counted: 0,
  standing: 0,
  committed: 0,
  landed: 0,
  there: 0,
  standingLanded: 0,
  survival: survivalDays.map((days) => ({ days, known: 0, alive: 0 })),
  knownUntil: null,
}

/**
 * SQL of conditions on a row of `line_fate`: what holds as it is known at an instant.
 * @param asOf SQL of the instant, null for all that is known
 */
export const fateConditions = (asOf: string) => {
  const known = (column: string) => `(${column} is not null and (${asOf} is null or ${column} < ${asOf}))`
  return {
    written: known('fate.edited_at'),
    removed: known('fate.removed_at'),
    committed: known('fate.committed_at'),
    landed: known('fate.landed_at'),
    there: `(${known('fate.landed_at')} and case when ${asOf} is null then coalesce(upper_inf(fate.presence), false)
      else fate.presence @> (${asOf} - interval '1 microsecond') end)`,
  }
}

/**
 * SQL of a table of repositories and until when the history of each is known: to its newest commit, and where some of
 * its commits are not walked over yet, to the newest one of the default branch that is.
 * @param repositories SQL of their ids
 */
export const historySql = (repositories: string, asOf: string): string => `
  select repository.id as repository, case
    when exists (select from dirty where org = 1 and kind in ('ledger', 'ledger-begun') and key = repository.id)
      then (select max(at) from default_commit
        where org = 1 and default_commit.repository = repository.id and (${asOf} is null or at < ${asOf}))
    else (select max(committed_at) from commit
      where org = 1 and commit.repository = repository.id and (${asOf} is null or committed_at < ${asOf}))
    end as until
  from repository where org = 1 and id in (${repositories})`

const sumColumns = (asOf: string): string => {
  const { removed, committed, landed, there } = fateConditions(asOf)
  const sum = (condition: string) => `coalesce(sum(fate.count) filter (where ${condition}), 0)`
  const days = survivalDays.map((count) => {
    const day = `fate.landed_at + interval '${count} days'`
    const known = `${landed} and ${day} <= history.until`
    return `${sum(known)} as known_${count}, ${sum(`${known} and fate.presence @> (${day})`)} as alive_${count}`
  })
  return `sum(fate.count) as counted, ${sum(`not ${removed}`)} as standing, ${sum(committed)} as committed,
    ${sum(landed)} as landed, ${sum(there)} as there, ${sum(`${landed} and not ${removed}`)} as "standingLanded",
    ${sum(`fate.pending and ${committed}`)} as pending,
    (extract(epoch from min(history.until)) * 1000)::float8 as "knownUntil", ${days.join(', ')}`
}

type SumRow = Readonly<Record<string, number>> & { readonly key: string }

const sumsOf = ({ key: _, pending: __, ...row }: SumRow): LineSums => ({
  counted: row.counted!,
  standing: row.standing!,
  committed: row.committed!,
  landed: row.landed!,
  there: row.there!,
  standingLanded: row.standingLanded!,
  survival: survivalDays.map((days) => ({ days, known: row[`known_${days}`]!, alive: row[`alive_${days}`]! })),
  knownUntil: row.knownUntil!,
})

/**
 * What became of all lines that sessions wrote, their subagents included, by the session at the top. A session of which
 * it is not known yet is left out: until its commits are walked over and its edits are followed.
 */
export const linesOfSessions = async (
  client: ClientBase,
  roots: readonly string[],
  asOf: number | undefined,
): Promise<Map<string, LineSums>> => {
  const unknown = await notFollowed(client, roots)
  const rows = await sumsBy(client, 'root', roots, asOf)
  const sums = new Map(rows.map((row) => [row.key, row]))
  return new Map(
    roots.flatMap((root) => {
      const row = sums.get(root)
      if (unknown.has(root) || (row?.pending ?? 0) > 0) return []
      return [[root, row === undefined ? nothing : sumsOf(row)]]
    }),
  )
}

/** The same by edit; one of which it is not known yet is left out. */
export const linesOfEdits = async (
  client: ClientBase,
  edits: readonly string[],
  asOf: number | undefined,
): Promise<Map<string, LineSums>> => {
  const rows = new Map((await sumsBy(client, 'edit', edits, asOf)).map((row) => [row.key, row]))
  const { rows: followed } = await client.query<{ edit: string }>(
    `select edit from edited_file where org = 1 and edit = any($1) and inside
     and not exists (select from dirty where dirty.org = 1 and kind = 'fate' and key = edit)`,
    [edits],
  )
  return new Map(
    followed.map(({ edit }) => {
      const row = rows.get(edit)
      return [edit, row === undefined ? nothing : sumsOf(row)]
    }),
  )
}

const sumsBy = async (
  client: ClientBase,
  key: 'root' | 'edit',
  wanted: readonly string[],
  asOf: number | undefined,
): Promise<SumRow[]> => {
  const at = '$2::timestamptz'
  const question = prepared(
    `with fates as materialized (select * from line_fate where org = 1 and ${key} = any($1)),
     history as materialized (${historySql('select distinct repository from fates', at)})
     select fate.${key} as key, ${sumColumns(at)}
     from fates fate join history on history.repository = fate.repository
     where ${fateConditions(at).written}
     group by fate.${key}`,
    [wanted, asOf === undefined ? null : new Date(asOf)],
  )
  return (await client.query<SumRow>(question)).rows
}

/** The sessions with edits that are still to be followed. */
const notFollowed = async (client: ClientBase, roots: readonly string[]): Promise<Set<string>> => {
  const { rows } = await client.query<{ root: string }>(
    `select distinct file.root from edited_file file
     where org = 1 and root = any($1) and exists (select from dirty where org = 1 and kind = 'fate')
       and exists (select from dirty where dirty.org = 1 and kind = 'fate' and key = file.edit)`,
    [roots],
  )
  return new Set(rows.map(({ root }) => root))
}
