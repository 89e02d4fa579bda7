import { realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

/** Environment variables; one that is empty counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The home directory of the user who runs the program: `HOME` (Windows: `USERPROFILE`), else what the system says. */
export const userHome = (env: Environment, platform: NodeJS.Platform = process.platform): string =>
  (platform === 'win32' ? env.USERPROFILE : env.HOME) || homedir()

/** A path as a user writes it, made absolute: `~` and `~/x` are the user's home, a relative one starts at `from`. */
export const absolutePath = (path: string, env: Environment, from: string = process.cwd()): string =>
  /^~(?=$|[/\\])/.test(path) ? resolve(join(userHome(env), path.slice(1))) : resolve(from, path)

/**
 * The path without symbolic links, so that one place has one name. Works for what does not exist yet: then its nearest
 * existing parent is resolved. What may not be looked at is left as it is.
 */
export const realPath = (path: string): string => {
  try {
    return realpathSync(path)
  } catch (error) {
    const parent = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) return path
    return join(realPath(parent), basename(path))
  }
}
