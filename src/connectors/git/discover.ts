import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { DiscoverContext, Discovered, DiscoverProblem } from '../../model/connector.ts'
import { type Look, lookAnywhere, lookWithin } from '../confined/index.ts'
import { Locator, OutOfReach } from './locate.ts'
import { stampOf } from './stamp.ts'
import { touchedBy } from './touched.ts'
import { spanOf } from './work-trees.ts'

/**
 * Finds the repositories that the user named and those that sessions worked in, each once. Of the latter it looks only
 * into what lies in the roots, or belongs to a repository that was named. Starts no process.
 */
export async function* discover(context: DiscoverContext, changed?: readonly string[]): AsyncGenerator<Discovered> {
  const locator = new Locator(lookAnywhere)
  const { repositories, workingDirectories } = changed ? await touchedBy(context, changed) : context
  const roots = [...context.roots]
  const seen = new Set<string>()
  for (const path of repositories) {
    const found = await locateNamed(locator, resolve(path))
    if (typeof found !== 'string') yield { problem: found }
    else if (!seen.has(found)) {
      seen.add(found)
      roots.push(...(await spanOf(found, lookAnywhere)))
      yield await source(found, lookAnywhere, { named: true })
    }
  }
  yield* workedIn(workingDirectories, lookWithin(roots), seen)
}

async function* workedIn(folders: readonly string[], look: Look, seen: Set<string>): AsyncGenerator<Discovered> {
  const locator = new Locator(look)
  for (const path of new Set(folders)) {
    const folder = await look.find(path)
    if (folder?.status.isDirectory() !== true) continue
    const found = await locator.locate(folder.path).catch((error: unknown) => outOfReach(error))
    const key = typeof found === 'object' ? found.path : found
    if (key === undefined || seen.has(key)) continue
    seen.add(key)
    yield typeof found === 'object' ? { problem: found } : await source(key, look)
  }
}

const source = async (gitDirectory: string, look: Look, named: { named?: true } = {}): Promise<Discovered> => ({
  source: { connector: 'git', id: gitDirectory, ...named, size: 0, ...(await stampOf(gitDirectory, look)) },
})

const outOfReach = (error: unknown): DiscoverProblem | undefined =>
  error instanceof OutOfReach
    ? {
        path: error.from,
        reason: `it leads to ${error.to}, which Maestro may not look into`,
        next: 'maestro --root DIR lets it look there.',
      }
    : undefined

const locateNamed = async (locator: Locator, path: string): Promise<string | DiscoverProblem> => {
  try {
    const status = await stat(path)
    const found = await locator.locate(status.isDirectory() ? path : dirname(path))
    return (
      found ?? { path, reason: 'no git repository is there, nor above it', next: 'Name a clone, or run "git init".' }
    )
  } catch (error) {
    return { path, ...explain(error as NodeJS.ErrnoException) }
  }
}

const explain = (error: NodeJS.ErrnoException): Omit<DiscoverProblem, 'path'> => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return { reason: 'there is nothing', next: 'Check the path, or take it out of the settings.' }
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return { reason: 'it may not be read', next: 'Give the user that runs Maestro the right to read it.' }
  return { reason: error.message, next: 'Repair the clone ("git worktree repair"), or clone it again.' }
}
