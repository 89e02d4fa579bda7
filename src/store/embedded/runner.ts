import { chownSync, readFileSync, statSync } from 'node:fs'
import { MaestroError } from '../../model/errors.ts'
import type { EmbeddedFolder } from './folder.ts'

/** The operating system's user that PostgreSQL runs as. Without `identity`: the one who runs Maestro. */
export interface Runner {
  identity?: { uid: number; gid: number }
}

const preferredUsers = ['maestro', 'postgres', 'nobody', 'daemon', 'www-data', 'bin']

/**
 * PostgreSQL refuses to run as root. Root therefore lends it an unprivileged user: the owner of the data, or for new data
 * one that the system has.
 */
export function chooseRunner(folder: EmbeddedFolder): Runner {
  if (process.geteuid?.() !== 0) return {}
  if (process.platform !== 'linux') throw noUser()
  const owner = statSync(folder.data, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { identity: { uid: owner.uid, gid: owner.gid } }
  const users = systemUsers()
  const chosen =
    preferredUsers.map((name) => users.get(name)).find((user) => user !== undefined) ?? [...users.values()][0]
  if (!chosen) throw noUser()
  return { identity: chosen }
}

function systemUsers(): Map<string, { uid: number; gid: number }> {
  const users = new Map<string, { uid: number; gid: number }>()
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name && Number(uid) > 0 && Number(gid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  return users
}

/** Gives a file or folder to the user that PostgreSQL runs as. */
export function giveTo(runner: Runner, path: string): void {
  if (!runner.identity) return
  try {
    chownSync(path, runner.identity.uid, runner.identity.gid)
  } catch (cause) {
    throw noUser(cause)
  }
}

function noUser(cause?: unknown): MaestroError {
  return new MaestroError(
    'database-unavailable',
    'PostgreSQL refuses to run as root, and no other user of this machine can be used for it.',
    'Run Maestro as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    { cause },
  )
}

/**
 * How PostgreSQL is told its data directory, when it is started in there. Root's own folders are closed to the user it runs
 * as, and Linux lets a process reach its working directory all the same, however closed the folders above it are.
 */
export function dataArgument(directory: string, runner: Runner): string {
  return runner.identity ? '/proc/self/cwd' : directory
}
