import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ClientBase } from 'pg'
import { isForeign, lookWithin } from '../connectors/confined/index.ts'
import { checkoutPaths, type SessionFolder, sessionFolders } from '../store/questions/session-folders.ts'

/**
 * Folders on this machine in which sessions ran and which lie in no root, each with the sessions that ran in or below
 * it; most sessions first. Nothing in them is opened.
 */
export const leftAlone = async (client: ClientBase, roots: readonly string[]): Promise<SessionFolder[]> => {
  const look = lookWithin([...roots, ...(await checkoutPaths(client))])
  const outside = (await sessionFolders(client)).filter(
    ({ folder }) => !look.allows(folder) && !isForeign(folder) && existsSync(folder),
  )
  return gathered(outside)
}

/** Folders with what lies below them counted in. */
export const gathered = (folders: readonly SessionFolder[]): SessionFolder[] => {
  const sums = new Map(folders.map(({ folder }) => [folder, 0]))
  for (const { folder, sessions } of folders) {
    const top = topAmong(sums, folder)
    sums.set(top, sums.get(top)! + sessions)
  }
  return [...sums]
    .flatMap(([folder, sessions]) => (sessions === 0 ? [] : [{ folder, sessions }]))
    .sort((one, other) => other.sessions - one.sessions || (one.folder < other.folder ? -1 : 1))
}

const topAmong = (known: ReadonlyMap<string, number>, folder: string): string => {
  let top = folder
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) if (known.has(above)) top = above
  return top
}
