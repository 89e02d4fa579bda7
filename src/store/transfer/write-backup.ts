import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { versionOf } from '../migrate.ts'
import { rowsFrom } from './copy-database.ts'
import { encodeBlock, firstLineOf, formatVersion } from './format.ts'
import { type BackupHeader, encodeEnd, encodeHeader, encodeTable } from './header.ts'
import type { KeptFiles } from './kept-files.ts'
import { isBackup } from './read-backup.ts'
import { inSnapshot } from './snapshot.ts'
import { type StoredTable, sequenceValues, storedTables } from './tables.ts'

export interface BackupRequest {
  /** Absolute. Replaced when it is a backup; anything else of that name is left alone. */
  readonly file: string
  /** The version of this program. */
  readonly maestro: string
  readonly files: KeptFiles
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface BackupReport {
  readonly file: string
  readonly bytes: number
  readonly header: BackupHeader
}

/**
 * Writes all data to one file, as they are at one moment and whatever is written meanwhile. The file has its name once it
 * is whole and on the disk; after a failure there is none, or the one of before. The connection is of no use after a failure.
 */
export const writeBackup = async (client: ClientBase, request: BackupRequest): Promise<BackupReport> => {
  const { file } = request
  await checkPlace(file)
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`)
  const tables = await storedTables(client, 'what travels')
  const layout = await versionOf(client)
  let header: BackupHeader | undefined
  try {
    await using handle = await open(draft, 'wx', 0o600)
    await inSnapshot(client, tables, async () => {
      header = await describe(client, tables, layout, request)
      await writeAll(handle, blocks(client, tables, header))
    })
    await handle.sync()
    await rename(draft, file)
    await syncFolder(dirname(file))
    return { file, bytes: (await stat(file)).size, header: header! }
  } catch (error) {
    await rm(draft, { force: true })
    throw writeFailure(file, error)
  }
}

const describe = async (
  client: ClientBase,
  tables: readonly StoredTable[],
  layout: number,
  { maestro, files, now }: BackupRequest,
): Promise<BackupHeader> => {
  const rows: Record<string, number> = {}
  for (const { name } of tables) {
    const counted = await client.query<{ count: number }>(`select count(*)::bigint as count from ${name}`)
    rows[name] = Number(counted.rows[0]!.count)
  }
  const server = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  return { layout, maestro, postgres: server.rows[0]!.version, at: now, rows, files }
}

async function* blocks(
  client: ClientBase,
  tables: readonly StoredTable[],
  header: BackupHeader,
): AsyncGenerator<Buffer> {
  yield encodeBlock('header', encodeHeader(header))
  for (const table of tables) {
    yield encodeBlock('table', encodeTable(table))
    for await (const chunk of rowsFrom(client, table)) yield encodeBlock('rows', chunk as Buffer)
  }
  yield encodeBlock('end', encodeEnd({ sequences: await sequenceValues(client) }))
}

const writeAll = async (handle: FileHandle, content: AsyncIterable<Buffer>): Promise<void> => {
  const digest = createHash('sha256')
  const append = async (bytes: Buffer) => {
    digest.update(bytes)
    await handle.appendFile(bytes)
  }
  await append(firstLineOf(formatVersion))
  await pipeline(
    content,
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    async (compressed: AsyncIterable<Buffer>) => {
      for await (const chunk of compressed) await append(chunk)
    },
  )
  await handle.appendFile(digest.digest())
}

const checkPlace = async (file: string): Promise<void> => {
  const found = await stat(file).catch(() => undefined)
  if (!found || (found.isFile() && (found.size === 0 || (await isBackup(file))))) return
  throw new MaestroError('usage', `${file} is there already and is no backup.`, 'Name a file that does not exist yet.')
}

/** So that the name is on the disk as well; some systems cannot do that to a folder. */
const syncFolder = async (folder: string): Promise<void> => {
  try {
    await using handle = await open(folder, 'r')
    await handle.sync()
  } catch {
    // The content is on the disk.
  }
}

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'its folder does not exist',
  EACCES: 'you may not write there',
  EROFS: 'its file system is read-only',
}

const writeFailure = (file: string, error: unknown): unknown => {
  const { code, syscall, message } = error as NodeJS.ErrnoException
  if (MaestroError.isInstance(error) || syscall === undefined) return error
  return new MaestroError(
    'storage',
    `The backup ${file} cannot be written: ${reasons[code ?? ''] ?? message}.`,
    'Nothing of it is left. Name a file in a folder with enough room that you can write to.',
    { cause: error },
  )
}
