import type { Stats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { WatchedFolder } from '../../model/connector.ts'
import { watchBudget } from './budget.ts'
import { type Clock, systemClock } from './clock.ts'
import { isForeign } from './foreign.ts'
import { isLimit, type OpenWatch, openWatch } from './open-watch.ts'
import { Poller } from './poller.ts'
import { type Folder, maySelf, Root, rootKey } from './watched-root.ts'

export interface FolderWatcherOptions {
  /** Told of paths that may have changed, several at a time: each is worth a look, no more than that. */
  readonly onHints: (paths: readonly string[]) => void
  readonly clock?: Clock
  /** How many folders may be watched; the others are polled. */
  readonly budget?: number
  readonly open?: OpenWatch
  /** One watch covers all folders below. */
  readonly recursive?: boolean
  readonly isForeign?: (path: string) => Promise<boolean>
}

/** How many folders are looked after, and how. */
export interface WatchState {
  readonly watched: number
  readonly polled: number
  /** The system's word for why some are polled that could be watched: `ENOSPC`; `budget` for our own limit. */
  readonly limitedBy?: string
}

const gatherMs = 75

interface Gathered {
  /** Paths to tell of. */
  readonly hints: Set<string>
  /** Paths that came or went and may be folders, by root. */
  readonly moved: Map<string, { readonly root: Root; readonly below: string }>
  /** Roots that may exist now. */
  readonly arisen: Set<Root>
}

const nothing = (): Gathered => ({ hints: new Set(), moved: new Map(), arisen: new Set() })

/**
 * Watches folders: what it tells are hints, gathered for a moment, never facts. On Linux each folder is watched by
 * itself, elsewhere a root with all below it. What cannot be watched is polled. Work on its folders is done one after
 * another.
 */
export class FolderWatcher {
  readonly #onHints: (paths: readonly string[]) => void
  readonly #clock: Clock
  readonly #budget: number
  readonly #open: OpenWatch
  readonly #recursive: boolean
  readonly #isForeign: (path: string) => Promise<boolean>
  readonly #roots = new Map<string, Root>()
  readonly #poller: Poller
  #gathered = nothing()
  #gathering: { cancel(): void } | undefined
  #work: Promise<void> = Promise.resolve()
  #watches = 0
  #walks = 0
  #limitedBy: string | undefined
  #closed = false

  constructor(options: FolderWatcherOptions) {
    this.#onHints = options.onHints
    this.#clock = options.clock ?? systemClock
    this.#budget = options.budget ?? watchBudget()
    this.#open = options.open ?? openWatch
    this.#recursive = options.recursive ?? process.platform !== 'linux'
    this.#isForeign = options.isForeign ?? isForeign
    this.#poller = new Poller(this.#clock, () => this.#serially(() => this.#poll()))
  }

  /** Looks after these folders from now on, and no longer after any other; looks for folders that are new or gone. */
  set(folders: Iterable<WatchedFolder>): Promise<void> {
    return this.#serially(async () => {
      this.#limitedBy = undefined
      const wanted = new Map([...folders].map((folder) => [rootKey(folder), folder]))
      for (const [key, root] of this.#roots) {
        if (wanted.has(key)) continue
        root.close()
        this.#roots.delete(key)
      }
      this.#count()
      for (const [key, definition] of wanted) {
        const root = this.#roots.get(key) ?? new Root(definition)
        root.definition = definition
        this.#roots.set(key, root)
        await this.#establish(root)
      }
      await this.#favourActive()
      await this.#settlePolling()
      this.#tell()
    })
  }

  /** Looks after these folders, too. Each that is new to it is told of as soon as it is watched. */
  add(folders: Iterable<WatchedFolder>): Promise<void> {
    return this.#serially(async () => {
      for (const definition of folders) {
        const key = rootKey(definition)
        if (this.#roots.has(key)) continue
        const root = new Root(definition)
        this.#roots.set(key, root)
        if (await this.#establish(root)) this.#gathered.hints.add(root.path)
      }
      await this.#settlePolling()
      this.#tell()
    })
  }

  state(): WatchState {
    const polled = this.#polled().length
    const limitedBy = this.#limitedBy
    return { watched: this.#watches, polled, ...(limitedBy === undefined || polled === 0 ? {} : { limitedBy }) }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#gathering?.cancel()
    this.#poller.stop()
    await this.#work
    for (const root of this.#roots.values()) root.close()
    this.#roots.clear()
  }

  #serially(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(() => (this.#closed ? undefined : work()))
    this.#work = done.catch(() => {})
    return done
  }

  #folders = function* (this: FolderWatcher): Generator<Folder> {
    for (const root of this.#roots.values()) yield* root.folders.values()
  }

  #count(): void {
    this.#watches = 0
    for (const folder of this.#folders()) if (folder.handle) this.#watches++
  }

  #polled(): Folder[] {
    let all = 0
    for (const root of this.#roots.values()) all += root.folders.size
    if (all === this.#watches) return []
    return [...this.#folders()].filter((folder) => !folder.handle)
  }

  /** Begins with a root, or looks at all of it again. Answers whether it is there. */
  async #establish(root: Root): Promise<boolean> {
    root.foreign ??= await this.#isForeign(root.path)
    root.anchor?.close()
    root.anchor = undefined
    await this.#walk(root, root.path, '')
    return root.folders.has(root.path) || this.#anchor(root)
  }

  /** Looks at a folder and all below it. Answers whether it is there, or was. */
  async #walk(root: Root, path: string, below: string): Promise<boolean> {
    const walk = ++this.#walks
    const isThere = await this.#adopt(root, path, below, walk)
    const wasThere = root.forget((folder) => folder.walk !== walk && isAtOrBelow(folder, path))
    if (wasThere) this.#count()
    return isThere || wasThere
  }

  /** Watches a folder first and lists it then: what comes in between is seen one way or the other. */
  async #adopt(root: Root, path: string, below: string, walk: number): Promise<boolean> {
    const status = await stat(path).catch(() => undefined)
    if (status?.isDirectory() !== true) return false
    const identity = identityOf(status)
    const twin = root.folders.get(root.byIdentity.get(identity) ?? '')
    if (twin && twin.path !== path && (twin.walk === walk || (await identityAt(twin.path)) === identity)) return true
    const known = root.folders.get(path)
    if (known && known.identity !== identity && root.forget((folder) => isAtOrBelow(folder, path))) this.#count()
    const folder: Folder = root.folders.get(path) ?? {
      ...{ root, path, below, identity, walk, active: 0 },
      handle: undefined,
      fingerprint: undefined,
    }
    folder.walk = walk
    folder.active = Math.max(folder.active, status.mtimeMs)
    root.folders.set(path, folder)
    root.byIdentity.set(identity, path)
    if (!folder.handle) this.#watch(folder)
    if (!root.deep || (this.#recursive && folder.handle)) return true
    const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      const inside = below === '' ? entry.name : `${below}/${entry.name}`
      if ((entry.isDirectory() || entry.isSymbolicLink()) && root.enters(inside))
        await this.#adopt(root, join(path, entry.name), inside, walk)
    }
    return true
  }

  #watch(folder: Folder): void {
    if (folder.root.foreign || this.#limitedBy !== undefined) return
    if (this.#watches >= this.#budget) {
      this.#limitedBy = 'budget'
      return
    }
    try {
      folder.handle = this.#open(
        folder.path,
        this.#recursive && folder.root.deep,
        (type, name) => this.#onEvent(folder, type, name),
        () => this.#onEnd(folder),
      )
      this.#watches++
    } catch (error) {
      if (isLimit(error)) this.#limitedBy = (error as NodeJS.ErrnoException).code
    }
  }

  #onEvent(folder: Folder, type: 'rename' | 'change', name: string | undefined): void {
    if (folder.root.folders.get(folder.path) !== folder) return
    if (name === undefined) {
      this.#onEnd(folder)
      return
    }
    const { root } = folder
    const inside = sep === '/' ? name : name.split(sep).join('/')
    const below = folder.below === '' ? inside : `${folder.below}/${inside}`
    if (type === 'rename' && maySelf(folder, name)) this.#onEnd(folder)
    if (!root.reaches(below)) return
    const path = join(folder.path, name)
    if (type === 'rename' && root.enters(below)) this.#onMoved(root, path, below)
    if (root.accepts(below)) {
      this.#gathered.hints.add(path)
      this.#gather()
    }
  }

  /** A watch of a folder that was removed or replaced is dead; whether that happened is seen by looking. */
  #onEnd(folder: Folder): void {
    if (folder.handle) this.#watches--
    folder.handle?.close()
    folder.handle = undefined
    this.#gathered.hints.add(folder.path)
    this.#onMoved(folder.root, folder.path, folder.below)
  }

  #onMoved(root: Root, path: string, below: string): void {
    this.#gathered.moved.set(`${rootKey(root)} ${path}`, { root, below })
    this.#gather()
  }

  #gather(): void {
    if (this.#closed) return
    this.#gathering ??= this.#clock.after(gatherMs, () => {
      this.#gathering = undefined
      void this.#serially(() => this.#flush()).catch(() => {})
    })
  }

  async #flush(): Promise<void> {
    const { moved, arisen } = this.#gathered
    this.#gathered = { ...nothing(), hints: this.#gathered.hints }
    for (const { root, below } of moved.values()) {
      if (this.#roots.get(rootKey(root)) !== root) continue
      if (below === '') await this.#lookAtRoot(root)
      else {
        const path = join(root.path, ...below.split('/'))
        if (await this.#walk(root, path, below)) this.#gathered.hints.add(path)
      }
    }
    for (const root of arisen) if (this.#roots.get(rootKey(root)) === root) await this.#lookAtRoot(root)
    await this.#settlePolling()
    this.#tell()
  }

  #tell(): void {
    const hints = [...this.#gathered.hints]
    this.#gathered.hints.clear()
    if (hints.length > 0 && !this.#closed) this.#onHints(hints)
  }

  async #lookAtRoot(root: Root): Promise<void> {
    const wasThere = root.folders.has(root.path)
    if ((await this.#establish(root)) !== wasThere) this.#gathered.hints.add(root.path)
  }

  /** Watches the nearest folder above a root that does not exist. Answers whether it came to exist meanwhile. */
  async #anchor(root: Root): Promise<boolean> {
    for (let above = dirname(root.path); ; above = dirname(above)) {
      if ((await stat(above).catch(() => undefined))?.isDirectory() !== true) {
        if (above === dirname(above)) return false
        continue
      }
      const next = root.path.slice(above.length).split(sep).find(Boolean)
      try {
        root.anchor = this.#open(
          above,
          false,
          (_, name) => {
            if (name !== undefined && name !== next && !above.endsWith(`${sep}${name}`)) return
            this.#gathered.arisen.add(root)
            this.#gather()
          },
          () => {},
        )
      } catch (error) {
        if (isLimit(error)) this.#limitedBy = (error as NodeJS.ErrnoException).code
        return false
      }
      if (next === undefined || (await stat(join(above, next)).catch(() => undefined)) === undefined) return false
      root.anchor.close()
      root.anchor = undefined
      if (await this.#walk(root, root.path, '')) return true
    }
  }

  /** Where not all can be watched, those are in which something happened last. */
  async #favourActive(): Promise<void> {
    if (this.#limitedBy === undefined) return
    const mayBeWatched = [...this.#folders()].filter(({ root }) => !root.foreign)
    const most = this.#watches
    mayBeWatched.sort((one, other) => other.active - one.active)
    for (const folder of mayBeWatched.slice(most)) {
      folder.handle?.close()
      folder.handle = undefined
    }
    const limitedBy = this.#limitedBy
    this.#limitedBy = undefined
    this.#count()
    for (const folder of mayBeWatched.slice(0, most)) {
      if (folder.handle) continue
      this.#watch(folder)
      this.#gathered.hints.add(folder.path)
    }
    this.#limitedBy = limitedBy
  }

  async #settlePolling(): Promise<void> {
    const polled = this.#polled()
    await this.#poller.begin(polled)
    const waits = [...this.#roots.values()].some((root) => root.folders.size === 0 && !root.anchor)
    this.#poller.schedule(polled.length > 0 || waits)
  }

  async #poll(): Promise<void> {
    const polled = this.#polled()
    for (const root of this.#roots.values()) if (root.folders.size === 0 && !root.anchor) await this.#lookAtRoot(root)
    for (const folder of await this.#poller.changedOf(polled)) {
      folder.active = this.#clock.wall()
      this.#gathered.hints.add(folder.path)
      if (folder.below === '') await this.#establish(folder.root)
      else await this.#walk(folder.root, folder.path, folder.below)
    }
    await this.#settlePolling()
    this.#tell()
  }
}

const identityOf = (status: Stats): string => `${status.dev}:${status.ino}`

const identityAt = async (path: string): Promise<string | undefined> => {
  const status = await stat(path).catch(() => undefined)
  return status && identityOf(status)
}

const isAtOrBelow = (folder: Folder, path: string): boolean =>
  folder.path === path || folder.path.startsWith(`${path}${sep}`)
