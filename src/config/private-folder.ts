import { chmodSync, lstatSync, readdirSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { MaestroError } from '../model/errors.ts'

/** What lies in a data folder and is nobody else's business. */
const files = ['settings.json', 'server.json', 'server.log', 'server.log.1', 'service.env', 'service.xml']
const keys = 'keys'

const others = 0o077

/**
 * Makes sure that a data folder belongs to this user and is closed to everybody else, with the secrets in it, and answers
 * what it had to close. Throws `MaestroError('storage')` for somebody else's folder. What does not exist is fine.
 */
export const closeDataFolder = (folder: string): string[] => {
  const found = statusOf(folder)
  if (!found || process.geteuid === undefined) return []
  if (found.uid !== process.geteuid()) {
    throw new MaestroError(
      'storage',
      `The data folder ${folder} belongs to ${found.uid === 0 ? 'root' : `another user (number ${found.uid})`}.`,
      'Run Maestro as the user who made it, or set MAESTRO_HOME to a folder of your own.',
    )
  }
  const mended: string[] = []
  const close = (path: string) => {
    const stats = statusOf(path)
    if (!stats || stats.isSymbolicLink() || (stats.mode & others) === 0) return
    try {
      chmodSync(path, stats.mode & 0o700)
      mended.push(path)
    } catch {
      // Not ours, or on a file system that may only be read: whoever writes there is told.
    }
  }
  close(folder)
  for (const name of files) close(join(folder, name))
  close(join(folder, keys))
  for (const name of namesIn(join(folder, keys))) close(join(folder, keys, name))
  return mended
}

const statusOf = (path: string): Stats | undefined => {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
