import type { ClientBase } from 'pg'
import type { OwnedEntries } from './entries.ts'

/**
 * What a tombstone holds down by name: a session or a repository by id; a directory or a remote of a repository by hash;
 * a home directory or an address of a person by the id of the identity.
 */
export type KeyKind = 'session' | 'repository' | 'place' | 'remote' | 'home' | 'email'

/** A name that a tombstone holds down. */
export interface TombstoneKey {
  readonly tombstone: number
  readonly kind: KeyKind
  readonly value: string
}

/** A time of which everything is deleted. In milliseconds since 1970, `until` not included. */
export interface DeletedTime {
  readonly tombstone: number
  readonly since: number
  readonly until: number
  /** Nothing at all was left: copies of records need not be known one by one. */
  readonly everything: boolean
}

/** All that must stay away, as a reader of sources needs it. Can be sent to a thread. */
export interface Tombstones {
  readonly version: number
  readonly keys: readonly TombstoneKey[]
  readonly times: readonly DeletedTime[]
  readonly records: readonly OwnedEntries[]
  /** Directories of repositories that are on record: a session in one of these is no session of a folder around it. */
  readonly checkouts: readonly string[]
}

/**
 * What must stay away; undefined where nothing was deleted. Given what was known before, it answers that where nothing
 * has changed since, after one small query.
 */
export const readTombstones = async (client: ClientBase, known?: Tombstones): Promise<Tombstones | undefined> => {
  const { rows: state } = await client.query<{ version: number; any: boolean }>(
    `select version, exists (select from tombstone where org = 1) as any from tombstone_version where org = 1`,
  )
  if (!state[0]?.any) return undefined
  const { version } = state[0]
  if (known?.version === version) return known
  const keys = await client.query<TombstoneKey>('select tombstone, kind, value from tombstone_key where org = 1')
  const times = await client.query<{ tombstone: number; kind: string; since: Date | null; until: Date | null }>(
    `select id as tombstone, kind, since, until from tombstone where org = 1 and kind in ('period', 'everything')`,
  )
  const records = await client.query<OwnedEntries>('select owner, entries from tombstone_records where org = 1')
  const checkouts = await client.query<{ path: string }>('select path from checkout where org = 1')
  return {
    version,
    keys: keys.rows,
    times: times.rows.map(({ tombstone, kind, since, until }) => ({
      tombstone,
      since: since?.getTime() ?? Number.NEGATIVE_INFINITY,
      until: until!.getTime(),
      everything: kind === 'everything',
    })),
    records: records.rows,
    checkouts: checkouts.rows.map(({ path }) => path),
  }
}

/** Tells readers that what they know of tombstones has changed. In the transaction that changes it. */
export const bumpVersion = async (client: ClientBase): Promise<void> => {
  await client.query('update tombstone_version set version = version + 1 where org = 1')
}

/** Adds names to tombstones. */
export const addKeys = async (client: ClientBase, keys: readonly TombstoneKey[]): Promise<void> => {
  if (keys.length === 0) return
  await client.query(
    `insert into tombstone_key (tombstone, kind, value)
     select * from unnest($1::bigint[], $2::text[], $3::text[]) on conflict do nothing`,
    [keys.map(({ tombstone }) => tombstone), keys.map(({ kind }) => kind), keys.map(({ value }) => value)],
  )
}
