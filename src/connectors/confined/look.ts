import { lstat, readdir, readlink, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Found, readOpened } from './open.ts'
import { isForeign, Roots } from './roots.ts'

/** Looks at files and folders that something untrusted names. What may not be looked at is as if it were not there. */
export interface Look {
  /** Whether a path, as it is written, may be looked at. Looks at nothing. */
  allows(path: string): boolean
  /** Follows a path and all links on it. */
  find(path: string): Promise<Found | undefined>
  /** The bytes of a regular file; undefined for one that is longer than `most`. */
  read(path: string, most: number): Promise<Buffer | undefined>
  /** The names in a folder, in order. */
  list(path: string): Promise<string[]>
}

const mostLinks = 40

const looking = (allows: Look['allows'], follow: (path: string) => Promise<Found | undefined>): Look => {
  const find: Look['find'] = (path) => follow(path).catch(() => undefined)
  return {
    allows,
    find,
    async read(path, most) {
      const found = await find(path)
      return found === undefined || found.status.size > most ? undefined : readOpened(found, most)
    },
    async list(path) {
      const found = await find(path)
      if (found?.status.isDirectory() !== true) return []
      return (await readdir(found.path).catch(() => [])).sort()
    },
  }
}

/**
 * Looks only at what lies in or below the folders given, after all links: nothing outside is so much as looked at. It
 * remembers the folders on its ways, so it is made anew for each time that somebody looks.
 */
export const lookWithin = (folders: readonly string[]): Look => {
  const roots = new Roots(folders)
  const passed = new Map<string, Found | undefined>()

  const folder = async (path: string, links: number): Promise<Found | undefined> => {
    if (passed.has(path)) return passed.get(path)
    const found = await follow(path, links).catch(() => undefined)
    passed.set(path, found)
    return found
  }

  /** Name by name, so that a link is judged by where it leads before anything there is touched. */
  const follow = async (wanted: string, links: number): Promise<Found | undefined> => {
    const place = roots.locate(wanted)
    if (place === undefined) return undefined
    const name = place.rest.at(-1)
    if (name === undefined) return { path: place.root, status: await lstat(place.root) }
    const parent = await folder(join(place.root, ...place.rest.slice(0, -1)), links)
    if (parent?.status.isDirectory() !== true) return undefined
    const path = join(parent.path, name)
    const status = await lstat(path)
    if (!status.isSymbolicLink()) return { path, status }
    return links < mostLinks ? follow(resolve(parent.path, await readlink(path)), links + 1) : undefined
  }

  return looking(
    (path) => roots.hold(path),
    (path) => follow(path, 0),
  )
}

/** Looks anywhere: for paths that the user named, and what these say themselves. */
export const lookAnywhere: Look = looking(
  () => true,
  async (path) => {
    const real = await realpath(path)
    return isForeign(real) ? undefined : { path: real, status: await stat(real) }
  },
)
