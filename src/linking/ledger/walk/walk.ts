import { setImmediate as turn } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import { copyRows } from '../../../store/write/copy-rows.ts'
import { markEditsOfCommits } from '../../commits/mark-edits.ts'
import type { LedgerState } from '../ledger-state.ts'
import type { ChangedLines } from '../lines/changed-lines.ts'
import { netLines } from '../spans/net-lines.ts'
import { SpanBook } from '../spans/span-book.ts'
import { FolderNode } from '../tree/node.ts'
import { NodeStore } from '../tree/node-store.ts'
import { Tree } from '../tree/tree.ts'
import { applyCommit, firstTree } from './apply-commit.ts'
import { Origins } from './origins.ts'
import type { WalkPlan } from './plan-walk.ts'
import { type Changes, readChanges } from './read-changes.ts'

/** The files of one in so many commits are kept for good, so that those of any other are rebuilt from near by. */
const keptEvery = 64

const batch = 200
/** After so many commits, or changed lines' runs in memory, what was made is committed. */
const mostCommits = 10_000
const mostNumbers = 24_000_000

/** So long others in this process wait at most, but for a commit that takes longer by itself. */
const longestTurnMs = 10

/** What a walk did so far, for tests that count work. */
export interface WalkWork {
  readonly commits: number
  readonly nodesRead: number
  readonly nodesWritten: number
}

interface Held {
  tree: Tree
  readonly steps: number
  /** Of the stored root; 0 where it is not stored. */
  root: number
  /** Children that are still to come. */
  waiting: number
  readonly only: boolean
}

/** Goes over a plan's commits, parents first, and writes what becomes of their lines. */
export class Walk {
  readonly #client: ClientBase
  readonly #repository: string
  readonly #plan: WalkPlan
  readonly #nodes: NodeStore
  readonly #origins: Origins
  readonly #spans: SpanBook
  readonly #order: Int32Array
  readonly #held = new Map<number, Held>()
  readonly #chain: ReadonlySet<string>
  readonly #absent: Set<string>
  /** Whether nothing was walked over before. */
  readonly startsAnew: boolean
  #state: LedgerState
  #at = 0
  #turnedAt = 0
  #numbers = 0
  #misfits = 0
  #lacking = false
  #nextStep = 0
  #commitRows: (string | number | null)[][] = []
  #stepRows: (string | number | null)[][] = []

  constructor(client: ClientBase, repository: string, plan: WalkPlan, state: LedgerState) {
    this.#client = client
    this.#repository = repository
    this.#plan = plan
    this.#state = state
    this.#nodes = new NodeStore(client, repository, state.nextNode)
    this.#origins = new Origins(client, repository, state.nextOrigin)
    this.#spans = new SpanBook(client, repository, state.nextOrigin)
    this.#order = plan.graph.order()
    this.#chain = new Set(plan.chain)
    this.#absent = new Set(state.absent)
    this.startsAnew = state.isEmpty
  }

  get work(): WalkWork {
    return { commits: this.#at, nodesRead: this.#nodes.work.read, nodesWritten: this.#nodes.work.written }
  }

  get isDone(): boolean {
    return this.#at >= this.#order.length
  }

  /** Goes on for a while. In a transaction; afterwards all that it found out is written. */
  async goOn(state: LedgerState): Promise<LedgerState> {
    this.#state = state
    this.#numbers = 0
    this.#nextStep = await this.#firstStep()
    const end = Math.min(this.#order.length, this.#at + mostCommits)
    while (this.#at < end && this.#numbers < mostNumbers && !this.#spans.isFull) {
      const numbers = [...this.#order.subarray(this.#at, Math.min(end, this.#at + batch))]
      await this.#goOver(numbers)
      this.#at += numbers.length
    }
    await this.#write()
    return this.#state
  }

  async #firstStep(): Promise<number> {
    const { rows } = await this.#client.query<{ next: number }>(
      'select coalesce(max(number) + 1, 0) as next from default_commit where org = 1 and repository = $1',
      [this.#repository],
    )
    return rows[0]!.next
  }

  async #goOver(numbers: readonly number[]): Promise<void> {
    const { graph, known } = this.#plan
    const shas = numbers.map((number) => graph.shas[number]!)
    const merges = numbers.filter((number) => graph.parentsOf(number).length > 1).map((number) => graph.shas[number]!)
    const changes = await readChanges(this.#client, this.#repository, shas, merges)
    await this.#origins.recall(numbers.filter((number) => number >= known).map((number) => graph.shas[number]!))
    const times = await this.#timesOf(shas.filter((sha) => this.#chain.has(sha)))
    for (const number of numbers) {
      await this.#apply(number, changes, times)
      if (performance.now() - this.#turnedAt < longestTurnMs) continue
      await turn()
      this.#turnedAt = performance.now()
    }
  }

  async #timesOf(shas: readonly string[]): Promise<Map<string, number>> {
    if (shas.length === 0) return new Map()
    const { rows } = await this.#client.query<{ sha: string; at: number }>(
      `select sha, (extract(epoch from committed_at) * 1000)::float8 as at from commit
       where org = 1 and repository = $1 and sha = any($2)`,
      [this.#repository, shas],
    )
    return new Map(rows.map(({ sha, at }) => [sha, at]))
  }

  async #apply(number: number, changes: Changes, times: ReadonlyMap<string, number>): Promise<void> {
    const { graph, known, tips } = this.#plan
    const sha = graph.shas[number]!
    const parents = graph.parentsOf(number)
    const trees = parents.map((parent, index) => this.#treeOf(parent, index === 0))
    const files = changes.files.get(sha) ?? []
    if (parents.length === 0) trees.push(firstTree(files, this.#plan.isShallow))
    const merge = changes.merges.get(sha)
    if (parents.length > 1 && merge === undefined) this.#lacking = true
    for (const tree of trees) await this.#nodes.load(tree, [])
    const changed = await applyCommit(trees, files, merge, {
      nodes: this.#nodes,
      originOf: (path, lines) => this.#origins.of(sha, path, lines),
      onMisfit: () => this.#misfits++,
    })
    for (const { after } of changed) this.#numbers += after.length + 20
    const steps = 1 + Math.max(0, ...parents.map((parent) => this.#stepsOf(parent)))
    const children = graph.children[number]!
    const kept = steps >= keptEvery
    const held = { tree: trees[0]!, steps: kept ? 0 : steps, root: 0, waiting: children, only: children === 1 }
    if (number < known) {
      if (kept || tips.has(sha)) held.root = await this.#nodes.store(held.tree.root)
      this.#commitRows.push([this.#repository, sha, held.steps, held.root === 0 ? null : held.root])
    }
    if (children > 0) this.#held.set(number, held)
    for (const parent of parents) this.#release(parent)
    const at = times.get(sha)
    if (at !== undefined) await this.#land(sha, at, changed)
  }

  /** The files of a parent; where it is the first one, such as may be changed. */
  #treeOf(parent: number | string, isFirst: boolean): Tree {
    if (typeof parent === 'number') {
      const { tree, only } = this.#held.get(parent)!
      return isFirst && !only ? tree.copy() : tree
    }
    const kept = this.#plan.roots.get(parent)
    if (kept !== undefined) return Tree.at(new FolderNode(undefined, 0, kept.root))
    this.#absent.add(parent)
    return Tree.unknown()
  }

  #stepsOf(parent: number | string): number {
    return (typeof parent === 'number' ? this.#held.get(parent) : this.#plan.roots.get(parent))?.steps ?? 0
  }

  #release(parent: number | string): void {
    if (typeof parent !== 'number') return
    const held = this.#held.get(parent)!
    held.waiting--
    if (held.waiting === 0) this.#held.delete(parent)
  }

  async #land(sha: string, at: number, changed: readonly ChangedLines[]): Promise<void> {
    const step = { number: this.#nextStep++, at }
    this.#stepRows.push([this.#repository, step.number, sha, new Date(at).toISOString()])
    await this.#spans.enter(netLines(changed), step)
  }

  /** Writes all; files that commits still to come begin with are stored, and read again when it goes on. */
  async #write(): Promise<void> {
    const client = this.#client
    const roots: { sha: string; root: number }[] = []
    for (const [number, held] of this.#held) {
      if (held.root === 0) {
        held.root = await this.#nodes.store(held.tree.root)
        if (number < this.#plan.known) roots.push({ sha: this.#plan.graph.shas[number]!, root: held.root })
      }
      held.tree = Tree.at(new FolderNode(undefined, 0, held.root))
    }
    await this.#nodes.flush()
    await this.#origins.flush()
    await this.#spans.flush(this.#origins.next)
    await copyRows(client, 'ledger_commit', ['repository', 'sha', 'steps', 'root'], this.#commitRows)
    await copyRows(client, 'default_commit', ['repository', 'number', 'sha', 'at'], this.#stepRows)
    await markEditsOfCommits(
      client,
      this.#repository,
      this.#commitRows.map(([, sha]) => sha as string),
    )
    this.#commitRows = []
    this.#stepRows = []
    await client.query(
      `update ledger_commit set root = kept.root from unnest($2::text[], $3::bigint[]) kept (sha, root)
       where org = 1 and repository = $1 and ledger_commit.sha = kept.sha`,
      [this.#repository, roots.map(({ sha }) => sha), roots.map(({ root }) => root)],
    )
    this.#state = {
      ...this.#state,
      isEmpty: false,
      made: this.#state.made + 1,
      nextNode: this.#nodes.next,
      nextOrigin: this.#origins.next,
      misfits: this.#state.misfits + this.#misfits,
      absent: [...this.#absent].sort(),
    }
    this.#misfits = 0
  }

  /** Whether it met merges of which nothing is on record. */
  get lacksMerges(): boolean {
    return this.#lacking
  }
}
