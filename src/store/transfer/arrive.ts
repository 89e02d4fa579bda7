import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { explainDatabaseFailure } from '../database-failure.ts'
import { locks } from '../locks.ts'
import { checkServer, newestLayout, takeStep, versionOf } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import { existingTables, holdContent, layoutTable, ourTables } from './tables.ts'

/** PostgreSQL's word for "something else is made on top of it". */
const dependedOn = '2BP01'

export interface ArrivalOptions {
  /** The layout in which the rows come: an older one is brought up to date by whoever opens the data next. */
  readonly layout: number
  /** Throw away what the database holds of Maestro. */
  readonly replace: boolean
}

/**
 * Fills a database in one transaction: it ends with all that `bring` copies into empty tables of that layout, or as it was
 * before, however this process ends. Throws `MaestroError('storage')` when there are data and `replace` is not set.
 */
export const arrive = async (
  client: ClientBase,
  { layout, replace }: ArrivalOptions,
  bring: () => Promise<void>,
): Promise<void> => {
  if (layout > newestLayout) throw tooNew(`The data has layout ${layout}, and this Maestro knows ${newestLayout}.`)
  await checkServer(client)
  await checkEncoding(client)
  const found = await versionOf(client)
  if (found > newestLayout) throw tooNew('The database there was written by a newer Maestro.')
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [locks.layout])
    await clear(client, found, replace)
    for (const step of migrations.filter(({ version }) => version <= layout)) await takeStep(client, step)
    await empty(client)
    const makeIndexes = await setIndexesAside(client)
    await bring()
    for (const statement of makeIndexes) await client.query(statement)
    await client.query(`analyze ${(await existingTables(client)).join(', ')}`)
    await client.query(`select pg_notify('maestro_changed', '{"kind":"everything","keys":[]}')`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw explainDatabaseFailure(error)
  }
}

/** Throws `MaestroError('storage')` when rows may not arrive here: there are data, or tables of another program. */
export const checkRoom = async (client: ClientBase, replace: boolean): Promise<void> =>
  refuse(client, await existingTables(client), await versionOf(client), replace)

/** What migrations made that holds on to the tables. */
const functionsOnTables = ['search_hours']

/** Takes away what is there, or refuses to. */
const clear = async (client: ClientBase, layout: number, replace: boolean): Promise<void> => {
  const tables = await existingTables(client)
  if (tables.length === 0) return
  await refuse(client, tables, layout, replace)
  try {
    await client.query(`drop function if exists ${functionsOnTables.join(', ')}`)
    await client.query(`drop table ${tables.join(', ')}`)
  } catch (error) {
    if ((error as { code?: string }).code !== dependedOn) throw error
    throw new MaestroError(
      'storage',
      `The tables of Maestro cannot be replaced: ${(error as Error).message}.`,
      'Remove what others made on top of them, or use another database.',
      { cause: error },
    )
  }
}

const refuse = async (
  client: ClientBase,
  tables: readonly string[],
  layout: number,
  replace: boolean,
): Promise<void> => {
  if (tables.length === 0) return
  if (layout === 0) {
    throw new MaestroError(
      'storage',
      `The database there has tables of another program (${tables.slice(0, 3).join(', ')}).`,
      'Use a database of its own for Maestro.',
    )
  }
  if (!replace && (await holdContent(client, tables))) {
    throw new MaestroError(
      'storage',
      'There are data already, and they were left as they are.',
      'Add --replace to throw them away, or use an empty data folder or database.',
    )
  }
}

/** Some steps of the layout write rows of their own, which come along with the others. */
const empty = async (client: ClientBase): Promise<void> => {
  const tables = (await existingTables(client)).filter((table) => table !== layoutTable)
  if (tables.length > 0) await client.query(`truncate ${tables.join(', ')}`)
}

/** Drops the indexes that no constraint needs, and gives the statements that make them again: at once is quicker. */
const setIndexesAside = async (client: ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index join pg_class on pg_class.oid = indrelid
     where relnamespace = current_schema()::regnamespace and relname = any($1)
       and not exists (select from pg_constraint where conindid = indexrelid)
     order by 1`,
    [ourTables],
  )
  if (rows.length > 0) await client.query(`drop index ${rows.map(({ name }) => name).join(', ')}`)
  return rows.map(({ definition }) => definition)
}

const checkEncoding = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`)
  if (rows[0]!.encoding === 'UTF8') return
  throw new MaestroError(
    'storage',
    `The database there has the encoding ${rows[0]!.encoding}, which cannot hold every text.`,
    'Make one with UTF-8: createdb --encoding UTF8 --template template0 NAME.',
  )
}

const tooNew = (message: string): MaestroError => new MaestroError('database-newer', message, 'Update Maestro.')
