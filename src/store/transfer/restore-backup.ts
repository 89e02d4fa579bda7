import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { arrive } from './arrive.ts'
import { rowsInto } from './copy-database.ts'
import { markRestored } from './kept-files.ts'
import { type BackupPart, damaged, type OpenBackup } from './read-backup.ts'
import { setSequences, storedTables } from './tables.ts'

export interface RestoreOptions {
  readonly file: string
  /** A name for this restore, under which its files wait; see `stageFiles`. */
  readonly restore: string
  /** Throw away what the database holds of Maestro. */
  readonly replace: boolean
}

/**
 * Fills a database from a backup, in the layout that the backup has. All or nothing, however this process ends; throws
 * `MaestroError('source-damaged')` when the backup does not hold what it says.
 */
export const restoreBackup = (
  client: ClientBase,
  { header, parts }: OpenBackup,
  { file, restore, replace }: RestoreOptions,
): Promise<void> =>
  arrive(client, { layout: header.layout, replace }, async () => {
    const known = new Map((await storedTables(client, 'what travels')).map((table) => [table.name, table]))
    await readParts(parts, {
      table: async (table, rows) => {
        const columns = known.get(table.name)?.columns ?? []
        if (table.columns.toSorted().join() !== columns.toSorted().join())
          throw damaged(file, `its table ${table.name} is not of its layout`)
        const copy = rowsInto(client, table)
        await pipeline(rows, copy)
        if (copy.rowCount !== header.rows[table.name])
          throw damaged(file, `its table ${table.name} does not have as many rows as it says`)
        known.delete(table.name)
      },
      end: (sequences) => setSequences(client, sequences),
    })
    const absent = [...known.keys()][0]
    if (absent !== undefined) throw damaged(file, `the table ${absent} is not in it`)
    await markRestored(client, restore)
  })

/** Reads a backup to its end without keeping anything. Throws as `openBackup` does. */
export const verifyBackup = async ({ parts }: OpenBackup): Promise<void> => {
  for await (const _ of parts);
}

interface PartReaders {
  readonly table: (table: Extract<BackupPart, { kind: 'table' }>['table'], rows: AsyncIterable<Buffer>) => Promise<void>
  readonly end: (sequences: Readonly<Record<string, string>>) => Promise<void>
}

/** Hands each table its rows as a stream of their own. */
const readParts = async (parts: AsyncIterable<BackupPart>, readers: PartReaders): Promise<void> => {
  const iterator = parts[Symbol.asyncIterator]()
  let part = await iterator.next()
  async function* rows(): AsyncGenerator<Buffer> {
    for (;;) {
      part = await iterator.next()
      if (part.done || part.value.kind !== 'rows') return
      yield part.value.bytes
    }
  }
  while (!part.done) {
    const { value } = part
    if (value.kind === 'table') await readers.table(value.table, rows())
    else {
      if (value.kind === 'end') await readers.end(value.sequences)
      part = await iterator.next()
    }
  }
}
