import type { ClientBase } from 'pg'
import { MaestroError } from '../model/errors.ts'
import { locks } from './locks.ts'
import { type Migration, migrations } from './migrations/index.ts'

/** The layout of this program. */
export const newestLayout = migrations.at(-1)!.version

/**
 * Brings the data to the layout of this program, under a lock; one query where nothing is to be done. Throws
 * `MaestroError('database-newer')` when a newer program has changed it.
 */
export const migrate = async (client: ClientBase): Promise<void> => {
  if ((await versionOf(client)) === newestLayout) return
  await checkServer(client)
  await client.query('select pg_advisory_lock($1)', [locks.layout])
  try {
    const version = await versionOf(client)
    if (version > newestLayout) {
      throw new MaestroError(
        'database-newer',
        `The data was written by a newer Maestro (layout ${version}; this one knows ${newestLayout}).`,
        'Update Maestro, or set MAESTRO_HOME (or DATABASE_URL) to other data.',
      )
    }
    for (const migration of migrations.filter((step) => step.version > version)) {
      await client.query('begin')
      try {
        await takeStep(client, migration)
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.layout])
  }
}

/** Takes one step, in the transaction of the caller. */
export const takeStep = async (client: ClientBase, { sql, version, name }: Migration): Promise<void> => {
  await client.query(sql)
  await client.query(
    'create table if not exists maestro_layout (version integer primary key, name text, at timestamptz default now())',
  )
  await client.query('insert into maestro_layout (version, name) values ($1, $2)', [version, name])
}

const oldestServer = 150_000

/** Throws `MaestroError('database-unavailable')` for a PostgreSQL that is too old. */
export const checkServer = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  )
  if (Number(rows[0]!.number) >= oldestServer) return
  throw new MaestroError(
    'database-unavailable',
    `The PostgreSQL there is too old: ${rows[0]!.name}.`,
    'Set DATABASE_URL to PostgreSQL 15 or newer, or unset it to use the embedded one.',
  )
}

/** The layout that the data has; 0 where there is none. Not for use in a transaction. */
export const versionOf = async (client: ClientBase): Promise<number> => {
  try {
    const { rows } = await client.query<{ version: number | null }>(
      'select max(version) as version from maestro_layout',
    )
    return rows[0]?.version ?? 0
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return 0
    throw error
  }
}
