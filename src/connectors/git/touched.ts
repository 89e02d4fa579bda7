import { resolve, sep } from 'node:path'
import type { DiscoverContext } from '../../model/connector.ts'
import { lookAnywhere } from '../confined/index.ts'
import { Locator } from './locate.ts'
import { spanOf } from './work-trees.ts'

/** What of the context some changed paths have to do with. */
export type Touched = Pick<DiscoverContext, 'repositories' | 'workingDirectories'>

/**
 * Finds what changed paths have to do with. Of the repository that a path lies in: what names it, and one of the
 * working directories that lead to it. Of any other path: what lies at or below it, or below the folder whose `.git` it
 * is, where a repository may be now.
 */
export const touchedBy = async (context: DiscoverContext, changed: readonly string[]): Promise<Touched> => {
  const locator = new Locator(lookAnywhere)
  const gitDirectories = new Set<string>()
  const bases = new Set<string>()
  for (const path of new Set(changed)) {
    const gitDirectory = await locator.containing(path)
    if (gitDirectory === undefined) bases.add(path.split(`${sep}.git`, 1)[0]!)
    else gitDirectories.add(gitDirectory)
  }
  const repositories = new Set(context.repositories.filter((path) => liesIn(resolve(path), bases)))
  const workingDirectories = new Set(context.workingDirectories.filter((path) => liesIn(path, bases)))
  for (const gitDirectory of gitDirectories) {
    const span = new Set(await spanOf(gitDirectory, lookAnywhere))
    const leading = (paths: readonly string[]) => firstLeadingTo(gitDirectory, paths, span, locator)
    const named = await leading(context.repositories)
    const worked = named === undefined ? await leading(context.workingDirectories) : undefined
    const linked = named ?? worked ?? (await byRealPath(gitDirectory, context.repositories, locator))
    if (worked !== undefined) workingDirectories.add(worked)
    else if (linked !== undefined) repositories.add(linked)
  }
  return { repositories: [...repositories], workingDirectories: [...workingDirectories] }
}

const liesIn = (path: string, folders: ReadonlySet<string>): boolean => {
  for (const folder of folders)
    if (path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)) return true
  return false
}

const firstLeadingTo = async (
  gitDirectory: string,
  paths: readonly string[],
  span: ReadonlySet<string>,
  locator: Locator,
): Promise<string | undefined> => {
  for (const path of paths)
    if (liesIn(resolve(path), span) && (await locator.locateIfThere(path)) === gitDirectory) return path
  return undefined
}

const mostLinksTried = 100

/** Somebody named it by a path with links on it. */
const byRealPath = async (
  gitDirectory: string,
  paths: readonly string[],
  locator: Locator,
): Promise<string | undefined> => {
  for (const path of paths.slice(0, mostLinksTried))
    if ((await locator.locateIfThere(path)) === gitDirectory) return path
  return undefined
}
