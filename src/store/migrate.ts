import type { ClientBase } from 'pg'
import { MaestroError } from '../model/errors.ts'
import { migrations } from './migrations/index.ts'

/** Names the advisory lock under which one process at a time changes the layout. */
const lock = 7_310_001

const newest = migrations.at(-1)!.version

/**
 * Brings the data to the layout of this program, under a lock; one query where nothing is to be done. Throws
 * `MaestroError('database-newer')` when a newer program has changed it.
 */
export const migrate = async (client: ClientBase): Promise<void> => {
  if ((await versionOf(client)) === newest) return
  await checkServer(client)
  await client.query('select pg_advisory_lock($1)', [lock])
  try {
    const version = await versionOf(client)
    if (version > newest) {
      throw new MaestroError(
        'database-newer',
        `The data was written by a newer Maestro (layout ${version}; this one knows ${newest}).`,
        'Update Maestro, or set MAESTRO_HOME (or DATABASE_URL) to other data.',
      )
    }
    for (const migration of migrations.filter((step) => step.version > version)) {
      await client.query('begin')
      try {
        await client.query(migration.sql)
        await client.query(
          'create table if not exists maestro_layout (version integer primary key, name text, at timestamptz default now())',
        )
        await client.query('insert into maestro_layout (version, name) values ($1, $2)', [
          migration.version,
          migration.name,
        ])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock])
  }
}

const oldestServer = 150_000

const checkServer = async (client: ClientBase): Promise<void> => {
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

const versionOf = async (client: ClientBase): Promise<number> => {
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
