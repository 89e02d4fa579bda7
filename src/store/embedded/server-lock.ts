import { MaestroError } from '../../model/errors.ts'
import type { EmbeddedFolder } from './folder.ts'
import { takeLock } from './lock.ts'

const longestWait = 120_000

/** Runs `action` while nobody else starts, stops or mends the server of this folder. */
export async function withLock<T>(folder: EmbeddedFolder, action: () => Promise<T>): Promise<T> {
  using lock = await takeLock(folder.lock, longestWait)
  if (lock) return await action()
  throw new MaestroError(
    'busy',
    'Another process has been starting or stopping the database for two minutes.',
    `Wait and try again; ${folder.log} tells what the database does.`,
  )
}
