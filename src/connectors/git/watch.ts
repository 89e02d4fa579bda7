import { dirname, join, resolve, sep } from 'node:path'
import type { DiscoverContext, WatchedFolder } from '../../model/connector.ts'
import { type Look, lookAnywhere, lookWithin } from '../confined/index.ts'
import { evidenceIn } from './evidence/evidence-state.ts'
import { Locator } from './locate.ts'
import { refFolders, singleFiles } from './stamp.ts'
import { touchedBy } from './touched.ts'
import { spanOf } from './work-trees.ts'

/**
 * The folders in which refs move and worktrees come and go, of every repository; and, of working directories that are in
 * none, the folders in which one may begin.
 */
export async function* watch(context: DiscoverContext, changed?: readonly string[]): AsyncGenerator<WatchedFolder> {
  const touched = changed ? await touchedBy(context, changed) : context
  const gitDirectories = new Set<string>()
  const without = new Set<string>()
  const roots = [...context.roots]
  const note = async (path: string, locator: Locator, look: Look) => {
    const found = await locator.locateIfThere(path)
    if (found !== undefined) gitDirectories.add(found)
    else for (const folder of await whereOneMayBegin(path, context, look)) without.add(folder)
    return found
  }
  const anywhere = new Locator(lookAnywhere)
  for (const path of touched.repositories) {
    const found = await note(resolve(path), anywhere, lookAnywhere)
    if (found !== undefined) roots.push(...(await spanOf(found, lookAnywhere)))
  }
  const look = lookWithin(roots)
  const within = new Locator(look)
  for (const path of new Set(touched.workingDirectories)) await note(path, within, look)
  for (const gitDirectory of gitDirectories) yield* foldersOf(gitDirectory)
  for (const path of without) {
    yield { path, deep: false, accepts: (name) => name === '.git' }
    const begun = join(path, '.git')
    if (await isFolder(begun, look)) yield { path: begun, deep: false }
  }
}

const isFolder = async (path: string, look: Look): Promise<boolean> =>
  (await look.find(path))?.status.isDirectory() === true

const singles = new Set<string>([...singleFiles, 'refs', 'reftable', 'worktrees'])
const refKinds = new Set(refFolders.map((folder) => folder.split('/')[1]))
const isNoLock = (below: string): boolean => !below.endsWith('.lock')

async function* foldersOf(gitDirectory: string): AsyncGenerator<WatchedFolder> {
  yield { path: gitDirectory, deep: false, accepts: (name) => singles.has(name) }
  const accepts = (below: string) => isNoLock(below) && (isCode(below) || evidenceIn(`refs/${below}`) !== undefined)
  const enters = (below: string) => isCode(below) || leadsToEvidence.test(below)
  yield { path: join(gitDirectory, 'refs'), deep: true, accepts, enters }
  for (const name of ['worktrees', 'reftable']) {
    const path = join(gitDirectory, name)
    if (await isFolder(path, lookAnywhere)) yield { path, deep: false, accepts: isNoLock }
  }
}

const leadsToEvidence = /^(?:notes|(?:heads|remotes\/[^/]+)\/entire(?:\/checkpoints)?)$/

const isCode = (below: string): boolean => {
  const parts = below.split('/')
  return refKinds.has(parts[0]) && !parts.includes('entire')
}

/** A working directory, and those above it up to its home: `git init` in one of them makes a repository of it. */
const whereOneMayBegin = async (path: string, { homes }: DiscoverContext, look: Look): Promise<string[]> => {
  if (!(await isFolder(path, look))) return []
  const isBelowHome = (folder: string) => homes.some((home) => folder.startsWith(`${home.path}${sep}`))
  const folders = [path]
  for (let folder = dirname(path); isBelowHome(folder); folder = dirname(folder)) folders.push(folder)
  return folders
}
