import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyBytes, copyText } from '../../../store/write/copy-text.ts'
import { FileNode, FolderNode, isLoaded, type Node } from './node.ts'
import { decodeFolder, decodeLines, encodeFolder, encodeLines } from './node-codec.ts'
import { partsOf, type Tree } from './tree.ts'

const mostWaiting = 4_000_000

/** Where the nodes of one repository's trees are stored. */
export class NodeStore {
  /** What was read and written so far, for tests that count work. */
  readonly work = { read: 0, written: 0 }
  readonly #client: ClientBase
  readonly #repository: string
  #next: number
  #waiting: string[] = []
  #waitingBytes = 0

  /** @param next the id of the next node that is written */
  constructor(client: ClientBase, repository: string, next: number) {
    this.#client = client
    this.#repository = repository
    this.#next = next
  }

  get next(): number {
    return this.#next
  }

  /** Loads what stands on the way to some paths, and the files there. */
  async load(tree: Tree, paths: Iterable<string>): Promise<void> {
    if (!isLoaded(tree.root)) await this.loadNodes([tree.root])
    const split = [...paths].map(partsOf)
    for (;;) {
      const missing = new Set<Node>()
      for (const parts of split) {
        let node: Node | undefined = tree.root
        for (let at = 0; node !== undefined; at++) {
          if (!isLoaded(node)) missing.add(node)
          if (at === parts.length || !(node instanceof FolderNode) || node.entries === undefined) break
          node = node.entries.get(parts[at]!)
        }
      }
      if (missing.size === 0) return
      await this.loadNodes([...missing])
    }
  }

  async loadNodes(nodes: readonly Node[]): Promise<void> {
    await this.flush()
    const wanted = Map.groupBy(nodes, (node) => node.id)
    const { rows } = await this.#client.query<{ id: number; body: Buffer }>(
      'select id, body from ledger_node where org = 1 and repository = $1 and id = any($2)',
      [this.#repository, [...wanted.keys()]],
    )
    this.work.read += rows.length
    for (const { id, body } of rows) {
      for (const node of wanted.get(id)!) {
        if (node instanceof FileNode) node.lines = decodeLines(body)
        else node.entries = decodeFolder(body)
      }
      wanted.delete(id)
    }
    if (wanted.size > 0)
      throw new Error(`nodes of the line ledger are missing: ${[...wanted.keys()].slice(0, 5).join()}`)
  }

  /** Stores a folder with all below it that is not stored yet. From then on nobody changes any of it. */
  async store(root: FolderNode): Promise<number> {
    this.#put(root)
    if (this.#waitingBytes > mostWaiting) await this.flush()
    return root.id
  }

  #put(node: Node): void {
    if (node.id !== 0) return
    if (node instanceof FolderNode) {
      for (const child of node.entries!.values()) this.#put(child)
      node.owner = 0
    }
    const body = node instanceof FileNode ? encodeLines(node.lines!) : encodeFolder(node.entries!)
    node.id = this.#next++
    this.work.written++
    const row = `${copyText(this.#repository)}\t${node.id}\t${node instanceof FolderNode ? 't' : 'f'}\t${copyBytes(body)}\n`
    this.#waiting.push(row)
    this.#waitingBytes += row.length
  }

  /** Writes what was stored and waits for others to be written with it. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return
    const rows = Buffer.from(this.#waiting.join(''))
    this.#waiting = []
    this.#waitingBytes = 0
    const copy = this.#client.query(copyFrom('copy ledger_node (repository, id, folder, body) from stdin'))
    await pipeline([rows], copy)
  }
}
