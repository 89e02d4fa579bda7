import type { ChangedLines } from '../lines/changed-lines.ts'
import { combine, type Listed, listedLines, type Parentage } from '../lines/combine.ts'
import { lineMap } from '../lines/line-map.ts'
import { noLines, type Runs, unknownLines } from '../lines/runs.ts'
import { FileNode } from '../tree/node.ts'
import type { NodeStore } from '../tree/node-store.ts'
import { Tree } from '../tree/tree.ts'
import { joinTrees } from './join-trees.ts'
import type { CombinedChange, FileChange, MergeChange } from './read-changes.ts'

/** What a commit is applied with. */
export interface Application {
  readonly nodes: NodeStore
  /** The origin of lines that the commit adds to a file. @param lines how many lines its change lists as added */
  readonly originOf: (path: string, lines: number) => number
  /** Called where what a commit says does not fit to what its parents have: of that file nothing is known from there on. */
  readonly onMisfit: (path: string) => void
}

/**
 * Applies a commit to the trees of its parents, one at least (see `firstTree`). The first of them is changed: the caller
 * copies it where anybody else needs it.
 */
export const applyCommit = async (
  parents: readonly Tree[],
  files: readonly FileChange[],
  merge: MergeChange | undefined,
  application: Application,
): Promise<ChangedLines[]> => {
  if (parents.length === 1) return applyFiles(parents[0]!, files, application)
  if (merge !== undefined) return applyMerge(parents, merge, application)
  return joinTrees(parents, application.nodes)
}

/**
 * What a commit without parents begins with: where a shallow clone ends, with files of which nothing is known.
 * @param isShallow whether a clone of the repository is
 */
export const firstTree = (files: readonly FileChange[], isShallow: boolean): Tree =>
  isShallow && files.length === 0 ? Tree.unknown() : Tree.empty()

/** The files of a tree that are to be replaced. */
class Replacement {
  readonly #tree: Tree
  readonly #files = new Map<string, FileNode | undefined>()

  constructor(tree: Tree) {
    this.#tree = tree
  }

  set(path: string, file: FileNode): void {
    this.#files.set(path, file)
  }

  remove(path: string): void {
    if (!this.#files.has(path)) this.#files.set(path, undefined)
  }

  /** Replaces them: what goes first, since a file may come to be where a folder was. */
  apply(): ChangedLines[] {
    const changed = [...this.#files].map(([path, file]) => ({
      before: this.#tree.get(path)?.lines ?? noLines,
      after: file?.lines ?? noLines,
    }))
    for (const [path, file] of this.#files) if (file === undefined) this.#tree.remove(path)
    for (const [path, file] of this.#files) if (file !== undefined) this.#tree.set(path, file)
    return changed
  }
}

const applyFiles = async (
  tree: Tree,
  files: readonly FileChange[],
  application: Application,
): Promise<ChangedLines[]> => {
  await application.nodes.load(
    tree,
    files.flatMap(({ path, oldPath }) => (oldPath === undefined ? [path] : [path, oldPath])),
  )
  const replacement = new Replacement(tree)
  for (const change of files) {
    const { path, oldPath, operation } = change
    if (operation === 'delete') replacement.remove(path)
    else replacement.set(path, new FileNode(changedFile(tree, change, application)))
    if (operation === 'rename' && oldPath !== undefined) replacement.remove(oldPath)
  }
  return replacement.apply()
}

const changedFile = (
  tree: Tree,
  { path, oldPath, operation, hunks, lines }: FileChange,
  { originOf, onMisfit }: Application,
): Runs => {
  if (hunks === undefined) return unknownLines
  const fresh = operation === 'create' || operation === 'type'
  const own = fresh ? hunks.filter((hunk) => hunk[3] > 0) : hunks
  const map = lineMap(own, fresh ? undefined : lines)
  const runs = fresh ? noLines : (tree.get(oldPath ?? path)?.lines ?? noLines)
  const listed = listedLines([own])
  const after = map && combine([{ runs, map }], listed, () => originOf(path, countOf(listed)))
  if (after === undefined) onMisfit(path)
  return after ?? unknownLines
}

const countOf = (listed: Listed): number => {
  const last = listed.at(-1)
  return last === undefined ? 0 : last[2] + last[1]
}

const applyMerge = async (
  parents: readonly Tree[],
  { deleted, taken, unknown, combined }: MergeChange,
  application: Application,
): Promise<ChangedLines[]> => {
  const [tree, ...others] = parents as [Tree, ...Tree[]]
  const namesIn = (parent: number) => combined.map(({ path, parents: there }) => there[parent]?.path ?? path)
  const listed = [...deleted, ...taken.flat(), ...unknown, ...combined.map(({ path }) => path)]
  await application.nodes.load(tree, [...listed, ...namesIn(0)])
  for (const [index, other] of others.entries())
    await application.nodes.load(other, [...(taken[index] ?? []), ...namesIn(index + 1)])
  const replacement = new Replacement(tree)
  for (const path of deleted) replacement.remove(path)
  for (const path of unknown) replacement.set(path, new FileNode(unknownLines))
  for (const [index, paths] of taken.entries()) {
    for (const path of paths) {
      const file = others[index]?.get(path)
      if (file === undefined) application.onMisfit(path)
      replacement.set(path, file ?? new FileNode(unknownLines))
    }
  }
  for (const change of combined) replacement.set(change.path, new FileNode(combinedFile(parents, change, application)))
  return replacement.apply()
}

const combinedFile = (
  trees: readonly Tree[],
  { path, parents, added, removed }: CombinedChange,
  { originOf, onMisfit }: Application,
): Runs => {
  const listed = listedLines(parents.map(({ hunks }) => hunks))
  const there = parents.flatMap(({ path: name = path, hunks }, index): Parentage[] => {
    const keys = addedKeys(listed, hunks, added)
    const map = lineMap(hunks, { added: keys, removed: removed[index]! })
    return map === undefined ? [] : [{ runs: trees[index]?.get(name)?.lines ?? noLines, map }]
  })
  const after =
    there.length === parents.length ? combine(there, listed, () => originOf(path, countOf(listed))) : undefined
  if (after === undefined) onMisfit(path)
  return after ?? unknownLines
}

/** The keys of the lines that the hunks against one parent add. */
const addedKeys = (listed: Listed, hunks: CombinedChange['parents'][number]['hunks'], keys: Float64Array) => {
  const own = new Float64Array(hunks.reduce((sum, hunk) => sum + hunk[3], 0))
  let [at, stretch] = [0, 0]
  for (const [, , start, count] of hunks) {
    if (count === 0) continue
    while (listed[stretch]![0] + listed[stretch]![1] < start) stretch++
    const [line, , index] = listed[stretch]!
    own.set(keys.subarray(index + start - 1 - line, index + start - 1 - line + count), at)
    at += count
  }
  return own
}
