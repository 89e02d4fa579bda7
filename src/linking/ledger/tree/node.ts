import type { Runs } from '../lines/runs.ts'

/** A file in one state. Its lines are read when they are needed, where they are stored. */
export class FileNode {
  /** 0 where it is not stored. */
  id: number
  lines: Runs | undefined

  constructor(lines: Runs | undefined, id = 0) {
    this.lines = lines
    this.id = id
  }
}

/** A folder in one state. */
export class FolderNode {
  /** 0 where it is not stored. */
  id: number
  entries: Map<string, Node> | undefined
  /** Who may still change it: nobody but one unfinished tree has it. */
  owner: number

  constructor(entries: Map<string, Node> | undefined, owner: number, id = 0) {
    this.entries = entries
    this.owner = owner
    this.id = id
  }
}

export type Node = FileNode | FolderNode

/** Whether two nodes are one. */
export const isSame = (a: Node | undefined, b: Node | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.id !== 0 && a.id === b.id)

export const isLoaded = (node: Node): boolean =>
  node instanceof FileNode ? node.lines !== undefined : node.entries !== undefined
