import type { ClientBase } from 'pg'
import type { Parcel, SourceProgress } from './parcel.ts'
import { storableJson, storableKey, storableText } from './storable.ts'

const counters = ['skipped', 'unknown', 'versions', 'redacted'] as const

/** A source without a stamp is read from its start again: what was counted before is void. */
const addUp = (column: string) => `${column} = case when there.stamp = '' then excluded.${column}
  when excluded.${column} = '{}' then there.${column} else (
  select jsonb_object_agg(key, total) from (
    select key, sum(value::bigint) as total
    from (select * from jsonb_each_text(there.${column}) union all select * from jsonb_each_text(excluded.${column})) both_
    group by key
  ) totals) end`

const numbers = ['bytes', 'items', 'records', 'set_aside'] as const

/** Each column of a source, its type, and its value in what was read. */
const columns: readonly (readonly [name: string, type: string, value: (source: SourceProgress) => unknown])[] = [
  ['connector', 'text', (source) => source.connector],
  ['id', 'text', (source) => source.id],
  ['home', 'text', (source) => source.home ?? null],
  ['stamp', 'text', (source) => source.stamp],
  ['size', 'bigint', (source) => source.size],
  ['newest', 'timestamptz', (source) => new Date(source.newest)],
  ['cursor', 'jsonb', (source) => storableJson(source.cursor)],
  ['finished', 'boolean', (source) => source.finished],
  ['bytes', 'bigint', (source) => source.bytes],
  ['items', 'bigint', (source) => source.items],
  ['records', 'bigint', (source) => source.records],
  ['set_aside', 'bigint', (source) => source.setAside.length],
  ...counters.map((name) => [name, 'jsonb', (source: SourceProgress) => storableJson(source[name])] as const),
]

const names = columns.map(([name]) => name).join(', ')
const lists = columns.map(([, type], index) => `$${index + 2}::${type}[]`).join(', ')

const upsert = `
insert into source as there (redaction_version, ${names})
select $1, * from unnest(${lists})
on conflict (org, connector, id) do update set
  home = excluded.home, stamp = excluded.stamp, size = excluded.size, newest = excluded.newest,
  cursor = excluded.cursor, finished = excluded.finished, redaction_version = excluded.redaction_version,
  problem = null, problem_next = null, problem_since = null, last_read_at = now(),
  ${numbers.map((column) => `${column} = case when there.stamp = '' then 0 else there.${column} end + excluded.${column}`).join(', ')},
  ${counters.map(addUp).join(', ')}`

/** Moves the cursors of what was read, and adds up what was met on the way. */
export const writeSources = async (client: ClientBase, parcel: Parcel): Promise<void> => {
  const sources = joined(parcel.sources)
  await forget(
    client,
    sources.filter((source) => source.restarted),
  )
  await client.query(upsert, [
    parcel.redactionVersion,
    ...columns.map(([, , value]) => sources.map((source) => value(source))),
  ])
  await writeSetAside(client, sources)
}

/** One entry for each source, which may have been read in several steps. */
const joined = (steps: readonly SourceProgress[]): SourceProgress[] => {
  const bySource = new Map<string, SourceProgress>()
  for (const step of steps) {
    const key = `${step.connector} ${step.id}`
    const before = bySource.get(key)
    bySource.set(key, before && !step.restarted ? together(before, step) : step)
  }
  return [...bySource.values()]
}

const together = (before: SourceProgress, step: SourceProgress): SourceProgress => ({
  ...step,
  restarted: before.restarted,
  bytes: before.bytes + step.bytes,
  items: before.items + step.items,
  records: before.records + step.records,
  skipped: sum(before.skipped, step.skipped),
  unknown: sum(before.unknown, step.unknown),
  versions: sum(before.versions, step.versions),
  redacted: sum(before.redacted, step.redacted),
  setAside: [...before.setAside, ...step.setAside],
})

const sum = (counts: Record<string, number>, others: Record<string, number>): Record<string, number> => {
  const total = new Map(Object.entries(counts))
  for (const [key, count] of Object.entries(others)) total.set(key, (total.get(key) ?? 0) + count)
  return Object.fromEntries(total)
}

const forget = async (client: ClientBase, sources: readonly SourceProgress[]): Promise<void> => {
  for (const { connector, id } of sources) {
    await client.query('delete from source where org = 1 and connector = $1 and id = $2', [connector, id])
    await client.query('delete from set_aside where org = 1 and connector = $1 and source = $2', [connector, id])
  }
}

const writeSetAside = async (client: ClientBase, sources: readonly SourceProgress[]): Promise<void> => {
  const entries = sources.flatMap(({ connector, id, setAside }) =>
    setAside.map((entry) => ({ connector, source: id, ...entry })),
  )
  if (entries.length === 0) return
  await client.query(
    `insert into set_aside (connector, source, position, length, reason, subject)
     select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[])
     on conflict do nothing`,
    [
      entries.map((entry) => entry.connector),
      entries.map((entry) => entry.source),
      entries.map((entry) => entry.position),
      entries.map((entry) => entry.length),
      entries.map((entry) => storableKey(entry.reason)),
      entries.map((entry) => (entry.subject === undefined ? null : storableText(entry.subject))),
    ],
  )
}
