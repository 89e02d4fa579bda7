import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

const longestPointer = 65_536

/** Why a path leads to no repository. */
class NotLocated extends Error {}

const isFile = async (path: string) => (await stat(path).catch(() => undefined))?.isFile() === true
const isDirectory = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() === true

const readPointer = async (path: string): Promise<string | undefined> => {
  const status = await stat(path).catch(() => undefined)
  if (status?.isFile() !== true || status.size > longestPointer) return undefined
  return (await readFile(path, 'utf8')).trim()
}

/** What git itself takes for a git directory: HEAD, and objects and refs in it or in the common directory it names. */
const commonDirectory = async (candidate: string): Promise<string | undefined> => {
  if (!(await isFile(join(candidate, 'HEAD')))) return undefined
  const pointer = await readPointer(join(candidate, 'commondir'))
  const common = pointer === undefined ? candidate : resolve(candidate, pointer)
  const complete = (await isDirectory(join(common, 'objects'))) && (await isDirectory(join(common, 'refs')))
  return complete ? realpath(common) : undefined
}

const atFolder = async (folder: string): Promise<string | undefined> => {
  const dotGit = join(folder, '.git')
  const pointer = await readPointer(dotGit)
  if (pointer !== undefined) {
    if (!pointer.startsWith('gitdir:')) throw new NotLocated(`${dotGit} is no git directory and names none`)
    const target = resolve(folder, pointer.slice('gitdir:'.length).trim())
    const common = await commonDirectory(target)
    if (common === undefined) throw new NotLocated(`${dotGit} points to ${target}, where no repository is`)
    return common
  }
  return (await commonDirectory(dotGit)) ?? (await commonDirectory(folder))
}

/** Finds repositories from folders in or below them. It remembers what it saw: sessions share their folders. */
export class Locator {
  readonly #seen = new Map<string, Promise<string | undefined>>()

  /**
   * The common git directory (real path) of the repository that holds this folder, which must exist.
   * @throws NotLocated where a `.git` file leads nowhere
   */
  locate(folder: string): Promise<string | undefined> {
    const known = this.#seen.get(folder)
    if (known !== undefined) return known
    const located = this.#walkUp(folder)
    this.#seen.set(folder, located)
    return located
  }

  async #walkUp(folder: string): Promise<string | undefined> {
    const here = basename(folder) === '.git' ? await commonDirectory(folder) : await atFolder(folder)
    const parent = dirname(folder)
    return here ?? (parent === folder ? undefined : this.locate(parent))
  }
}
