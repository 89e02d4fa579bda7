import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { MaestroError } from '../../model/errors.ts'
import { newestLayout } from '../migrate.ts'
import { type Block, decodeBlocks, digestBytes, firstLine, firstLineOf, formatVersion } from './format.ts'
import { type BackupHeader, decodeEnd, decodeHeader, decodeTable } from './header.ts'
import type { StoredTable } from './tables.ts'

/** What a backup consists of, in this order: tables, each followed by its rows, then the end. */
export type BackupPart =
  | { readonly kind: 'table'; readonly table: StoredTable }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly sequences: Readonly<Record<string, string>> }

/** A backup whose bytes are those that were written. */
export interface OpenBackup extends AsyncDisposable {
  readonly header: BackupHeader
  /** Size of the file. */
  readonly bytes: number
  /** Reads on, in bounded memory; once. */
  readonly parts: AsyncIterable<BackupPart>
}

/**
 * Opens a backup and makes sure that it is whole, byte by byte. Throws `MaestroError('not-found' | 'usage')` when it is no
 * backup, `'source-damaged'` when it was cut or changed, `'database-newer'` when this program is too old for it.
 */
export const openBackup = async (file: string): Promise<OpenBackup> => {
  const handle = await open(file, 'r').catch((cause) => {
    throw unreadable(file, cause)
  })
  try {
    const start = await readFirstLine(handle, file)
    const { size } = await handle.stat()
    if (size < start + digestBytes) throw damaged(file, 'it is cut off')
    await checkDigest(handle, size, file)
    const blocks = blocksOf(handle, start, size)
    const first = await blocks.next()
    if (first.done || first.value.kind !== 'header') throw new Error('it has no header')
    const header = decodeHeader(first.value.content)
    if (header.layout > newestLayout) throw tooNew(file, header.maestro)
    return {
      header,
      bytes: size,
      parts: partsOf(blocks, file),
      [Symbol.asyncDispose]: async () => {
        await blocks.return(undefined)
        await handle.close()
      },
    }
  } catch (error) {
    await handle.close()
    throw MaestroError.isInstance(error) ? error : damaged(file, (error as Error).message, error)
  }
}

/** Whether a file begins as a backup does. */
export const isBackup = async (file: string): Promise<boolean> => {
  await using handle = await open(file, 'r')
  return firstLine.test(await beginning(handle))
}

/** The error for a backup that is not as it was written. */
export const damaged = (file: string, reason: string, cause?: unknown): MaestroError =>
  new MaestroError(
    'source-damaged',
    `The backup ${file} is damaged: ${reason}.`,
    'Nothing was changed. Take another copy of it, or an older backup.',
    { cause },
  )

const beginning = async (handle: FileHandle): Promise<string> => {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(32), 0, 32, 0)
  return buffer.toString('latin1', 0, bytesRead)
}

const readFirstLine = async (handle: FileHandle, file: string): Promise<number> => {
  const match = firstLine.exec(await beginning(handle))
  if (!match) {
    throw new MaestroError(
      'usage',
      `${file} is no backup of Maestro, or its beginning is damaged.`,
      'Name a file that maestro backup wrote.',
    )
  }
  if (Number(match[1]) > formatVersion) throw tooNew(file)
  if (match[0] !== firstLineOf(formatVersion).toString()) throw damaged(file, 'its first line is not as it was written')
  return match[0].length
}

const checkDigest = async (handle: FileHandle, size: number, file: string): Promise<void> => {
  const digest = createHash('sha256')
  const end = size - digestBytes
  for await (const chunk of bytesOf(handle, 0, end)) digest.update(chunk)
  const written = Buffer.alloc(digestBytes)
  await handle.read(written, 0, digestBytes, end)
  if (!written.equals(digest.digest())) throw damaged(file, 'its checksum is wrong, so it was cut off or changed')
}

async function* blocksOf(handle: FileHandle, start: number, size: number): AsyncGenerator<Block> {
  const content = createZstdDecompress()
  const reading = pipeline(bytesOf(handle, start, size - digestBytes), content)
  // What goes wrong comes out of `content` as well.
  reading.catch(() => {})
  try {
    yield* decodeBlocks(content)
  } finally {
    content.destroy()
    await reading.catch(() => {})
  }
}

const readBytes = 256 * 1024

async function* bytesOf(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const wanted = Math.min(readBytes, end - at)
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, at)
    if (bytesRead === 0) throw new Error('it was cut off while it was read')
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

async function* partsOf(blocks: AsyncGenerator<Block>, file: string): AsyncGenerator<BackupPart> {
  let ended = false
  try {
    for await (const { kind, content } of blocks) {
      if (ended || kind === 'header') throw new Error('its parts are not in order')
      if (kind === 'rows') yield { kind, bytes: content }
      else if (kind === 'table') yield { kind, table: decodeTable(content) }
      else yield { kind, ...decodeEnd(content) }
      ended = kind === 'end'
    }
    if (!ended) throw new Error('it has no end')
  } catch (error) {
    throw MaestroError.isInstance(error) ? error : damaged(file, (error as Error).message, error)
  }
}

const tooNew = (file: string, version?: string): MaestroError =>
  new MaestroError(
    'database-newer',
    `The backup ${file} was written by a newer Maestro${version ? ` (${version})` : ''}.`,
    'Update Maestro, then restore it.',
  )

const unreadable = (file: string, cause: NodeJS.ErrnoException): MaestroError =>
  cause.code === 'ENOENT'
    ? new MaestroError('not-found', `There is no file ${file}.`, 'Name a file that maestro backup wrote.')
    : new MaestroError('storage', `${file} cannot be read: ${cause.message}.`, 'Make it readable for you.', { cause })
