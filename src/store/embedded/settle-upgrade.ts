import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { EmbeddedFolder } from './folder.ts'
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts'
import { identityOf } from './process-identity.ts'

/** A cluster of the new major version that is being filled. */
export const upgradePrefix = 'upgrading-'
const removalPrefix = 'removing-'
const oldData = /^data-\d+(?:-\d+)?$/

/** Where the data of an older major version wait until the new ones have started well once. */
export function oldDataName(folder: EmbeddedFolder, major: number): string {
  const name = (number: number) => join(folder.root, `data-${major}${number === 1 ? '' : `-${number}`}`)
  let number = 1
  while (existsSync(name(number))) number++
  return name(number)
}

/**
 * Settles what an upgrade left that was killed: whole new data take their place when the old ones were moved away
 * already, otherwise the old ones stay in force. Only under the lock.
 */
export async function settleUpgrade(folder: EmbeddedFolder): Promise<void> {
  for (const name of readdirSync(folder.root)) {
    const path = join(folder.root, name)
    if (name.startsWith(upgradePrefix)) await endLeftover(path)
    if (name.startsWith(upgradePrefix) || name.startsWith(removalPrefix)) remove(path)
  }
  if (!existsSync(folder.nextData)) return
  if (existsSync(folder.data)) remove(folder.nextData)
  else renameSync(folder.nextData, folder.data)
}

/** Deletes the data of older major versions. For when the new ones have started well. */
export function removeOldData(folder: EmbeddedFolder): void {
  for (const name of readdirSync(folder.root)) {
    if (!oldData.test(name)) continue
    const removed = mkdtempSync(join(folder.root, removalPrefix))
    renameSync(join(folder.root, name), join(removed, name))
    remove(removed)
  }
}

/** Ends a server whose starter was killed; nobody needs what it holds. */
async function endLeftover(dataDirectory: string): Promise<void> {
  const file = readPostmasterFile(dataDirectory)
  if (!file || !isPostmasterOf(file.pid, dataDirectory)) return
  try {
    process.kill(file.pid, 'SIGQUIT')
  } catch {
    // It ended by itself.
  }
  while (identityOf(file.pid) !== undefined && isPostmasterOf(file.pid, dataDirectory)) await sleep(10)
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}
