/** A commit that is to be walked over. */
export interface GraphCommit {
  readonly sha: string
  /** Their ids, with blanks between: of a million commits that takes far less room than lists. */
  readonly parents: string
}

/** Ids of its parents, first parent first. */
export const parentsIn = ({ parents }: GraphCommit): string[] => (parents === '' ? [] : parents.split(' '))

/** Takes commits one after the other: of a million nothing but their ids and the numbers of their parents stays. */
export class CommitGraphBuilder {
  readonly #shas: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #starts: number[] = [0]
  /** Numbers of parents; of one that has not come yet -1 and less, by its place in `#awaited`. */
  readonly #parents: number[] = []
  readonly #awaited = new Map<string, number>()

  add(commit: GraphCommit): void {
    this.#numbers.set(commit.sha, this.#shas.length)
    this.#shas.push(commit.sha)
    for (const parent of parentsIn(commit)) this.#parents.push(this.#numbers.get(parent) ?? -1 - this.#await(parent))
    this.#starts.push(this.#parents.length)
  }

  #await(parent: string): number {
    const place = this.#awaited.get(parent) ?? this.#awaited.size
    this.#awaited.set(parent, place)
    return place
  }

  build(): CommitGraph {
    const outside: string[] = []
    const numbers = Int32Array.from(
      this.#awaited.keys(),
      (parent) => this.#numbers.get(parent) ?? -outside.push(parent),
    )
    const parents = Int32Array.from(this.#parents, (parent) => (parent >= 0 ? parent : numbers[-1 - parent]!))
    return new CommitGraph(this.#shas, Int32Array.from(this.#starts), parents, outside)
  }
}

export const graphOf = (commits: Iterable<GraphCommit>): CommitGraph => {
  const builder = new CommitGraphBuilder()
  for (const commit of commits) builder.add(commit)
  return builder.build()
}

/** Commits by number, with their parents among them. */
export class CommitGraph {
  readonly shas: readonly string[]
  /** How many of the commits have this one as a parent. */
  readonly children: Int32Array
  /** Parents that are not among them. */
  readonly outside: readonly string[]
  readonly #parents: Int32Array
  readonly #starts: Int32Array

  /**
   * @param starts where the parents of each commit begin in `parents`, and where those of the last one end
   * @param parents numbers of commits; of one outside -1 - its place in `outside`
   */
  constructor(shas: readonly string[], starts: Int32Array, parents: Int32Array, outside: readonly string[]) {
    this.shas = shas
    this.outside = outside
    this.#starts = starts
    this.#parents = parents
    this.children = new Int32Array(shas.length)
    for (const parent of parents) if (parent >= 0) this.children[parent]!++
  }

  /** The commits up to one, going by first parents, from the first that is among them on. */
  chainTo(sha: string): string[] {
    const chain: string[] = []
    let number = this.shas.indexOf(sha)
    while (number >= 0 && chain.length < this.shas.length) {
      chain.push(this.shas[number]!)
      const start = this.#starts[number]!
      number = start < this.#starts[number + 1]! ? this.#parents[start]! : -1
    }
    return chain.reverse()
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
