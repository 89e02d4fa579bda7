import { localUserOf } from '../../model/home.ts'
import { githubAccountOf, isMadeUp } from './addresses.ts'
import type { Groups } from './groups.ts'

/** What is known of a home directory or an address. */
export interface KnownIdentity {
  /** `home:<path>` or `email:<address in lower case>`. */
  readonly id: string
  readonly kind: 'home' | 'email'
  readonly value: string
  /** What commits call the owner of an address: the full name used last, or without one the name used last. */
  readonly name: string | null
  /** All that commits call the owner; of a home, the local user. */
  readonly names: readonly string[]
  /** When the latest commit called the owner so, in milliseconds since 1970. */
  readonly namedAt: number | null
  /** The address that a mailmap gives for this one. */
  readonly mappedTo: string | null
  /** The name that a mailmap gives. */
  readonly told: string | null
  /** A bot's or an agent's. */
  readonly bot: boolean
}

/** With whose commits the sessions of a home had to do: made by git in them, or holding their lines. */
export interface HomeAuthor {
  readonly home: string
  readonly email: string
  readonly method: 'printed' | 'linked'
  readonly commits: number
  readonly sessions: number
  /** One of the commits, and the session. */
  readonly repository: string
  readonly sha: string
  readonly session: string
}

/** Why two identities are one person's without anybody's yes. */
export type ExactMethod = 'mailmap' | 'account' | 'login' | 'printed'

export interface ExactEdge {
  readonly a: string
  readonly b: string
  readonly method: ExactMethod
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byEnds = (x: ExactEdge, y: ExactEdge): number => compare(x.a, y.a) || compare(x.b, y.b)

/**
 * What is exact about addresses alone. A mailmap is the owners' own word. A GitHub address names an account: the number
 * is the account for ever. A login without a number is that of the one account known by it; where two accounts had the
 * login, one after the other, it says nothing.
 */
export const exactAddressEdges = (identities: readonly KnownIdentity[]): ExactEdge[] => {
  const emails = identities.filter(({ kind }) => kind === 'email')
  const mapped = emails.flatMap(({ id, mappedTo }): ExactEdge[] =>
    mappedTo === null ? [] : [{ a: id, b: `email:${mappedTo}`, method: 'mailmap' }],
  )
  const accounts = emails.flatMap(({ id, value }) => {
    const account = githubAccountOf(value)
    return account ? [{ id, ...account }] : []
  })
  const edges: ExactEdge[] = []
  const chain = (ids: readonly string[], method: ExactMethod) => {
    const sorted = ids.toSorted(compare)
    for (const [index, b] of sorted.entries()) if (index > 0) edges.push({ a: sorted[0]!, b, method })
  }
  for (const [number, same] of Map.groupBy(accounts, (account) => account.number))
    if (number !== undefined)
      chain(
        same.map(({ id }) => id),
        'account',
      )
  for (const same of Map.groupBy(accounts, ({ login }) => login).values()) {
    const numbers = new Set(same.flatMap(({ number }) => number ?? []))
    if (numbers.size <= 1)
      chain(
        same.map(({ id }) => id),
        'login',
      )
  }
  return [...mapped.toSorted(byEnds), ...edges.toSorted((x, y) => compare(x.method, y.method) || byEnds(x, y))]
}

/** So many commits a home's git must have made: one alone may be a line that a session only read. */
const leastPrinted = 2

/**
 * Homes whose git commits as one person. Exact where git, run by sessions of the home, made at least two commits and every
 * one of them as the same person (bots and agents left out), at an address that only one person can have; and where no
 * home of another local user commits as the same person: then somebody's address may be used by others.
 */
export const exactHomeEdges = (
  identities: readonly KnownIdentity[],
  authors: readonly HomeAuthor[],
  groups: Groups,
): ExactEdge[] => {
  const known = new Map(identities.map((identity) => [identity.id, identity]))
  const printed = authors.filter(
    ({ email, method }) => method === 'printed' && known.get(`email:${email}`)?.bot === false,
  )
  const claims = [...Map.groupBy(printed, ({ home }) => home)].flatMap(([home, made]) => {
    if (!known.has(home)) return []
    const owners = new Set(made.map(({ email }) => groups.of(`email:${email}`)))
    const commits = made.reduce((sum, each) => sum + each.commits, 0)
    const [best] = made.toSorted((x, y) => y.commits - x.commits || compare(x.email, y.email))
    const exact = owners.size === 1 && commits >= leastPrinted && !made.some(({ email }) => isMadeUp(email))
    return exact ? [{ home, owner: [...owners][0]!, email: `email:${best!.email}` }] : []
  })
  const usersOf = Map.groupBy(
    claims.filter(({ home, owner }) => groups.of(home) !== owner),
    ({ owner }) => owner,
  )
  return [...usersOf.values()]
    .filter((homes) => new Set(homes.map(({ home }) => localUserOf(known.get(home)!.value).toLowerCase())).size === 1)
    .flatMap((homes) => homes.map(({ home, email }): ExactEdge => ({ a: home, b: email, method: 'printed' })))
    .toSorted(byEnds)
}
