import { objectId, type Tree } from './tree.ts'

/** A commit as git would write it, with the number by which the import stream names it. */
export interface Commit {
  readonly sha: string
  readonly mark: number
  readonly tree: Tree
  readonly parents: readonly Commit[]
  /** `Name <address> seconds zone` */
  readonly author: string
  readonly committer: string
  readonly message: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Forgets what lies behind a commit, so that a long history does not stay in memory. */
const detached = (commit: Commit): Commit => ({ ...commit, parents: [] })

/** Makes a commit, its id computed as git computes it. */
export const createCommit = (parts: Omit<Commit, 'sha'>): Commit => {
  const content = [
    `tree ${parts.tree.id.toString('hex')}\n`,
    ...parts.parents.map((parent) => `parent ${parent.sha}\n`),
    `author ${parts.author}\ncommitter ${parts.committer}\n\n${parts.message}`,
  ].join('')
  return {
    ...parts,
    parents: parts.parents.map(detached),
    sha: objectId('commit', Buffer.from(content)).toString('hex'),
  }
}
