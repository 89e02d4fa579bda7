import type { ClientBase } from 'pg'
import type { Parcel, SourceProgress } from './parcel.ts'

const counters = ['skipped', 'unknown', 'versions', 'redacted'] as const

const addUp = (column: string) => `${column} = (
  select coalesce(jsonb_object_agg(key, total), '{}') from (
    select key, sum(value::bigint) as total
    from (select * from jsonb_each_text(there.${column}) union all select * from jsonb_each_text(excluded.${column})) both_
    group by key
  ) totals)`

const numbers = ['bytes', 'items', 'records', 'set_aside'] as const

const upsert = `
insert into source as there (
  connector, id, home, stamp, size, newest, cursor, finished, redaction_version,
  ${numbers.join(', ')}, ${counters.join(', ')}
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
on conflict (org, connector, id) do update set
  home = excluded.home, stamp = excluded.stamp, size = excluded.size, newest = excluded.newest,
  cursor = excluded.cursor, finished = excluded.finished, redaction_version = excluded.redaction_version,
  problem = null, last_read_at = now(),
  ${numbers.map((column) => `${column} = there.${column} + excluded.${column}`).join(', ')},
  ${counters.map(addUp).join(', ')}`

/** Moves the cursors of what was read, and adds up what was met on the way. */
export const writeSources = async (client: ClientBase, parcel: Parcel): Promise<void> => {
  for (const source of parcel.sources) {
    if (source.restarted) await forget(client, source)
    await client.query(upsert, [
      source.connector,
      source.id,
      source.home ?? null,
      source.stamp,
      source.size,
      new Date(source.newest),
      JSON.stringify(source.cursor),
      source.finished,
      parcel.redactionVersion,
      source.bytes,
      source.items,
      source.records,
      source.setAside.length,
      JSON.stringify(source.skipped),
      JSON.stringify(source.unknown),
      JSON.stringify(source.versions),
      JSON.stringify(source.redacted),
    ])
    if (source.setAside.length > 0) await writeSetAside(client, source)
  }
}

const forget = async (client: ClientBase, { connector, id }: SourceProgress): Promise<void> => {
  await client.query('delete from source where org = 1 and connector = $1 and id = $2', [connector, id])
  await client.query('delete from set_aside where org = 1 and connector = $1 and source = $2', [connector, id])
}

const writeSetAside = (client: ClientBase, source: SourceProgress) =>
  client.query(
    `insert into set_aside (connector, source, position, length, reason, subject)
     select $1, $2, position, length, reason, subject
     from unnest($3::bigint[], $4::bigint[], $5::text[], $6::text[]) as entry (position, length, reason, subject)
     on conflict do nothing`,
    [
      source.connector,
      source.id,
      source.setAside.map((entry) => entry.position),
      source.setAside.map((entry) => entry.length),
      source.setAside.map((entry) => entry.reason),
      source.setAside.map((entry) => entry.subject ?? null),
    ],
  )
