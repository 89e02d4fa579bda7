import type { ClientBase } from 'pg'
import { FolderNode } from './tree/node.ts'
import { NodeStore } from './tree/node-store.ts'
import { Tree } from './tree/tree.ts'
import { applyCommit, firstTree } from './walk/apply-commit.ts'
import { type GraphCommit, graphOf } from './walk/commit-graph.ts'
import { Origins } from './walk/origins.ts'
import { isShallow } from './walk/plan-walk.ts'
import { reachRoots } from './walk/reach-roots.ts'
import { readChanges } from './walk/read-changes.ts'

/** The files of a commit, and where what is not loaded of them is loaded from. */
export interface TreeAt {
  readonly tree: Tree
  readonly nodes: NodeStore
}

/**
 * The files of any commit that was walked over, with the origin of each line. Where its files are not kept they are
 * rebuilt from the nearest ones that are; nothing is written. Undefined where it was not walked over.
 */
export const treeAt = async (client: ClientBase, repository: string, sha: string): Promise<TreeAt | undefined> => {
  const nodes = new NodeStore(client, repository, 0)
  const commits: GraphCommit[] = []
  const listed = new Set<string>()
  const roots = await reachRoots(client, repository, [{ sha: '', parents: sha }], listed, commits)
  const kept = roots.get(sha)
  if (kept !== undefined) return { tree: Tree.at(new FolderNode(undefined, 0, kept.root)), nodes }
  if (commits.length === 0) return undefined
  const graph = graphOf(commits)
  const merges = commits.filter(({ parents }) => parents.includes(' ')).map((commit) => commit.sha)
  const changes = await readChanges(client, repository, [...listed], merges)
  const origins = new Origins(client, repository, 0)
  await origins.recall([...listed])
  const shallow = await isShallow(client, repository)
  const trees = new Map<number, Tree>()
  const treeOf = (parent: number | string): Tree => {
    if (typeof parent === 'number') return trees.get(parent)!
    const root = roots.get(parent)
    return root === undefined ? Tree.unknown() : Tree.at(new FolderNode(undefined, 0, root.root))
  }
  for (const number of graph.order()) {
    const parents = graph.parentsOf(number)
    const [first, ...others] = parents.map(treeOf)
    const name = graph.shas[number]!
    const files = changes.files.get(name) ?? []
    const tree = first?.copy() ?? firstTree(files, shallow)
    for (const one of [tree, ...others]) await nodes.load(one, [])
    await applyCommit([tree, ...others], files, changes.merges.get(name), {
      nodes,
      originOf: (path) => origins.known(name, path),
      onMisfit: () => {},
    })
    trees.set(number, tree)
  }
  return { tree: trees.get(graph.shas.indexOf(sha))!, nodes }
}
