import { join } from 'node:path'
import type { Look } from '../confined/index.ts'
import type { GitCursor } from './cursor.ts'
import { commitsIn } from './evidence/evidence-state.ts'
import { findRoot, idOfShallow, type KnownRoot } from './identity.ts'
import { listRefs, type Refs } from './refs.ts'
import { type RepositoryConfig, readConfig } from './repository-config.ts'
import { linkedWorkTrees, mainWorkTree } from './work-trees.ts'

const longestShallow = 64 * 1024 * 1024

/** A repository as it is now: everything but its commits. */
export interface Snapshot {
  readonly gitDirectory: string
  /** Undefined while the repository has no commit. */
  readonly repository: string | undefined
  readonly root: KnownRoot | undefined
  readonly config: RepositoryConfig
  readonly refs: Refs
  /** The commits where a shallow clone ends, in order. */
  readonly shallow: readonly string[]
  /** Roots of work trees, the main one first. */
  readonly workTrees: readonly string[]
}

export const takeSnapshot = async (
  gitDirectory: string,
  before: GitCursor | undefined,
  look: Look,
  signal: AbortSignal | undefined,
): Promise<Snapshot> => {
  const earlier = [...(before?.known ?? []), ...(before?.reading?.tips ?? []), ...commitsIn(before?.evidence)]
  const [config, shallow, linked] = await Promise.all([
    readConfig(gitDirectory, signal),
    readShallow(gitDirectory, look),
    linkedWorkTrees(gitDirectory, look),
  ])
  const refs = await listRefs(gitDirectory, config.bare, earlier, signal)
  const main = config.bare ? undefined : (config.workTree ?? mainWorkTree(gitDirectory))
  const rest = { gitDirectory, config, refs, shallow, workTrees: [...(main === undefined ? [] : [main]), ...linked] }
  if (refs.refs.length === 0) return { ...rest, repository: undefined, root: undefined }
  if (shallow.length > 0) return { ...rest, repository: idOfShallow(gitDirectory, config), root: undefined }
  const root = await findRoot(gitDirectory, refs, before?.root, signal)
  return { ...rest, repository: root?.id ?? idOfShallow(gitDirectory, config), root }
}

const readShallow = async (gitDirectory: string, look: Look): Promise<string[]> => {
  const text = (await look.read(join(gitDirectory, 'shallow'), longestShallow))?.toString('latin1') ?? ''
  return text.split('\n').filter(Boolean).sort()
}
