import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HomeAuthor, KnownIdentity } from './evidence.ts'
import { proposalsOf } from './proposals.ts'
import { type FilePerson, type Known, type PersonWord, whoIsWho } from './who-is-who.ts'

const email = (address: string, name: string | null = null, more: Partial<KnownIdentity> = {}): KnownIdentity => ({
  id: `email:${address}`,
  kind: 'email',
  value: address,
  name,
  names: name === null ? [] : [name],
  namedAt: name === null ? null : 0,
  mappedTo: null,
  told: null,
  bot: false,
  ...more,
})

const home = (path: string): KnownIdentity => ({
  ...email(''),
  id: `home:${path}`,
  kind: 'home',
  value: path,
  names: [path.split('/').at(-1)!],
})

const author = (path: string, address: string, more: Partial<HomeAuthor> = {}): HomeAuthor => ({
  home: `home:${path}`,
  email: address,
  method: 'printed',
  commits: 4,
  sessions: 2,
  repository: 'shop',
  sha: 'a',
  session: 's',
  ...more,
})

const known = (identities: readonly KnownIdentity[], more: Partial<Known> = {}): Known => ({
  identities,
  authors: [],
  words: [],
  file: [],
  ...more,
})

/** Who is known together, each as a line. */
const together = (given: Known): string[] =>
  whoIsWho(given).map(({ identities }) =>
    identities
      .map(({ id }) => id)
      .toSorted()
      .join(' '),
  )

const same = (a: string, b: string): PersonWord => ({ word: 'same', a, b })

describe('exact evidence joins', () => {
  test('addresses of one GitHub account, by login or by number', () => {
    const numbered = email('12+ana@users.noreply.github.com')
    const plain = email('ana@users.noreply.github.com')
    const renamed = email('12+lima@users.noreply.github.com')
    expect(together(known([numbered, plain, renamed]))).toHaveLength(1)
  })

  test('no addresses of a login that two accounts had, one after the other', () => {
    const first = email('12+ana@users.noreply.github.com')
    const second = email('99+ana@users.noreply.github.com')
    expect(together(known([first, second, email('ana@users.noreply.github.com')]))).toHaveLength(3)
  })

  test('a home with whom git commits as in its sessions, and nobody else', () => {
    const people = [home('/home/ana'), email('ana@example.org'), email('bo@example.org')]
    const joined = together(known(people, { authors: [author('/home/ana', 'ana@example.org')] }))
    expect(joined).toContain('email:ana@example.org home:/home/ana')
    const mixed = [author('/home/ana', 'ana@example.org'), author('/home/ana', 'bo@example.org', { commits: 1 })]
    expect(together(known(people, { authors: mixed }))).toHaveLength(3)
  })

  test.each([
    ['one commit alone', [author('/home/ana', 'ana@example.org', { commits: 1 })]],
    ['lines in commits', [author('/home/ana', 'ana@example.org', { method: 'linked' })]],
    [
      'an address that homes of other local users commit with',
      [author('/home/ana', 'ana@example.org'), author('/home/bo', 'ana@example.org')],
    ],
    ['an address that git made up', [author('/home/ana', 'ana@laptop.local')]],
  ])('no home by %s', (_, authors) => {
    const people = [home('/home/ana'), home('/home/bo'), email('ana@example.org'), email('ana@laptop.local')]
    expect(together(known(people, { authors }))).toHaveLength(4)
  })

  test('a home whatever its agents commit as', () => {
    const people = [
      home('/home/ana'),
      email('ana@example.org'),
      email('noreply@anthropic.com', 'Claude', { bot: true }),
    ]
    const authors = [author('/home/ana', 'ana@example.org'), author('/home/ana', 'noreply@anthropic.com')]
    expect(together(known(people, { authors }))).toContain('email:ana@example.org home:/home/ana')
  })

  test('homes of one local user with one address', () => {
    const people = [home('/home/ana'), home('/Users/ana'), email('ana@example.org')]
    const authors = [author('/home/ana', 'ana@example.org'), author('/Users/ana', 'ana@example.org')]
    expect(together(known(people, { authors }))).toHaveLength(1)
  })

  test('none that somebody said are different', () => {
    const people = [email('old@example.org', 'Ana', { mappedTo: 'new@example.org' }), email('new@example.org')]
    const words: PersonWord[] = [{ word: 'different', a: 'email:old@example.org', b: 'email:new@example.org' }]
    expect(together(known(people, { words }))).toHaveLength(2)
  })
})

describe('what people say', () => {
  const people = [email('a@x.org'), email('b@x.org'), email('c@x.org', null, { mappedTo: 'b@x.org' })]

  test('takes one out of a person, also one that exact evidence joined, and later joins it again', () => {
    const apart: PersonWord = { word: 'apart', a: 'email:c@x.org' }
    expect(together(known(people, { words: [apart] }))).toHaveLength(3)
    expect(together(known(people, { words: [apart, same('email:c@x.org', 'email:a@x.org')] }))).toEqual(
      expect.arrayContaining(['email:a@x.org email:c@x.org', 'email:b@x.org']),
    )
  })

  test('names and joins by the file whom it lists, on record or not', () => {
    const file: FilePerson[] = [
      {
        name: 'Ana Lima',
        teams: ['Payments'],
        identities: ['email:a@x.org', 'login:ana', 'user:ana', 'email:never@x.org'],
      },
    ]
    const listed = known([email('a@x.org', 'al'), email('7+ana@users.noreply.github.com'), home('/home/ana')], { file })
    expect(whoIsWho(listed)).toMatchObject([{ name: 'Ana Lima', teams: ['Payments'], identities: [{}, {}, {}] }])
  })
})

const address = fc.constantFrom(
  ...[
    'a@x.org',
    'b@x.org',
    'c@y.org',
    '1+a@users.noreply.github.com',
    'a@users.noreply.github.com',
    '2+b@users.noreply.github.com',
  ],
)
const place = fc.constantFrom('/home/a', '/home/b', '/Users/a')
const anyId = fc.oneof(
  address.map((value) => `email:${value}`),
  place.map((value) => `home:${value}`),
)
const anyName = fc.constantFrom(null, 'Ana Lima', 'ana', 'Bo Berg', '\u202e\u0000<b>', 'Zoë  Ñ', '')
const anyIdentities = fc
  .tuple(
    fc.uniqueArray(fc.tuple(address, anyName, fc.option(address, { nil: null }), fc.nat(9)), {
      selector: ([value]) => value,
    }),
    fc.uniqueArray(place),
  )
  .map(([addresses, places]) => [
    ...addresses.map(([value, name, mappedTo, namedAt]) => email(value, name, { mappedTo, namedAt })),
    ...places.map(home),
  ])
const anyAuthors = fc.uniqueArray(
  fc
    .tuple(place, address, fc.constantFrom('printed' as const, 'linked' as const), fc.nat(5))
    .map(([path, value, method, n]) => author(path, value, { method, commits: n + 1 })),
  { selector: ({ home: path, email: value, method }) => `${path} ${value} ${method}` },
)
const joins = fc.array(
  fc.tuple(anyId, anyId).map(([a, b]) => same(a, b)),
  { maxLength: 6 },
)
const anyWords = fc.array(
  fc.oneof(
    fc.tuple(anyId, anyId).map(([a, b]) => same(a, b)),
    fc.tuple(anyId, anyId).map(([a, b]): PersonWord => ({ word: 'different', a, b })),
    anyId.map((a): PersonWord => ({ word: 'apart', a })),
  ),
  { maxLength: 8 },
)
const shuffled = <Item>(items: readonly Item[]) => fc.shuffledSubarray([...items], { minLength: items.length })

describe('of any records and words', () => {
  test('who is who does not depend on the order of records, nor that of joins', () => {
    const given = fc
      .tuple(anyIdentities, anyAuthors, joins)
      .chain((all) => fc.tuple(fc.constant(all), fc.tuple(shuffled(all[0]), shuffled(all[1]), shuffled(all[2]))))
    fc.assert(
      fc.property(given, ([[identities, authors, words], [otherIdentities, otherAuthors, otherWords]]) => {
        const grouped = together(known(identities, { authors, words }))
        expect(together(known(otherIdentities, { authors: otherAuthors, words: otherWords }))).toEqual(grouped)
        const one = known(identities, { authors, words })
        const other = known(otherIdentities, { authors: otherAuthors, words })
        expect(whoIsWho(other)).toEqual(whoIsWho(one))
        expect(proposalsOf(other, whoIsWho(other))).toEqual(proposalsOf(one, whoIsWho(one)))
      }),
    )
  })

  test('each identity is one person’s, who is known by something on record or mapped to', () => {
    fc.assert(
      fc.property(anyIdentities, anyAuthors, anyWords, (identities, authors, words) => {
        const persons = whoIsWho(known(identities, { authors, words }))
        const ids = persons.flatMap((person) => person.identities.map(({ id }) => id))
        expect(ids.toSorted()).toEqual(identities.map(({ id }) => id).toSorted())
        expect(new Set(persons.map(({ id }) => id)).size).toBe(persons.length)
        expect(persons.every(({ name }) => name !== undefined)).toBe(true)
      }),
    )
  })

  test('nobody is proposed who is a bot, joined already, or refused', () => {
    fc.assert(
      fc.property(anyIdentities, anyAuthors, anyWords, (identities, authors, words) => {
        const some = identities.map((identity, at) => (at === 0 ? { ...identity, bot: true } : identity))
        const given = known(some, { authors, words })
        const persons = whoIsWho(given)
        const refused = words.filter(({ word }) => word === 'different')
        for (const { a, b, reasons } of proposalsOf(given, persons)) {
          expect(a.id).not.toBe(b.id)
          expect(a.bot || b.bot).toBe(false)
          expect(reasons.length).toBeGreaterThan(0)
          const holds = (person: typeof a, id: string) => person.identities.some((each) => each.id === id)
          for (const word of refused)
            if (word.word === 'different')
              expect((holds(a, word.a) && holds(b, word.b)) || (holds(a, word.b) && holds(b, word.a))).toBe(false)
        }
      }),
    )
  })
})

describe('proposals', () => {
  const reasons = (identities: readonly KnownIdentity[], more: Partial<Known> = {}) => {
    const given = known(identities, more)
    return proposalsOf(given, whoIsWho(given)).map(({ a, b, reasons: why }) => [
      a.name,
      b.name,
      ...why.map(({ method }) => method),
    ])
  }

  test('say what speaks for each', () => {
    expect(reasons([email('ana@work.org', 'Ana Lima'), email('al@home.org', 'ana  LIMA')])).toEqual([
      ['ana  LIMA', 'Ana Lima', 'name'],
    ])
    expect(reasons([email('7+analima7@users.noreply.github.com', 'Ana'), email('analima7@home.org', 'A')])).toEqual([
      ['A', 'Ana', 'login'],
    ])
    expect(reasons([home('/home/bo'), email('bo@work.org', 'Bo Berg')])).toEqual([['bo', 'Bo Berg', 'local-user']])
    const linked = author('/home/x9', 'bo@work.org', { method: 'linked' })
    expect(reasons([home('/home/x9'), email('bo@work.org', 'Bo Berg')], { authors: [linked] })).toEqual([
      ['Bo Berg', 'x9', 'linked'],
    ])
    const printed = author('/home/x9', 'bo@work.org', { commits: 1 })
    expect(reasons([home('/home/x9'), email('bo@work.org', 'Bo Berg')], { authors: [printed] })).toEqual([
      ['Bo Berg', 'x9', 'printed'],
    ])
  })

  test.each<[string, KnownIdentity[]]>([
    ['a given name', [email('ana@work.org', 'Ana'), email('ana@home.org', 'Ana')]],
    ['a name that is nobody’s', [email('x1@work.org', 'Unknown'), email('y2@home.org', 'unknown')]],
    [
      'a local user of another full name',
      [home('/home/ana'), email('al@x.org', 'Ana Lima'), email('ana@y.org', 'Ana Ruiz')],
    ],
    ['a bot', [email('ci@work.org', 'Release Robot', { bot: true }), email('ci2@home.org', 'Release Robot')]],
  ])('none by %s', (what, identities) => {
    const words: PersonWord[] = what.startsWith('a local user') ? [same('home:/home/ana', 'email:al@x.org')] : []
    expect(reasons(identities, { words })).toEqual([])
  })
})
