import type { ChangedLines } from '../lines/changed-lines.ts'
import { noLines, unknownLines } from '../lines/runs.ts'
import { FileNode, FolderNode, isLoaded, isSame, type Node } from '../tree/node.ts'
import type { NodeStore } from '../tree/node-store.ts'
import { restUnknown, type Tree } from '../tree/tree.ts'

/**
 * The files of a merge of which nothing is on record: what all parents have alike stays, of what they differ in nobody
 * knows what became. Changes the first parent's tree.
 */
export const joinTrees = async ([tree, ...others]: readonly Tree[], nodes: NodeStore): Promise<ChangedLines[]> => {
  const doubtful = new Set<string>()
  for (const other of others) {
    for await (const path of differences(tree!.root, other.root, '', nodes)) doubtful.add(path)
  }
  if (others.some((other) => other.isOpen)) tree!.open()
  await nodes.load(tree!, doubtful)
  return [...doubtful].map((path) => {
    const before = tree!.get(path)?.lines ?? noLines
    tree!.set(path, new FileNode(unknownLines))
    return { before, after: unknownLines }
  })
}

/** The paths of files that two folders do not share. */
async function* differences(
  a: FolderNode | undefined,
  b: FolderNode | undefined,
  prefix: string,
  nodes: NodeStore,
): AsyncGenerator<string> {
  const unloaded = [a, b].filter((node) => node !== undefined && !isLoaded(node)) as Node[]
  if (unloaded.length > 0) await nodes.loadNodes(unloaded)
  for (const name of new Set([...(a?.entries?.keys() ?? []), ...(b?.entries?.keys() ?? [])])) {
    const [one, other] = [a?.entries?.get(name), b?.entries?.get(name)]
    if (name === restUnknown || isSame(one, other)) continue
    const folders = [one, other].map((node) => (node instanceof FolderNode ? node : undefined))
    if (folders.some(Boolean)) yield* differences(folders[0], folders[1], `${prefix}${name}/`, nodes)
    if (one instanceof FileNode || other instanceof FileNode) yield `${prefix}${name}`
  }
}
