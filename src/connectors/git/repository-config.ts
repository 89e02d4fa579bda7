import { basename, resolve } from 'node:path'
import { askGit } from './git-process.ts'
import { normaliseRemote } from './remote-url.ts'

/** What a repository's own configuration says about it. */
export interface RepositoryConfig {
  readonly bare: boolean
  /** Objects may be missing, to be fetched when needed. */
  readonly partial: boolean
  /** Normalised URL of `origin`, else of the first remote. */
  readonly remote: string | undefined
  /** Where the work tree is, where it is not beside the git directory (submodules). */
  readonly workTree: string | undefined
}

const yes = /^(?:true|yes|on|1|)$/i

export const readConfig = async (gitDirectory: string, signal: AbortSignal | undefined): Promise<RepositoryConfig> => {
  const list = await askGit(gitDirectory, 'config', ['--null', '--list'], { signal })
  const values = list
    .toString('utf8')
    .split('\0')
    .map((entry): [string, string] => {
      const end = entry.indexOf('\n')
      return end === -1 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)]
    })
  const last = (name: string) => values.findLast(([key]) => key === name)?.[1]
  const urls = values.filter(([key]) => key.startsWith('remote.') && key.endsWith('.url'))
  const url = last('remote.origin.url') ?? urls[0]?.[1]
  const workTree = last('core.worktree')
  return {
    bare: yes.test(last('core.bare') ?? String(basename(gitDirectory) !== '.git')) && workTree === undefined,
    partial:
      last('extensions.partialclone') !== undefined ||
      values.some(([key, value]) => key.startsWith('remote.') && key.endsWith('.promisor') && yes.test(value)),
    remote: url === undefined ? undefined : normaliseRemote(url),
    workTree: workTree === undefined ? undefined : resolve(gitDirectory, workTree),
  }
}
