import { realpathSync } from 'node:fs'
import { isAbsolute, posix, win32 } from 'node:path'

/** A folder that may be looked into: as it was named, and where that leads with all links followed. */
interface Root {
  readonly named: string
  readonly real: string
}

/**
 * The folders that may be looked into. What is no absolute path counts as none; a folder that does not exist holds
 * nothing.
 */
export class Roots {
  readonly #roots: readonly Root[]

  constructor(folders: readonly string[]) {
    this.#roots = [...new Set(folders.filter((folder) => isAbsolute(folder) && !isForeign(folder)))].map((folder) => {
      const named = normalised(folder)
      return { named, real: realPathOf(named) }
    })
  }

  /**
   * A path, as it is written and with its `..` taken out, in terms of a root's real path; undefined where it lies in no
   * root. Looks at nothing on the disk.
   */
  locate(path: string): { readonly root: string; readonly rest: readonly string[] } | undefined {
    if (!isAbsolute(path) || isForeign(path)) return undefined
    const wanted = normalised(path)
    for (const { named, real } of this.#roots) {
      const rest = restBelow(real, wanted) ?? restBelow(named, wanted)
      if (rest !== undefined) return { root: real, rest }
    }
    return undefined
  }

  /** Whether a path, as it is written, lies at or below a root. */
  hold(path: string): boolean {
    return this.locate(path) !== undefined
  }
}

const realPathOf = (path: string): string => {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

const pathOf = (platform: NodeJS.Platform) => (platform === 'win32' ? win32 : posix)

const normalised = (path: string, platform = process.platform): string => {
  const { normalize, parse } = pathOf(platform)
  const plain = normalize(path)
  return plain.length > parse(plain).root.length ? plain.replace(platform === 'win32' ? /[\\/]+$/ : /\/+$/, '') : plain
}

/** The names from a folder down to a path that lies at or below it; both normalised. */
export const restBelow = (
  folder: string,
  path: string,
  platform: NodeJS.Platform = process.platform,
): string[] | undefined => {
  const { sep } = pathOf(platform)
  if (path === folder) return []
  const start = folder.endsWith(sep) ? folder : folder + sep
  return path.startsWith(start) ? path.slice(start.length).split(sep) : undefined
}

const systemFolders = ['/dev', '/proc', '/sys']
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(?:\.|$)/i

/**
 * Whether a path leads out of this machine's ordinary files, whoever names it: to another machine (`\\server\share`),
 * to a device (`\\.\`, `\\?\`, `NUL`, a file's alternate stream) or into `/dev`, `/proc` and `/sys`.
 */
export const isForeign = (path: string, platform: NodeJS.Platform = process.platform): boolean => {
  if (path.includes('\0')) return true
  if (platform !== 'win32') {
    const plain = normalised(path, platform).replace(/^\/\/+/, '/')
    return systemFolders.some((folder) => restBelow(folder, plain, platform) !== undefined)
  }
  if (/^[\\/]{2}/.test(path)) return true
  const names = path.replace(/^[a-z]:/i, '').split(/[\\/]/)
  return names.some((name) => name.includes(':') || deviceName.test(name.trim()))
}
