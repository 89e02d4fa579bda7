import { mkdirSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import type { DiscoverProblem, Home } from '../model/connector.ts'
import { MaestroError } from '../model/errors.ts'
import { absolutePath, type Environment, realPath, userHome } from './absolute-path.ts'

export type { Environment } from './absolute-path.ts'

/**
 * The folder that holds all that Maestro keeps: `MAESTRO_HOME`, else `$XDG_DATA_HOME/maestro` or
 * `~/.local/share/maestro`; on macOS `~/Library/Application Support/Maestro`; on Windows `%LOCALAPPDATA%\Maestro`.
 * Absolute and without symbolic links; it need not exist. A relative `XDG_DATA_HOME` is ignored, as its specification
 * says.
 */
export const dataFolder = (env: Environment = process.env, platform: NodeJS.Platform = process.platform): string => {
  if (env.MAESTRO_HOME) return realPath(absolutePath(env.MAESTRO_HOME, env))
  const home = userHome(env, platform)
  if (platform === 'darwin') return realPath(join(home, 'Library', 'Application Support', 'Maestro'))
  if (platform === 'win32') return realPath(join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Maestro'))
  const shared = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : join(home, '.local', 'share')
  return realPath(join(shared, 'maestro'))
}

/**
 * Makes sure that a folder of Maestro's own exists; what it has to create only its owner may enter (0700). Throws
 * `MaestroError('storage')` when it cannot.
 */
export const ensurePrivateFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new MaestroError(
      'storage',
      `The folder ${folder} cannot be created: ${(cause as Error).message}.`,
      'Make its parent writable, or set MAESTRO_HOME to a folder that you can write to.',
      { cause },
    )
  }
}

/**
 * The homes to read when none is named: the user's own, or none when it holds no agent's folder.
 *
 * `CLAUDE_CONFIG_DIR` (several, with commas; each the folder that holds `projects/`, or `projects/` itself) replaces
 * `~/.config/claude` and `~/.claude`; `CODEX_HOME` (the same) replaces `~/.codex`. Folders that do not exist are left
 * out; two names of one folder count once. Source: ccusage's `adapter/{claude,codex}/paths.rs`.
 */
export const defaultHomes = (env: Environment = process.env): Home[] => {
  const path = realPath(userHome(env))
  const configuration = env.XDG_CONFIG_HOME || join(path, '.config')
  const claudeFolders = existing(
    env.CLAUDE_CONFIG_DIR
      ? listed(env.CLAUDE_CONFIG_DIR, env, 'projects')
      : [join(configuration, 'claude'), join(path, '.claude')],
  )
  const codexFolders = existing(env.CODEX_HOME ? listed(env.CODEX_HOME, env, 'sessions') : [join(path, '.codex')])
  return claudeFolders.length + codexFolders.length > 0 ? [{ path, claudeFolders, codexFolders }] : []
}

/** A named home, and why nothing can be read from it where that is so. */
export interface NamedHome {
  readonly home: Home
  readonly problem?: DiscoverProblem
}

/**
 * The home in a directory that the user named: its `.claude`, `.config/claude` and `.codex`; without any of them the
 * directory itself, when it holds `projects/` (Claude Code) or `sessions/` (Codex). Where nothing is found, the home has
 * no folders and `problem` says so. Throws `MaestroError('usage')` when there is no such directory.
 */
export const homeAt = (directory: string, env: Environment = process.env): NamedHome => {
  const path = realPath(absolutePath(directory, env))
  const status = statusOf(path)
  if (status === 'absent' || status === 'other') {
    throw new MaestroError(
      'usage',
      status === 'absent' ? `There is no directory ${path}.` : `${path} is not a directory.`,
      'Name a home directory (/home/ana), or a folder that holds projects/ (Claude Code) or sessions/ (Codex).',
    )
  }
  if (status === 'forbidden' || statusOf(join(path, '.claude')) === 'forbidden') {
    const reason = 'it may not be looked into'
    return { home: nothingIn(path), problem: { path, reason, next: 'Let this user read it, or run as its owner.' } }
  }
  const claudeFolders = existing([join(path, '.config', 'claude'), join(path, '.claude')])
  const codexFolders = existing([join(path, '.codex')])
  if (claudeFolders.length + codexFolders.length > 0) return { home: { path, claudeFolders, codexFolders } }

  const itself = {
    path,
    claudeFolders: holds(path, 'projects') ? [path] : [],
    codexFolders: holds(path, 'sessions') || holds(path, 'archived_sessions') ? [path] : [],
  }
  if (itself.claudeFolders.length + itself.codexFolders.length > 0) return { home: itself }
  return {
    home: nothingIn(path),
    problem: {
      path,
      reason: 'it holds no .claude, .config/claude or .codex, and no projects/ or sessions/ itself',
      next: 'Name the directory in which Claude Code or Codex keeps its folder: usually the home directory.',
    },
  }
}

const nothingIn = (path: string): Home => ({ path, claudeFolders: [], codexFolders: [] })

const holds = (folder: string, name: string): boolean => statusOf(join(folder, name)) === 'directory'

const existing = (folders: readonly string[]): string[] => [
  ...new Set(folders.filter((folder) => statusOf(folder) === 'directory').map(realPath)),
]

/** A comma may also be part of a name: a list that is itself a directory is taken as one. */
const listed = (value: string, env: Environment, inside: string): string[] => {
  const whole = absolutePath(value.trim(), env)
  const folders = statusOf(whole) === 'directory' ? [whole] : value.split(',').flatMap((part) => part.trim() || [])
  return folders.map((folder) => {
    const path = absolutePath(folder, env)
    return basename(path) === inside ? dirname(path) : path
  })
}

const statusOf = (path: string): 'directory' | 'other' | 'absent' | 'forbidden' => {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'other'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'forbidden' : 'absent'
  }
}
