import type { Conflict, RecordKind } from '../../model/record.ts'
import { recordKinds } from '../../model/records/index.ts'
import { type Column, chunkFieldsOf, columnsOf, snakeCase, tableOf } from '../columns.ts'

/** The SQL that brings staged rows into a table. */
export interface TableRule {
  /** Makes the staging table, which every commit empties. */
  readonly createStage: string
  readonly copy: string
  /** Marks the sessions that lose a record to a staged one: what they were, and where they belong. */
  readonly markDisowned?: string
  readonly merge: string
}

interface Shape {
  readonly table: string
  readonly key: readonly string[]
  readonly columns: readonly string[]
}

const tokens = (row: string): string =>
  ['input_tokens', 'cache_creation5m_tokens', 'cache_creation1h_tokens', 'cache_read_tokens', 'output_tokens']
    .map((column) => `${row}.${column}`)
    .join(' + ')

/** Sorts after every hash of a line. */
const afterLines = `'\\x${'ff'.repeat(9)}'::bytea`

/**
 * Of the same line, read twice, the reading that has the whole output: later its file may be gone. Of two lines in one
 * place, by what they say.
 */
const first = (row: string, owner: string, columns: readonly Column[]) =>
  [
    `${row}.at`,
    `${row}.${owner} collate "C"`,
    ...(owner === 'session' ? [`${row}.position`] : []),
    ...(columns.some(({ name }) => name === 'output_file') ? [`${row}.output_file is not null`] : []),
    ...(columns.some(({ name }) => name === 'log_line') ? [`coalesce(${row}.log_line, ${afterLines})`] : []),
  ].join(', ')

/** What was seen at the same time, in two clones, is ordered by what it says. */
const latest = (row: string, columns: readonly Column[]) =>
  `(${[
    `${row}.seen_at`,
    ...columns.flatMap(({ name, type }) =>
      type === 'text'
        ? [`${row}.${name} is not null`, `coalesce(${row}.${name}, '') collate "C"`]
        : type === 'text[]'
          ? [`${row}.${name} is not null`, `coalesce(${row}.${name}, '{}') collate "C"`]
          : type === 'boolean' || (type === 'timestamptz' && name !== 'seen_at')
            ? [`${row}.${name}`]
            : [],
    ),
  ].join(', ')})`

/** When a staged row (`excluded`) replaces the one that is there (`there`); the same order as in `collapse`. */
const replaces = (conflict: Conflict, owner: string, columns: readonly Column[] = []): string | undefined =>
  ({
    first: `(${first('excluded', owner, columns)}) <= (${first('there', owner, columns)})`,
    largest:
      `(excluded.sidechain, -(${tokens('excluded')}), ${first('excluded', owner, columns)}) <= ` +
      `(there.sidechain, -(${tokens('there')}), ${first('there', owner, columns)})`,
    latest: `${latest('excluded', columns)} >= ${latest('there', columns)}`,
    span: undefined,
    keep: undefined,
  })[conflict]

/** Of a message of which a deletion took some lines, the whole one comes back once the deletion is lifted. */
const fuller = `octet_length(coalesce(excluded.body, '')) > octet_length(coalesce(there.body, ''))`

/** Some names are reserved words. */
const quoted = (name: string) => (name === 'binary' ? '"binary"' : name)

const stage = (table: string) => `stage_${table}`

const rule = (shape: Shape, onConflict: string, markDisowned?: string): TableRule => ({
  createStage:
    `create temp table if not exists ${stage(shape.table)} on commit delete rows as ` +
    `select ${shape.columns.join(', ')} from ${shape.table} with no data`,
  copy: `copy ${stage(shape.table)} (${shape.columns.join(', ')}) from stdin`,
  ...(markDisowned ? { markDisowned } : {}),
  merge:
    `insert into ${shape.table} as there (${shape.columns.join(', ')}) ` +
    `select ${shape.columns.join(', ')} from ${stage(shape.table)} ` +
    `on conflict (org, ${shape.key.join(', ')}) ${onConflict}`,
})

const update = (shape: Shape, condition?: string): string => {
  const columns = shape.columns.filter((column) => !shape.key.includes(column))
  const set = columns.map((column) => `${column} = excluded.${column}`).join(', ')
  return `do update set ${set}${condition ? ` where ${condition}` : ''}`
}

const spanned = (shape: Shape, kind: RecordKind): string => {
  const join = columnsOf(kind)
    .filter(({ name }) => !shape.key.includes(name))
    .map(({ name, type }) => {
      if (name === 'ended_at') return `${name} = greatest(there.${name}, excluded.${name})`
      if (type === 'text[]') {
        const both = `coalesce(there.${name}, '{}') || coalesce(excluded.${name}, '{}')`
        return `${name} = (select array_agg(distinct value collate "C" order by value collate "C") from unnest(${both}) value)`
      }
      const value = (row: string) => (type === 'text' ? `${row}.${name} collate "C"` : `${row}.${name}`)
      return `${name} = least(${value('there')}, ${value('excluded')})`
    })
  return `do update set ${join.join(', ')}`
}

const ownersOf: Partial<Record<string, readonly string[]>> = { first: ['session'], largest: ['session'] }

const ruleOf = (kind: RecordKind): TableRule => {
  const table = tableOf(kind)
  const shape = {
    table,
    key: kind.key.map(snakeCase),
    columns: [...columnsOf(kind).map((column) => quoted(column.name)), 'chunk'],
  }
  if (kind.conflict === 'keep') return rule(shape, 'body' in kind.fields ? update(shape, fuller) : 'do nothing')
  if (kind.conflict === 'span') return rule(shape, spanned(shape, kind))
  const owned = ownersOf[kind.conflict] && 'session' in kind.fields
  const condition = replaces(kind.conflict, owned ? 'session' : 'sha', columnsOf(kind))
  return rule(shape, update(shape, condition), owned ? disowned(shape, kind) : undefined)
}

/**
 * Staged rows are few and stored ones many, which no statistics tell the planner: each is looked up by its key. Where a
 * record has texts, the version that loses leaves a copy of them in its session's chunk: it is noted which.
 */
const disowned = ({ table, key }: Shape, kind: RecordKind): string => {
  const same = key.map((column) => `there.${column} = staged.${column}`).join(' and ')
  const hasTexts = chunkFieldsOf(kind).length > 0
  const owner = hasTexts ? 'array[there.session, there.chunk::text]' : 'array[there.session]'
  const copies =
    `copies as (insert into text_copy (kind, id, chunk) select '${kind.name}', id, text::bigint ` +
    `from met, unnest(array[met.chunk::text, owner[2]]) held (text) ` +
    `where owner[1] <> session and held.text is not null on conflict do nothing) `
  return (
    `with met as materialized (select staged.${key[0]} as id, staged.session, staged.chunk, ` +
    `(select ${owner} from ${table} there where there.org = 1 and ${same}) as owner from ${stage(table)} staged)` +
    `${hasTexts ? `, ${copies}` : ' '}` +
    `insert into dirty (kind, key) select distinct kind, owner[1] from (values ('session'), ('place'), ('edited'), ('evidence')) marked (kind), met ` +
    `where owner[1] <> session on conflict (org, kind, key) do update set key = excluded.key`
  )
}

const chunks: Shape = { table: 'text_chunk', key: ['id'], columns: ['id', 'session', 'body'] }
const pieces: Shape = {
  table: 'search_piece',
  key: ['kind', 'id'],
  columns: ['kind', 'id', 'session', 'at', 'rank', 'words', 'pairs'],
}

/** The rules of every table that rows are written to, by name. */
export const tableRules: ReadonlyMap<string, TableRule> = new Map([
  ...Object.values(recordKinds).map((kind): [string, TableRule] => [tableOf(kind), ruleOf(kind)]),
  [chunks.table, rule(chunks, 'do nothing')],
  [
    pieces.table,
    rule(
      pieces,
      update(
        pieces,
        '(excluded.at, excluded.session collate "C", excluded.rank) <= (there.at, there.session collate "C", there.rank)',
      ),
    ),
  ],
])
