import { basename, dirname } from 'node:path'
import { askGit, askGitIfAny, GitExit } from './git-process.ts'
import { nothingReadable } from './history.ts'
import type { Refs } from './refs.ts'
import type { RepositoryConfig } from './repository-config.ts'

/** The default branch's commit that an id was worked out from. */
export interface KnownRoot {
  readonly tip: string
  readonly id: string
}

/**
 * The first root commit of the default branch. Its history is walked in full once; later only what is new.
 * @returns undefined for a repository without a commit
 */
export const findRoot = async (
  gitDirectory: string,
  { refs, defaultRef }: Refs,
  known: KnownRoot | undefined,
  signal: AbortSignal | undefined,
): Promise<KnownRoot | undefined> => {
  const tip = defaultRef?.sha ?? refs.map((ref) => ref.sha).sort()[0]
  if (tip === undefined || known?.tip === tip) return known?.tip === tip ? known : undefined
  if (known !== undefined && (await sameRoots(gitDirectory, known.tip, tip, signal))) return { tip, id: known.id }
  try {
    const roots = await rootsOf(gitDirectory, [tip], signal)
    const first = roots.sort((a, b) => a.at - b.at || (a.sha < b.sha ? -1 : 1))[0]
    return first === undefined ? undefined : { tip, id: first.sha }
  } catch (error) {
    if (error instanceof GitExit) throw nothingReadable(gitDirectory, error.words)
    throw error
  }
}

const rootsOf = async (gitDirectory: string, revisions: readonly string[], signal: AbortSignal | undefined) => {
  const parameters = ['--max-parents=0', '--format=%ct %H', ...revisions]
  const output = await askGit(gitDirectory, 'rev-list', parameters, { signal })
  return [...output.toString('latin1').matchAll(/^(-?\d+) ([0-9a-f]+)$/gm)].map((match) => ({
    at: Number(match[1]),
    sha: match[2]!,
  }))
}

const sameRoots = async (gitDirectory: string, old: string, tip: string, signal: AbortSignal | undefined) => {
  const call = { signal }
  const isAncestor = await askGitIfAny(gitDirectory, 'merge-base', ['--is-ancestor', old, tip], call)
  if (isAncestor === undefined) return false
  return (await rootsOf(gitDirectory, [tip, `^${old}`], signal)).length === 0
}

/** `owner/name` as the remote has it, else the folder's name. */
export const repositoryName = (gitDirectory: string, remote: string | undefined): string => {
  if (remote !== undefined) return remote.slice(remote.indexOf('/') + 1)
  const folder = basename(gitDirectory) === '.git' ? basename(dirname(gitDirectory)) : basename(gitDirectory)
  return folder.replace(/(?<=.)\.git$/, '')
}

/** The id of a repository whose first commit is not here. */
export const idOfShallow = (gitDirectory: string, config: RepositoryConfig): string =>
  config.remote === undefined ? `path:${gitDirectory}` : `remote:${config.remote}`
