import type { ClientBase } from 'pg'
import { copyRows } from '../../store/write/copy-rows.ts'
import { copyInstant, copyIntegers } from '../../store/write/copy-text.ts'
import type { Landed, LineFate } from './fate-of-lines.ts'

/** A row of `line_fate`. */
export interface FateRow {
  readonly root: string
  readonly repository: string
  /** Milliseconds since 1970. */
  readonly editedAt: number
  readonly fate: LineFate
}

const columns = [
  'root',
  'edit',
  'repository',
  'edited_at',
  'lines',
  'first',
  'count',
  'removed_at',
  'commits',
  'committed_at',
  'pending',
  'landed_at',
  'landed_by',
  'presence',
  'gone_by',
] as const

/** Writes what became of edits' lines in place of what was known of them. */
export const writeFates = async (
  client: ClientBase,
  edits: readonly string[],
  rows: readonly FateRow[],
): Promise<void> => {
  await client.query('delete from line_fate where org = 1 and edit = any($1)', [edits])
  const steps = await stepsOf(client, rows)
  await copyRows(
    client,
    'line_fate',
    columns,
    rows.map(({ root, repository, editedAt, fate }) => {
      const { landed } = fate
      const step = (number: number | undefined) =>
        number === undefined ? null : (steps.get(stepKey(repository, number)) ?? null)
      return [
        root,
        fate.edit,
        repository,
        copyInstant(editedAt),
        copyIntegers(fate.lines),
        fate.lines[0]!,
        fate.count,
        instantOrNull(fate.removedAt),
        `{${fate.commits.join(',')}}`,
        instantOrNull(fate.committedAt),
        fate.pending ? 't' : 'f',
        instantOrNull(landed?.at),
        step(landed?.by),
        landed === undefined ? null : rangesOf(landed),
        step(landed?.goneBy),
      ]
    }),
  )
}

const instantOrNull = (at: number | undefined): string | null => (at === undefined ? null : copyInstant(at))

/** A multirange as PostgreSQL reads it; it joins ranges that touch. */
const rangesOf = ({ presence }: Landed): string =>
  `{${presence.map(([from, until]) => `[${copyInstant(from)},${until === null ? '' : copyInstant(until)})`).join(',')}}`

const stepKey = (repository: string, number: number): string => `${number} ${repository}`

/** The commits of default branches that brought lines or took them away, by their numbers. */
const stepsOf = async (client: ClientBase, rows: readonly FateRow[]): Promise<Map<string, string>> => {
  const wanted = new Map(
    rows.flatMap(({ repository, fate: { landed } }) =>
      [landed?.by, landed?.goneBy].flatMap((number) =>
        number === undefined ? [] : [[stepKey(repository, number), [repository, number] as const] as const],
      ),
    ),
  )
  const { rows: found } = await client.query<{ repository: string; number: number; sha: string }>(
    `select step.repository, step.number, step.sha from unnest($1::text[], $2::integer[]) as wanted (repository, number)
     join default_commit step on step.org = 1 and step.repository = wanted.repository and step.number = wanted.number`,
    [[...wanted.values()].map(([repository]) => repository), [...wanted.values()].map(([, number]) => number)],
  )
  return new Map(found.map(({ repository, number, sha }) => [stepKey(repository, number), sha]))
}
