import type { Dirent, Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Discovered, DiscoverProblem, Source } from '../../model/connector.ts'
import { pathBelow } from './path-below.ts'

export interface FindLogs {
  readonly connector: string
  /** The folder to walk. When it is not there, there is nothing to find. */
  readonly root: string
  /** The home directory that it belongs to. */
  readonly home: string
  /** Whether a file is a log, from its path below the root, with `/` between the parts: `2026/01/05/rollout-x.jsonl`. */
  accepts(path: string): boolean
  /** Whether to look into a folder, from its path below the root. Default: into every folder. */
  enters?(path: string): boolean
  /** Absolute paths: only what lies at, in or below one of them is looked at. Default: all below the root. */
  changed?: readonly string[] | undefined
}

/**
 * Finds the logs below a folder by listing it and looking at file status; opens no file. Links to folders are followed,
 * each folder once. Folders that cannot be listed become problems. Newest first within the root.
 */
export async function* findLogs(options: FindLogs): AsyncGenerator<Discovered> {
  const walk = new Walk(options)
  if (options.changed === undefined) await walk.folder(options.root, '')
  else for (const path of options.changed) await walk.changed(path)
  for (const problem of walk.problems) yield { problem }
  walk.sources.sort((one, other) => other.newest - one.newest || (one.id < other.id ? -1 : 1))
  for (const source of walk.sources) yield { source }
}

class Walk {
  readonly problems: DiscoverProblem[] = []
  readonly sources: Source[] = []
  private readonly seen = new Set<string>()
  private readonly found = new Set<string>()
  private readonly options: FindLogs

  constructor(options: FindLogs) {
    this.options = options
  }

  /** A path at, in or below which something changed. */
  async changed(path: string): Promise<void> {
    const { root, enters } = this.options
    const below = pathBelow(root, path)
    if (below === undefined) {
      if (pathBelow(path, root) !== undefined) await this.folder(root, '')
      return
    }
    const folders = below.split('/').slice(0, -1)
    if (folders.some((_, depth) => enters?.(folders.slice(0, depth + 1).join('/')) === false)) return
    if (below === '') await this.folder(root, '')
    else await this.lookedAt(path, below, true)
  }

  async folder(path: string, below: string): Promise<void> {
    let entries: Dirent[]
    try {
      const status = await stat(path)
      const identity = identityOf(status)
      if (!status.isDirectory() || this.seen.has(identity)) return
      this.seen.add(identity)
      entries = await readdir(path, { withFileTypes: true })
    } catch (error) {
      this.fail(path, error)
      return
    }
    for (const entry of entries) {
      const inside = below === '' ? entry.name : `${below}/${entry.name}`
      await this.entry(join(path, entry.name), inside, entry)
    }
  }

  private async entry(path: string, below: string, entry: Dirent): Promise<void> {
    if (entry.isDirectory()) {
      if (this.options.enters?.(below) ?? true) await this.folder(path, below)
      return
    }
    const isLink = entry.isSymbolicLink()
    if (isLink || (entry.isFile() && this.options.accepts(below))) await this.lookedAt(path, below, isLink)
  }

  private async lookedAt(path: string, below: string, mayBeFolder: boolean): Promise<void> {
    let status: Stats
    try {
      status = await stat(path)
    } catch (error) {
      this.fail(path, error)
      return
    }
    if (mayBeFolder && status.isDirectory()) {
      if (this.options.enters?.(below) ?? true) await this.folder(path, below)
    } else if (status.isFile() && this.options.accepts(below) && !this.found.has(path)) {
      this.found.add(path)
      this.sources.push(sourceOf(this.options, path, status))
    }
  }

  private fail(path: string, error: unknown): void {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return
    this.problems.push({
      path,
      reason: code === 'EACCES' || code === 'EPERM' ? 'no permission to read it' : `cannot be read (${code ?? error})`,
      next: `Give the user that runs Maestro read access to ${path}.`,
    })
  }
}

const identityOf = (status: Stats): string => `${status.dev}:${status.ino}`

const sourceOf = ({ connector, home }: FindLogs, path: string, status: Stats): Source => ({
  connector,
  id: path,
  home,
  size: status.size,
  stamp: `${status.size}:${status.mtimeMs}:${identityOf(status)}`,
  newest: Math.floor(status.mtimeMs),
})
