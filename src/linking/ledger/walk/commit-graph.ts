/** A commit that is to be walked over. */
export interface GraphCommit {
  readonly sha: string
  /** Their ids, with blanks between: of a million commits that takes far less room than lists. */
  readonly parents: string
}

/** Ids of its parents, first parent first. */
export const parentsIn = ({ parents }: GraphCommit): string[] => (parents === '' ? [] : parents.split(' '))

/** Commits by number, with their parents among them. */
export class CommitGraph {
  readonly shas: readonly string[]
  /** How many of the commits have this one as a parent. */
  readonly children: Int32Array
  /** Parents that are not among them. */
  readonly outside: readonly string[]
  readonly #parents: Int32Array
  readonly #starts: Int32Array

  constructor(commits: readonly GraphCommit[]) {
    const size = commits.length
    const numbers = new Map<string, number>()
    this.shas = commits.map(({ sha }, number) => {
      numbers.set(sha, number)
      return sha
    })
    this.children = new Int32Array(size)
    this.#starts = new Int32Array(size + 1)
    for (let number = 0; number < size; number++)
      this.#starts[number + 1] = this.#starts[number]! + parentsIn(commits[number]!).length
    this.#parents = new Int32Array(this.#starts[size]!)
    const outside = new Map<string, number>()
    let at = 0
    for (const commit of commits) {
      for (const parent of parentsIn(commit)) {
        const number = numbers.get(parent)
        if (number !== undefined) this.children[number]!++
        else if (!outside.has(parent)) outside.set(parent, outside.size)
        this.#parents[at++] = number ?? -1 - outside.get(parent)!
      }
    }
    this.outside = [...outside.keys()]
  }

  /** The parents of a commit, first parent first: the numbers of those among them, the ids of others. */
  parentsOf(number: number): (number | string)[] {
    return [...this.#parents.subarray(this.#starts[number]!, this.#starts[number + 1]!)].map((parent) =>
      parent >= 0 ? parent : this.outside[-1 - parent]!,
    )
  }

  /**
   * All of them, parents before their children. After a commit comes one of its children as soon as one may, so that few
   * commits at a time have children that are still to come.
   */
  order(): Int32Array {
    const size = this.shas.length
    const waitsFor = new Int32Array(size)
    const starts = new Int32Array(size + 1)
    for (let number = 0; number < size; number++) starts[number + 1] = starts[number]! + this.children[number]!
    const next = starts.slice(0, size)
    const children = new Int32Array(starts[size]!)
    for (let number = 0; number < size; number++) {
      for (let at = this.#starts[number]!; at < this.#starts[number + 1]!; at++) {
        const parent = this.#parents[at]!
        if (parent < 0) continue
        waitsFor[number]!++
        children[next[parent]!++] = number
      }
    }
    const ready: number[] = []
    for (let number = size - 1; number >= 0; number--) if (waitsFor[number] === 0) ready.push(number)
    const order = new Int32Array(size)
    let length = 0
    for (let number = ready.pop(); number !== undefined; number = ready.pop()) {
      order[length++] = number
      for (let at = starts[number]!; at < starts[number + 1]!; at++) {
        const child = children[at]!
        waitsFor[child]!--
        if (waitsFor[child] === 0) ready.push(child)
      }
    }
    return order.subarray(0, length)
  }
}
