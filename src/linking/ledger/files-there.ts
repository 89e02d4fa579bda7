import type { ClientBase } from 'pg'
import { treeAt } from './tree-at.ts'

/** Those of some paths at which a commit has a file with lines; undefined where it was not walked over. */
export const filesThere = async (
  client: ClientBase,
  { repository, sha, paths }: { readonly repository: string; readonly sha: string; readonly paths: readonly string[] },
): Promise<ReadonlySet<string> | undefined> => {
  const there = await treeAt(client, repository, sha)
  if (there === undefined) return undefined
  await there.nodes.load(there.tree, paths)
  return new Set(paths.filter((path) => there.tree.get(path) !== undefined))
}
