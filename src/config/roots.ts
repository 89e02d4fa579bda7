import { existsSync } from 'node:fs'
import { dirname, join, parse, sep } from 'node:path'
import type { Home } from '../model/connector.ts'

/** What the user named, directly or by where Maestro was started. */
export interface Named {
  readonly homes: readonly Home[]
  readonly repositories: readonly string[]
  /** Folders named as roots. */
  readonly roots: readonly string[]
  /** The folder in which Maestro was started, where that counts. */
  readonly startedIn?: string
}

/**
 * The folders in or below which Maestro may open what logs and repositories name: the homes that are read, with the
 * agents' own folders where these lie elsewhere, the repositories and folders that were named, and the repository in
 * which Maestro was started. A folder inside a repository stands for the whole of it. Nothing that the user did not name
 * himself is as wide as the whole disk or a folder that holds a home.
 */
export const rootsOf = ({ homes, repositories, roots, startedIn }: Named): string[] => {
  const inHomes = homes.flatMap((home) => [home.path, ...home.claudeFolders, ...home.codexFolders])
  const isTooWide = (folder: string): boolean =>
    folder === parse(folder).root || homes.some((home) => home.path.startsWith(`${folder}${sep}`))
  const narrow = (folder: string | undefined): string[] => (folder === undefined || isTooWide(folder) ? [] : [folder])
  return [
    ...new Set([
      ...inHomes.flatMap(narrow),
      ...repositories,
      ...roots.flatMap((folder) => [folder, ...narrow(repositoryAround(folder))]),
      ...narrow(startedIn === undefined ? undefined : repositoryAround(startedIn)),
    ]),
  ]
}

/** The top folder of the work tree that a folder lies in. */
const repositoryAround = (folder: string): string | undefined => {
  if (existsSync(join(folder, '.git'))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : repositoryAround(parent)
}
