import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { MaestroError } from '../../model/errors.ts'
import { versionOf } from '../migrate.ts'
import { arrive } from './arrive.ts'
import { readAlike, sumOf } from './checksum.ts'
import { inSnapshot } from './snapshot.ts'
import { type StoredTable, sequenceValues, setSequences, storedTables, type TableScope } from './tables.ts'

/** What was copied: how many rows of which table. */
export interface CopyReport {
  readonly tables: number
  readonly rows: number
}

export interface CopyOptions {
  readonly scope: TableScope
  /** Throw away what the target holds of Maestro. */
  readonly replace: boolean
  /** Called before each table. */
  readonly onTable?: (name: string) => void
}

/**
 * Copies the data of one database to another, row by row in bounded memory, and compares count and checksum of every
 * table before the target keeps them: it has all of it, or is as before. The source is only read. After a failure both
 * connections are of no use any more.
 */
export const copyDatabase = async (
  source: ClientBase,
  target: ClientBase,
  { scope, replace, onTable = () => {} }: CopyOptions,
): Promise<CopyReport> => {
  const layout = await versionOf(source)
  if (layout === 0) return { tables: 0, rows: 0 }
  const tables = await storedTables(source, scope)
  let rows = 0
  await inSnapshot(source, tables, () =>
    arrive(target, { layout, replace }, async () => {
      for (const table of tables) {
        onTable(table.name)
        await copyTable(source, target, table)
      }
      await setSequences(target, await sequenceValues(source))
      for (const client of [source, target]) await readAlike(client)
      for (const table of tables) rows += await compare(source, target, table)
    }),
  )
  return { tables: tables.length, rows }
}

/** Opens the stream of a table's rows, in PostgreSQL's binary format. */
export const rowsFrom = (client: ClientBase, { name, columns }: StoredTable) =>
  client.query(copyTo(`copy ${name} (${columns.join(', ')}) to stdout (format binary)`))

/** Opens a stream that takes a table's rows. */
export const rowsInto = (client: ClientBase, { name, columns }: StoredTable) =>
  client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin (format binary)`))

const copyTable = (source: ClientBase, target: ClientBase, table: StoredTable): Promise<void> =>
  pipeline(rowsFrom(source, table), rowsInto(target, table))

const compare = async (source: ClientBase, target: ClientBase, table: StoredTable): Promise<number> => {
  const [sent, arrived] = await Promise.all([sumOf(source, table), sumOf(target, table)])
  if (sent.rows === arrived.rows && sent.sum === arrived.sum) return Number(arrived.rows)
  throw new MaestroError(
    'storage',
    `The table ${table.name} did not arrive as it was sent (${sent.rows} rows sent, ${arrived.rows} arrived).`,
    'Nothing was changed. Check the disks of both databases, then try again.',
  )
}
