import { noLines, unknownLines } from '../lines/runs.ts'
import { FileNode, FolderNode, type Node } from './node.ts'

/** The name of an entry that no file can have: of a root of which only some files are known. */
export const restUnknown = ''

let owners = 0

/**
 * The files of a commit. Trees share what is the same in them: a change makes new folders on its way down, unless the
 * tree is the only one that has them. All that is looked at must be loaded (see `NodeStore.load`).
 */
export class Tree {
  root: FolderNode
  readonly #owner: number

  private constructor(root: FolderNode, owner: number) {
    this.root = root
    this.#owner = owner
  }

  static empty(): Tree {
    const owner = ++owners
    return new Tree(new FolderNode(new Map(), owner), owner)
  }

  /** A tree of which nothing is known. */
  static unknown(): Tree {
    const tree = Tree.empty()
    tree.open()
    return tree
  }

  static at(root: FolderNode): Tree {
    return new Tree(root, ++owners)
  }

  /** A tree that begins as this one and is changed by itself. */
  copy(): Tree {
    return new Tree(this.root, ++owners)
  }

  /** Whether files that it does not list may be there all the same. */
  get isOpen(): boolean {
    return this.root.entries!.has(restUnknown)
  }

  /** From now on files that it does not list may be there. */
  open(): void {
    this.root = this.#own(this.root)
    this.root.entries!.set(restUnknown, new FileNode(unknownLines))
  }

  /** The file at a path; one of an open tree that is not listed is unknown. */
  get(path: string): FileNode | undefined {
    let node: Node | undefined = this.root
    for (const part of partsOf(path)) {
      if (!(node instanceof FolderNode)) return undefined
      node = node.entries!.get(part)
      if (node === undefined) return this.isOpen ? new FileNode(unknownLines) : undefined
    }
    return node instanceof FileNode ? node : undefined
  }

  set(path: string, file: FileNode): void {
    const parts = partsOf(path)
    let folder = this.#own(this.root)
    this.root = folder
    for (const part of parts.slice(0, -1)) {
      const child = folder.entries!.get(part)
      const own = child instanceof FolderNode ? this.#own(child) : new FolderNode(new Map(), this.#owner)
      folder.entries!.set(part, own)
      folder = own
    }
    folder.entries!.set(parts.at(-1)!, file)
  }

  /** Takes a file out, and folders that are empty then. Of an open tree its place is kept, without lines. */
  remove(path: string): void {
    const parts = partsOf(path)
    if (this.isOpen) this.set(path, new FileNode(noLines))
    else if (this.get(path) !== undefined)
      this.root = this.#without(this.root, parts, 0) ?? new FolderNode(new Map(), this.#owner)
  }

  #without(folder: FolderNode, parts: readonly string[], at: number): FolderNode | undefined {
    const own = this.#own(folder)
    const part = parts[at]!
    const child = own.entries!.get(part)
    const rest = at < parts.length - 1 && child instanceof FolderNode ? this.#without(child, parts, at + 1) : undefined
    if (rest === undefined) own.entries!.delete(part)
    else own.entries!.set(part, rest)
    return own.entries!.size === 0 ? undefined : own
  }

  #own(folder: FolderNode): FolderNode {
    return folder.owner === this.#owner ? folder : new FolderNode(new Map(folder.entries), this.#owner)
  }
}

/** Git has no path with an empty part; whatever came instead of one is still a path. */
export const partsOf = (path: string): string[] => path.split('/').map((part) => (part === '' ? '\u0001' : part))
