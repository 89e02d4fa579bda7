import { basename, dirname, join, resolve } from 'node:path'
import type { Look } from '../confined/index.ts'

const longestPointer = 65_536

/** Why a path leads to no repository. */
class NotLocated extends Error {}

/** A repository lies where Maestro may not look. */
export class OutOfReach extends NotLocated {
  /** What leads there. */
  readonly from: string
  readonly to: string

  constructor(from: string, to: string) {
    super(`${from} leads to ${to}, which may not be looked into`)
    this.from = from
    this.to = to
  }
}

/** Finds repositories from folders in or below them. It remembers what it saw: sessions share their folders. */
export class Locator {
  readonly #look: Look
  readonly #seen = new Map<string, Promise<string | undefined>>()

  constructor(look: Look) {
    this.#look = look
  }

  /**
   * The common git directory (real path) of the repository that holds this folder, which must exist.
   * @throws NotLocated where a `.git` file leads nowhere, OutOfReach where it leads to what may not be looked at
   */
  locate(folder: string): Promise<string | undefined> {
    const known = this.#seen.get(folder)
    if (known !== undefined) return known
    const located = this.#walkUp(folder)
    this.#seen.set(folder, located)
    return located
  }

  /** The same, of a folder that may be gone, lead nowhere, or lead to where Maestro may not look. */
  async locateIfThere(path: string): Promise<string | undefined> {
    const folder = await this.#look.find(path)
    if (folder?.status.isDirectory() !== true) return undefined
    return this.locate(folder.path).catch(() => undefined)
  }

  /** The common git directory (real path) that a path is, or lies in. It need not exist. */
  async containing(path: string): Promise<string | undefined> {
    const here = await this.#commonDirectory(path, path).catch(() => undefined)
    const parent = dirname(path)
    return here ?? (parent === path ? undefined : this.containing(parent))
  }

  async #walkUp(folder: string): Promise<string | undefined> {
    if (!this.#look.allows(folder)) return undefined
    const here =
      basename(folder) === '.git' ? await this.#commonDirectory(folder, folder) : await this.#atFolder(folder)
    const parent = dirname(folder)
    return here ?? (parent === folder ? undefined : this.locate(parent))
  }

  async #atFolder(folder: string): Promise<string | undefined> {
    const dotGit = join(folder, '.git')
    const pointer = await this.#pointerAt(dotGit)
    if (pointer === undefined)
      return (await this.#commonDirectory(dotGit, dotGit)) ?? (await this.#commonDirectory(folder, folder))
    if (!pointer.startsWith('gitdir:')) throw new NotLocated(`${dotGit} is no git directory and names none`)
    const target = resolve(folder, pointer.slice('gitdir:'.length).trim())
    if (!this.#look.allows(target)) throw new OutOfReach(dotGit, target)
    const common = await this.#commonDirectory(target, dotGit)
    if (common === undefined) throw new NotLocated(`${dotGit} points to ${target}, where no repository is`)
    return common
  }

  /** What git itself takes for a git directory: HEAD, and objects and refs in it or in the common directory it names. */
  async #commonDirectory(candidate: string, from: string): Promise<string | undefined> {
    const head = await this.#look.find(join(candidate, 'HEAD'))
    if (head?.status.isFile() !== true) return undefined
    const pointer = await this.#pointerAt(join(candidate, 'commondir'))
    const common = pointer === undefined ? candidate : resolve(candidate, pointer)
    if (!this.#look.allows(common)) throw new OutOfReach(from, common)
    const complete =
      (await this.#isDirectory(join(common, 'objects'))) && (await this.#isDirectory(join(common, 'refs')))
    return complete ? (await this.#look.find(common))?.path : undefined
  }

  async #pointerAt(path: string): Promise<string | undefined> {
    return (await this.#look.read(path, longestPointer))?.toString('utf8').trim()
  }

  async #isDirectory(path: string): Promise<boolean> {
    return (await this.#look.find(path))?.status.isDirectory() === true
  }
}
