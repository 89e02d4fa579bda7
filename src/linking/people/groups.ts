/** Identities in groups: each is in one, at first by itself. */
export class Groups {
  readonly #groupOf = new Map<string, string>()
  readonly #members = new Map<string, Set<string>>()

  constructor(ids: Iterable<string>) {
    for (const id of ids) this.add(id)
  }

  add(id: string): void {
    if (this.#groupOf.has(id)) return
    this.#groupOf.set(id, id)
    this.#members.set(id, new Set([id]))
  }

  /** The group that an identity is in; what is not known is a group by itself. */
  of(id: string): string {
    return this.#groupOf.get(id) ?? id
  }

  membersOf(id: string): ReadonlySet<string> {
    return this.#members.get(this.of(id)) ?? new Set([id])
  }

  all(): Iterable<ReadonlySet<string>> {
    return this.#members.values()
  }

  join(a: string, b: string): void {
    this.add(a)
    this.add(b)
    const [into, from] = [this.of(a), this.of(b)]
    if (into === from) return
    const [larger, smaller] =
      this.#members.get(into)!.size >= this.#members.get(from)!.size ? [into, from] : [from, into]
    const members = this.#members.get(larger)!
    for (const member of this.#members.get(smaller)!) {
      members.add(member)
      this.#groupOf.set(member, larger)
    }
    this.#members.delete(smaller)
  }

  /** Takes one out of its group: it stands by itself, all others stay together. */
  takeOut(id: string): void {
    const members = this.membersOf(id)
    if (members.size < 2) return
    const rest = [...members].filter((member) => member !== id)
    this.#members.delete(this.of(id))
    for (const each of [[id], rest]) {
      const group = each[0]!
      this.#members.set(group, new Set(each))
      for (const member of each) this.#groupOf.set(member, group)
    }
  }
}
