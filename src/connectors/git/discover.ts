import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { DiscoverContext, Discovered, DiscoverProblem } from '../../model/connector.ts'
import { Locator } from './locate.ts'
import { stampOf } from './stamp.ts'

/** Finds the repositories that the user named and those that sessions worked in, each once. Starts no process. */
export async function* discover(context: DiscoverContext): AsyncGenerator<Discovered> {
  const locator = new Locator()
  const seen = new Set<string>()
  for (const path of context.repositories) {
    const found = await locateNamed(locator, resolve(path))
    if (typeof found !== 'string') yield { problem: found }
    else if (!seen.has(found)) {
      seen.add(found)
      yield await source(found)
    }
  }
  for (const path of new Set(context.workingDirectories)) {
    const status = await stat(path).catch(() => undefined)
    if (status?.isDirectory() !== true) continue
    const found = await locator.locate(resolve(path)).catch(() => undefined)
    if (found === undefined || seen.has(found)) continue
    seen.add(found)
    yield await source(found)
  }
}

const source = async (gitDirectory: string): Promise<Discovered> => ({
  source: { connector: 'git', id: gitDirectory, size: 0, ...(await stampOf(gitDirectory)) },
})

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
