import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { recordKinds } from '../../model/records/index.ts'
import { type StoredRecord, storedRecordsWhere } from '../questions/stored-records.ts'
import { conditionOf, type Gone } from './gone.ts'
import type { DeletionRequest } from './request.ts'
import { resolve } from './resolve.ts'

const bufferedCharacters = 1_000_000

/** All records that go, kind by kind, a page in memory at a time. In the transaction in which they were resolved. */
async function* recordsThatGo(client: ClientBase, gone: Gone): AsyncGenerator<StoredRecord> {
  for (const kind of Object.values(recordKinds)) {
    const condition = conditionOf(kind, gone)
    if (condition !== undefined) yield* storedRecordsWhere(client, kind, condition)
  }
}

/**
 * The records that a deletion would take, without taking them: what was asked for stays the same until the last one is
 * read. Throws as `planDeletion` does. The client must not be in a transaction.
 */
export async function* recordsToDelete(
  client: ClientBase,
  request: DeletionRequest,
  now: number = Date.now(),
): AsyncGenerator<StoredRecord> {
  await client.query('begin isolation level repeatable read')
  try {
    const { gone } = await resolve(client, request, now)
    yield* recordsThatGo(client, gone)
  } finally {
    await client.query('rollback')
  }
}

/**
 * Writes all records that go to a new file, as JSON lines that only its owner may read, and answers how many. When it
 * resolves, the file is on disk. Throws `MaestroError('storage')`, and leaves no file, when it cannot be written or is
 * there already.
 */
export const exportGone = async (client: ClientBase, gone: Gone, path: string): Promise<number> => {
  let written = 0
  const file = await open(path, 'wx', 0o600).catch((cause) => {
    throw unwritable(path, cause)
  })
  try {
    let lines = ''
    for await (const record of recordsThatGo(client, gone)) {
      written++
      lines += `${JSON.stringify(record)}\n`
      if (lines.length < bufferedCharacters) continue
      await file.appendFile(lines)
      lines = ''
    }
    await file.appendFile(lines)
    await file.sync()
    await file.close()
    await syncFolder(dirname(path))
    return written
  } catch (cause) {
    await file.close().catch(() => {})
    await rm(path, { force: true })
    throw (cause as NodeJS.ErrnoException).syscall === undefined ? cause : unwritable(path, cause)
  }
}

/** Windows knows no such thing as a folder that is opened. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const unwritable = (path: string, cause: unknown): MaestroError =>
  (cause as NodeJS.ErrnoException).code === 'EEXIST'
    ? new MaestroError('storage', `${path} is there already; nothing was deleted.`, 'Name a new file.', { cause })
    : new MaestroError(
        'storage',
        `${path} cannot be written: ${(cause as Error).message}. Nothing was deleted.`,
        'Name a file in a folder that you can write to.',
        { cause },
      )
