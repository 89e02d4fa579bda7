import { localUserOf } from '../../model/home.ts'
import { githubAccountOf, inOneWord, isAnybody, isFullName, localPartOf, plainName } from './addresses.ts'
import type { HomeAuthor, KnownIdentity } from './evidence.ts'
import { Groups } from './groups.ts'
import type { Known, Person } from './who-is-who.ts'

/** Why two may be one person. */
export type LikelyMethod = 'name' | 'login' | 'local-user' | 'printed' | 'linked'

/** One thing that speaks for two being one person, with where to see it. */
export interface Reason {
  readonly method: LikelyMethod
  /** The identities in which it is seen, one of each of the two. */
  readonly a: string
  readonly b: string
  /** The name, login or local user that both have; null where commits say it. */
  readonly shared: string | null
  /** Commits that say it, of those that the home's sessions had to do with in that way. */
  readonly commits: number | null
  readonly ofCommits: number | null
  readonly sessions: number | null
  /** One of the commits, and the session. */
  readonly example: Pick<HomeAuthor, 'repository' | 'sha' | 'session'> | null
}

/** Two persons that are likely one. */
export interface Proposal {
  readonly a: Person
  readonly b: Person
  readonly reasons: readonly Reason[]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A name that this many persons have says nothing of who they are. */
const mostOfOneName = 12

/** So many commits, in so many sessions, and this share of those that hold lines of a home's sessions. */
const leastLinked = { commits: 3, sessions: 2, share: 0.5 }

/**
 * Persons that are likely one, with what speaks for it; never joined without somebody's yes. Bots and agents are none,
 * and what somebody said no to is not proposed again, whatever else speaks for it. In order of name.
 */
export const proposalsOf = ({ identities, authors, words }: Known, persons: readonly Person[]): Proposal[] => {
  const personOf = new Map(persons.flatMap((person) => person.identities.map(({ id }) => [id, person] as const)))
  const people = identities.filter(({ id }) => personOf.get(id)?.bot === false)
  const refused = new Set(
    words.flatMap((word) => {
      if (word.word !== 'different') return []
      const [a, b] = [personOf.get(word.a), personOf.get(word.b)]
      return a && b ? [pairOf(a.id, b.id)] : []
    }),
  )
  const fullNames = new Map(
    [...Map.groupBy(people, ({ id }) => personOf.get(id)!)].map(([person, own]) => [
      person,
      new Set(own.flatMap(({ names }) => names.map(plainName).filter(isFullName))),
    ]),
  )
  const found = new Map<string, { a: Person; b: Person; reasons: Map<string, Reason> }>()
  for (const reason of [...sharedWords(people, personOf), ...commitReasons(people, authors)]) {
    const ends = [personOf.get(reason.a)!, personOf.get(reason.b)!] as const
    const key = pairOf(ends[0].id, ends[1].id)
    if (ends[0] === ends[1] || refused.has(key)) continue
    if (reason.method === 'local-user' && areNamedApart(fullNames.get(ends[0])!, fullNames.get(ends[1])!)) continue
    const [a, b] = ends.toSorted((x, y) => compare(plainName(x.name), plainName(y.name)) || compare(x.id, y.id)) as [
      Person,
      Person,
    ]
    const proposal = found.get(key) ?? { a, b, reasons: new Map() }
    const turned = personOf.get(reason.a) === a ? reason : { ...reason, a: reason.b, b: reason.a }
    const same =
      reason.shared === null ? `${reason.method} ${turned.a} ${turned.b}` : inOneWord(plainName(reason.shared))
    const before = proposal.reasons.get(same)
    if (before === undefined || byMethod(turned, before) < 0) proposal.reasons.set(same, turned)
    found.set(key, proposal)
  }
  return withoutDetours(
    [...found.values()].map(({ a, b, reasons }) => ({ a, b, reasons: [...reasons.values()].toSorted(byMethod) })),
  ).toSorted(
    (x, y) =>
      compare(plainName(x.a.name), plainName(y.a.name)) ||
      compare(plainName(x.b.name), plainName(y.b.name)) ||
      compare(pairOf(x.a.id, x.b.id), pairOf(y.a.id, y.b.id)),
  )
}

const methods: readonly LikelyMethod[] = ['printed', 'linked', 'login', 'name', 'local-user']

const byMethod = (x: Reason, y: Reason): number =>
  methods.indexOf(x.method) - methods.indexOf(y.method) || compare(x.a, y.a) || compare(x.b, y.b)

const pairOf = (a: string, b: string): string => [a, b].toSorted(compare).join('\n')

const areNamedApart = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size > 0 && other.size > 0 && ![...one].some((name) => other.has(name))

/** Of several that are likely one, as many proposals as join them all, those with most reasons first. */
const withoutDetours = (proposals: readonly Proposal[]): Proposal[] => {
  const groups = new Groups([])
  return proposals
    .toSorted((x, y) => y.reasons.length - x.reasons.length || compare(pairOf(x.a.id, x.b.id), pairOf(y.a.id, y.b.id)))
    .filter(({ a, b }) => {
      if (groups.of(a.id) === groups.of(b.id)) return false
      groups.join(a.id, b.id)
      return true
    })
}

interface Mention {
  readonly id: string
  readonly as: 'full-name' | 'nickname' | 'login' | 'local-part' | 'local-user'
  /** In one word, as it is compared. */
  readonly text: string
  readonly said: string
}

/** The words by which an identity says who it is. */
const mentionsOf = ({ id, kind, value, names }: KnownIdentity): Mention[] => {
  const mention = (as: Mention['as'], said: string): Mention[] => {
    const plain = plainName(said)
    return isAnybody(plain) ? [] : [{ id, as, text: inOneWord(plain), said }]
  }
  if (kind === 'home') return mention('local-user', localUserOf(value))
  const login = githubAccountOf(value)?.login
  return [
    ...names.flatMap((name) => mention(isFullName(plainName(name)) ? 'full-name' : 'nickname', name)),
    ...(login === undefined ? mention('local-part', localPartOf(value)) : mention('login', login)),
  ]
}

/** Nobody else is likely to have chosen it: with a figure in it, or long. */
const isDistinct = (text: string): boolean => text.length >= 4 && (/\d/.test(text) || text.length >= 8)

/** What two mentions of one text are, where that says something. */
const methodOf = (a: Mention, b: Mention): LikelyMethod | undefined => {
  if (a.as === 'full-name' && b.as === 'full-name') return 'name'
  if (a.as === 'local-user' || b.as === 'local-user') return 'local-user'
  if (!isDistinct(a.text)) return undefined
  return a.as === 'login' || b.as === 'login' ? 'login' : 'name'
}

const sharedWords = function* (
  people: readonly KnownIdentity[],
  personOf: ReadonlyMap<string, Person>,
): Generator<Reason> {
  const said = people.flatMap((identity) => [
    ...new Map(mentionsOf(identity).map((mention) => [`${mention.as} ${mention.text}`, mention])).values(),
  ])
  for (const [text, mentions] of Map.groupBy(said, (mention) => mention.text)) {
    const sorted = mentions.toSorted((x, y) => compare(x.id, y.id) || compare(x.as, y.as))
    if (text === '' || new Set(sorted.map(({ id }) => personOf.get(id))).size > mostOfOneName) continue
    for (const [index, a] of sorted.entries()) {
      for (const b of sorted.slice(index + 1)) {
        const method = methodOf(a, b)
        if (method === undefined || isExplained(a, b, personOf)) continue
        const [shared] = [a, b].toSorted((x, y) => telling.indexOf(x.as) - telling.indexOf(y.as))
        yield { ...nothing, method, a: a.id, b: b.id, shared: shared!.said }
      }
    }
  }
}

/** The mention that says most comes first. */
const telling: readonly Mention['as'][] = ['full-name', 'nickname', 'login', 'local-user', 'local-part']

const nothing = { shared: null, commits: null, ofCommits: null, sessions: null, example: null }

/** A short local user, as many have it, says nothing once it is known which address the home's owner has. */
const isExplained = (a: Mention, b: Mention, personOf: ReadonlyMap<string, Person>): boolean => {
  if (a.as === b.as || isDistinct(a.text)) return false
  const home = [a, b].find(({ as }) => as === 'local-user')
  return home !== undefined && personOf.get(home.id)!.identities.some(({ id }) => id.startsWith('email:'))
}

/** What the commits say that a home's sessions made or have lines in. */
const commitReasons = function* (people: readonly KnownIdentity[], authors: readonly HomeAuthor[]): Generator<Reason> {
  const known = new Set(people.map(({ id }) => id))
  const wanted = authors
    .filter(({ home, email }) => known.has(home) && known.has(`email:${email}`))
    .toSorted((x, y) => y.commits - x.commits || compare(x.email, y.email))
  for (const had of Map.groupBy(wanted, ({ home, method }) => `${method} ${home}`).values()) {
    const ofCommits = had.reduce((sum, { commits }) => sum + commits, 0)
    for (const { home, email, method, commits, sessions, repository, sha, session } of had) {
      const enough =
        commits >= leastLinked.commits && sessions >= leastLinked.sessions && commits >= leastLinked.share * ofCommits
      if (method === 'linked' && !enough) continue
      const example = { repository, sha, session }
      yield { ...nothing, method, a: home, b: `email:${email}`, commits, ofCommits, sessions, example }
    }
  }
}
