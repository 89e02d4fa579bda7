/** A queue that gives what comes first: by time, then in the order it was added. */
export class Schedule<Item> {
  readonly #heap: { at: number; order: number; item: Item }[] = []
  #added = 0

  add(at: number, item: Item) {
    const heap = this.#heap
    let index = heap.push({ at, order: this.#added++, item }) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#before(index, parent)) break
      this.#swap(index, parent)
      index = parent
    }
  }

  next(): { at: number; item: Item } | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (!first || heap.length === 0) return first
    heap[0] = last!
    let index = 0
    for (;;) {
      let least = index
      for (const child of [2 * index + 1, 2 * index + 2])
        if (child < heap.length && this.#before(child, least)) least = child
      if (least === index) return first
      this.#swap(index, least)
      index = least
    }
  }

  #before(left: number, right: number) {
    const a = this.#heap[left]!
    const b = this.#heap[right]!
    return a.at < b.at || (a.at === b.at && a.order < b.order)
  }

  #swap(left: number, right: number) {
    const kept = this.#heap[left]!
    this.#heap[left] = this.#heap[right]!
    this.#heap[right] = kept
  }
}
