import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { MaestroError } from '../../model/errors.ts'

const sqliteBusy = 5

/**
 * Takes an exclusive lock between processes, or gives undefined when it is still held after `waitMilliseconds`.
 *
 * Node has no `flock`. SQLite, which is part of Node, locks a file through the operating system on every platform, and the
 * system frees the lock when its holder dies, however it dies. The file stays empty: nothing is ever written to it.
 */
export async function takeLock(path: string, waitMilliseconds: number): Promise<Disposable | undefined> {
  const deadline = performance.now() + waitMilliseconds
  const database = open(path)
  while (!tryBegin(database, path)) {
    if (performance.now() >= deadline) {
      database.close()
      return undefined
    }
    await sleep(10)
  }
  return { [Symbol.dispose]: () => database.close() }
}

function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 })
  } catch (error) {
    throw cannotLock(path, error)
  }
}

function tryBegin(database: DatabaseSync, path: string): boolean {
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if ((error as { errcode?: number }).errcode === sqliteBusy) return false
    database.close()
    throw cannotLock(path, error)
  }
}

function cannotLock(path: string, cause: unknown): MaestroError {
  return new MaestroError(
    'storage',
    `The file ${path} cannot be locked: ${(cause as Error).message}.`,
    'Put the data folder on a local disk that you may write to, or set DATABASE_URL.',
    { cause },
  )
}
