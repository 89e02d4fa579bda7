import { localUserOf } from '../../model/home.ts'
import { githubAccountOf, isAnybody, isFullName, plainName } from './addresses.ts'
import { type ExactEdge, exactAddressEdges, exactHomeEdges, type HomeAuthor, type KnownIdentity } from './evidence.ts'
import { Groups } from './groups.ts'

/** What somebody said of who is who. They hold in the order in which they were said. */
export type PersonWord =
  | { readonly word: 'same'; readonly a: string; readonly b: string }
  | { readonly word: 'different'; readonly a: string; readonly b: string }
  | { readonly word: 'apart'; readonly a: string }

/** A person in the people file. */
export interface FilePerson {
  readonly name: string
  readonly teams: readonly string[]
  /** `home:<path>`, `email:<address>`, `login:<name at GitHub>`, `user:<local user>`. */
  readonly identities: readonly string[]
}

export interface Known {
  readonly identities: readonly KnownIdentity[]
  readonly authors: readonly HomeAuthor[]
  readonly words: readonly PersonWord[]
  readonly file: readonly FilePerson[]
}

/** Why an identity is this person's. */
export type JoinedBy = ExactEdge['method'] | 'file' | 'said'

/** A person: somebody, a bot or an agent. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly bot: boolean
  /** Teams that the people file says the person is in. */
  readonly teams: readonly string[]
  /** Identities on record, each with what joined it; null for what the person is first known by. */
  readonly identities: readonly { readonly id: string; readonly joinedBy: JoinedBy | null }[]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Who is who, of all that is known: a function of the set of records and of the words in their order, so that neither the
 * order of import nor what was derived before matters, and a word that is taken back leaves no trace. First the people
 * file joins, then exact evidence, except where somebody said that two are different; then what people said, word by
 * word: a yes joins, "apart" takes one out.
 */
export const whoIsWho = ({ identities, authors, words, file }: Known): Person[] => {
  const groups = new Groups(identities.map(({ id }) => id))
  const reasons = new Map<string, JoinedBy>()
  const note = (a: string, b: string, by: JoinedBy) => {
    groups.join(a, b)
    for (const id of [a, b]) if (!reasons.has(id)) reasons.set(id, by)
  }
  const told = new Map<string, FilePerson>()
  const meant = meaningOf(identities)
  for (const person of file) {
    const ids = person.identities.flatMap(meant).toSorted(compare)
    for (const id of ids) {
      note(ids[0]!, id, 'file')
      told.set(id, person)
    }
  }
  const different = words.filter((word) => word.word === 'different')
  const forbidden = (a: string, b: string) => {
    const [one, other] = [groups.of(a), groups.of(b)]
    return different.some((word) => {
      const [x, y] = [groups.of(word.a), groups.of(word.b)]
      return (x === one && y === other) || (x === other && y === one)
    })
  }
  const apply = (edges: readonly ExactEdge[]) => {
    for (const { a, b, method } of edges) if (!forbidden(a, b)) note(a, b, method)
  }
  apply(exactAddressEdges(identities))
  apply(exactHomeEdges(identities, authors, groups))
  for (const word of words) {
    if (word.word === 'same' && groups.of(word.a) !== groups.of(word.b)) note(word.a, word.b, 'said')
    if (word.word === 'apart') groups.takeOut(word.a)
  }
  return personsOf(identities, groups, reasons, told)
}

/** The identities on record that the people file means: an address and a home directly, a login by its addresses. */
const meaningOf = (identities: readonly KnownIdentity[]): ((id: string) => readonly string[]) => {
  const meant = Map.groupBy(
    identities.flatMap(({ id, kind, value }) => {
      const login = kind === 'email' ? githubAccountOf(value)?.login : undefined
      if (kind === 'home') return [{ id, as: `user:${localUserOf(value).toLowerCase()}` }]
      return login === undefined ? [] : [{ id, as: `login:${login}` }]
    }),
    ({ as }) => as,
  )
  return (id) => (/^(?:login|user):/.test(id) ? (meant.get(id) ?? []).map((one) => one.id) : [id])
}

const personsOf = (
  identities: readonly KnownIdentity[],
  groups: Groups,
  reasons: ReadonlyMap<string, JoinedBy>,
  inFile: ReadonlyMap<string, FilePerson>,
): Person[] => {
  const known = new Map(identities.map((identity) => [identity.id, identity]))
  const proper = new Set(identities.flatMap(({ mappedTo }) => (mappedTo === null ? [] : [`email:${mappedTo}`])))
  const rank = (id: string): string =>
    [
      proper.has(id) ? 0 : 1,
      id.startsWith('email:') ? 0 : 1,
      id.endsWith('@users.noreply.github.com') ? 1 : 0,
      id,
    ].join(' ')
  const persons: Person[] = []
  for (const group of groups.all()) {
    const members = [...group].filter((id) => known.has(id))
    if (members.length === 0) continue
    const candidates = [...group].filter((id) => known.has(id) || proper.has(id))
    const id = candidates.reduce((best, each) => (rank(each) < rank(best) ? each : best))
    const all = members.map((member) => known.get(member)!)
    const told = inFile.size === 0 ? [] : members.flatMap((member) => inFile.get(member) ?? [])
    const [named] = told.map(({ name }) => name).toSorted(compare)
    persons.push({
      id,
      name: named ?? nameOf(id, all),
      bot: named === undefined && all.every(({ bot }) => bot),
      teams: [...new Set(told.flatMap(({ teams }) => teams))].toSorted(compare),
      identities: members
        .toSorted(compare)
        .map((member) => ({ id: member, joinedBy: member === id ? null : (reasons.get(member) ?? 'said') })),
    })
  }
  return persons.toSorted((x, y) => compare(x.id, y.id))
}

/**
 * What a person is called: as a mailmap says, the one for the proper address first; else by a full name before a nickname
 * before what could be anybody's, the one used last. Without any, by the local user of a home, or the address.
 */
const nameOf = (id: string, identities: readonly KnownIdentity[]): string => {
  const [only] = identities
  if (identities.length === 1 && only!.kind === 'email' && only!.id === id)
    return only!.told ?? only!.name ?? only!.value
  const told = identities.flatMap(({ id: own, told: name }) =>
    name === null ? [] : [{ name, rank: own === id ? 0 : 1 }],
  )
  const [first] = told.toSorted((x, y) => x.rank - y.rank || compare(x.name, y.name))
  if (first) return first.name
  const used = identities.flatMap(({ name, namedAt }) => {
    if (name === null) return []
    const plain = plainName(name)
    return [{ name, rank: isAnybody(plain) ? 2 : isFullName(plain) ? 0 : 1, at: namedAt ?? 0 }]
  })
  const [best] = used.toSorted((x, y) => x.rank - y.rank || y.at - x.at || compare(x.name, y.name))
  if (best && best.rank < 2) return best.name
  const [home] = identities.filter(({ kind }) => kind === 'home').toSorted((x, y) => compare(x.id, y.id))
  if (home) return localUserOf(home.value)
  return best?.name ?? id.slice(id.indexOf(':') + 1)
}
