import fc from 'fast-check'
import type { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import { editFact, minute, sessionFact } from '../../../test/support/facts.ts'
import { hostileTexts } from '../../../test/support/records.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { cutWords } from '../search/cut-words.ts'
import { parseQuery, type QueryTerm } from '../search/parse-query.ts'
import { searchHits } from './search-hits.ts'
import { searchRequest } from './search-request.ts'
import { type FoundSession, searchSessions } from './search-sessions.ts'
import type { SessionKey } from './sessions-of.ts'

const fragments = [
  'refund',
  'refundRetry',
  'Refunds',
  'PAY-88',
  'PAY-881',
  'src/pay.ts',
  'lib/src/pay.ts',
  'out of memory',
  'Out  of\nMemory',
  'out',
  'memory',
  'a_b',
  'x',
  "don't",
  'HTTPServer',
  'straße',
  '漢字',
  'c++',
]

const textOf = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => {
    const from = random() < 0.1 ? hostileTexts : fragments
    return from[Math.floor(random() * from.length)]!.replaceAll('\0', '').toWellFormed() + (random() < 0.8 ? ' ' : '')
  }).join('')

/** What search knows of a record, for the naive scan. */
interface Said {
  readonly root: string
  readonly at: number
  readonly texts: readonly string[]
  readonly tool?: string
  readonly file?: string
}

const sessions = 14
const said: Said[] = []
const ends = new Map<string, { startedAt: number; endedAt: number }>()
let data: TestDatabase

/** Sessions of a few hours with what was said in them; every third has a subagent. */
const world = (): AnyRecord[] => {
  let seed = 7
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const records: AnyRecord[] = []
  const tell = (root: string, name: string, start: number, pieces: number): number => {
    const session = `claude-code:${name}`
    let at = start
    const add = (record: AnyRecord, texts: readonly string[], more: Partial<Said> = {}) => {
      records.push(record)
      said.push({ root: `claude-code:${root}`, at, texts, ...more })
    }
    for (let index = 0; index < pieces; index++) {
      const id = `${name}-${index}`
      const text = textOf(random, 1 + Math.floor(random() * 4))
      const common = { id, session, at, position: index }
      const kind = index === 0 ? 0 : Math.floor(random() * 5)
      if (kind === 0) add({ kind: 'turn', ...common, origin: 'typed', text, human: true }, [text])
      else if (kind === 1) add({ kind: 'message', ...common, form: 'answer', text }, [text])
      else if (kind === 2) {
        const tool = random() < 0.5 ? 'Bash' : 'Read'
        add({ kind: 'toolCall', ...common, tool, action: 'run', target: text } as AnyRecord, [tool, text], { tool })
      } else if (kind === 3) {
        const path = `/home/ana/${random() < 0.5 ? 'src/pay.ts' : 'docs/refundRetry.md'}`
        add({ ...editFact(name, id, path), at, position: index }, [path], { file: path })
      } else {
        add({ kind: 'sessionEvent', ...common, type: 'title', details: { title: text } } as AnyRecord, [text])
      }
      at += Math.floor(random() * 40) * 60_000 + 1000
    }
    return at
  }
  for (let number = 0; number < sessions; number++) {
    const name = `s${number}`
    const startedAt = minute(number * 90)
    let endedAt = tell(name, name, startedAt, 2 + (number % 6))
    if (number % 3 === 0) {
      const end = tell(name, `${name}/sub`, startedAt + 1000, 3)
      endedAt = Math.max(end, endedAt)
      const parent = { parent: `claude-code:${name}`, parentCall: 'none' }
      records.push(sessionFact(`${name}/sub`, { ...parent, startedAt, endedAt: end }))
    }
    records.push(sessionFact(name, { startedAt, endedAt }))
    ends.set(`claude-code:${name}`, { startedAt, endedAt })
  }
  return records
}

beforeAll(async () => {
  data = await freshDatabase()
  await writeRecords(data.client, world())
  await deriveMarked(data.client)
})

afterAll(() => data[Symbol.asyncDispose]())

const letter = /[\p{L}\p{N}]/u
const plain = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ')

/** Whether a term stands in a text, found by looking at every place. */
const standsIn = (term: QueryTerm, texts: readonly string[]): boolean => {
  const parts = term.text.match(/[\p{L}\p{N}]+/gu)!
  const first = term.text.indexOf(parts[0]!)
  const end = term.text.lastIndexOf(parts.at(-1)!) + parts.at(-1)!.length
  const ended = term.quoted || end < term.text.length || /^[a-z0-9]$/i.test(parts.at(-1)!)
  if (parts.length === 1) {
    const word = parts[0]!.toLowerCase()
    return texts.some((text) => [...cutWords(text)].some((known) => (ended ? known === word : known.startsWith(word))))
  }
  const wanted = plain(term.text.slice(first, end))
  return texts.map(plain).some((text) => {
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ''
      const after = [...text.slice(at + wanted.length, at + wanted.length + 2)][0] ?? ''
      if (!letter.test(before) && !(ended && letter.test(after))) return true
    }
    return false
  })
}

const naive = (query: string, asOf: number): string[] => {
  const { terms, filters } = parseQuery(query)
  return [...ends]
    .filter(([root, { startedAt }]) => {
      if (startedAt >= asOf) return false
      const here = said.filter((piece) => piece.root === root && piece.at < asOf)
      return (
        terms.every((term) => here.some(({ texts }) => standsIn(term, texts)) !== term.excluded) &&
        filters.every(({ name, values, excluded }) => {
          const holds = values.some((value) =>
            name === 'tool'
              ? here.some(({ tool }) => tool?.toLowerCase() === value.toLowerCase())
              : here.some(({ file }) => file?.toLowerCase().includes(value.toLowerCase())),
          )
          return holds !== excluded
        })
      )
    })
    .map(([root, { endedAt }]) => ({ root, endedAt: Math.min(endedAt, asOf) }))
    .sort((a, b) => b.endedAt - a.endedAt || (a.root < b.root ? -1 : 1))
    .map(({ root }) => root)
}

const periodOf = (asOf: number | undefined) => (asOf === undefined ? { timezone: 'UTC' } : { timezone: 'UTC', asOf })

/** All that is found, page by page. */
const found = async (client: Client, query: string, asOf: number | undefined, limit: number) => {
  const { terms, conditions } = await searchRequest(client, query, { timezone: 'UTC', now: minute(0) })
  const all: FoundSession[] = []
  let after: SessionKey | undefined
  do {
    const page = await searchSessions(client, periodOf(asOf), { terms, filter: { conditions }, limit, after })
    expect(page.sessions.length).toBeLessThanOrEqual(limit)
    all.push(...page.sessions)
    after = page.next
  } while (after)
  return { all, terms }
}

const word = fc.constantFrom(
  ...fragments,
  'ref',
  'pay',
  'sr',
  'of mem',
  'of memory',
  '88',
  'server',
  'nowhere',
  'retry',
)
const term = fc
  .tuple(fc.constantFrom('', '', '', '-'), fc.boolean(), word)
  .map(([sign, quoted, text]) => (quoted || text.includes(' ') ? `${sign}"${text}"` : `${sign}${text}`))
const filter = fc.constantFrom('tool:bash', '-tool:Read', 'file:pay', 'file:docs file:src', '-file:refundretry')
const query = fc
  .tuple(fc.array(term, { maxLength: 3 }), fc.array(filter, { maxLength: 1 }))
  .map(([terms, filters]) => [...terms, ...filters].join(' '))
const instant = fc.option(
  fc.integer({ min: 0, max: sessions * 90 + 200 }).map((number) => minute(number)),
  { nil: undefined },
)

test('search finds what looking at every stored text finds, in order, on pages of any size, as of any instant', async () => {
  let hits = 0
  await fc.assert(
    fc.asyncProperty(query, instant, fc.integer({ min: 1, max: 20 }), async (text, asOf, limit) => {
      const expected = naive(text, asOf ?? Number.POSITIVE_INFINITY)
      const { all } = await found(data.client, text, asOf, limit)
      expect(all.map(({ id }) => id)).toEqual(expected)
      hits += expected.length
    }),
    { numRuns: 150 },
  )
  expect(hits).toBeGreaterThan(100)
}, 120_000)

test('every session that is found by words shows a hit, and every hit has a word', async () => {
  await fc.assert(
    fc.asyncProperty(query, instant, async (text, asOf) => {
      const { all, terms } = await found(data.client, text, asOf, 20)
      const hits = await searchHits(data.client, all, terms, asOf)
      const wanted = parseQuery(text).terms.filter(({ excluded }) => !excluded)
      for (const { id } of all) {
        const { hits: here, count, more } = hits.get(id)!
        expect(here.length > 0).toBe(wanted.length > 0)
        expect(here.length).toBeLessThanOrEqual(Math.min(3, count))
        const pieces = said.filter(
          (piece) =>
            piece.root === id &&
            piece.at < (asOf ?? Number.POSITIVE_INFINITY) &&
            wanted.some((each) => standsIn(each, piece.texts)),
        )
        expect(more ? count <= pieces.length : count === pieces.length).toBe(true)
        for (const hit of here) {
          expect(pieces.some(({ at }) => at === hit.at)).toBe(true)
          expect(hit.text.some((part) => part.hit)).toBe(true)
        }
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)

test('a date that is none is told with what to write instead', async () => {
  const ask = (text: string) => searchRequest(data.client, text, { timezone: 'UTC', now: minute(0) })
  await expect(ask('refund before:nonsense')).rejects.toMatchObject({
    code: 'usage',
    message: 'before:nonsense is no date.',
    next: expect.stringContaining('before:2026-02-09'),
  })
  await expect(ask('after:2026-02-30')).rejects.toMatchObject({ code: 'usage' })
  expect(await ask('after:7d')).toMatchObject({ relative: '7d' })
})

test('dates and names narrow what is found', async () => {
  const ids = async (text: string) => (await found(data.client, text, undefined, 20)).all.map(({ id }) => id)
  const all = await ids('')
  expect(all).toHaveLength(sessions)
  const day = await ids('before:2026-02-10')
  expect(day.length).toBeGreaterThan(0)
  expect(day.length).toBeLessThan(sessions)
  expect((await ids('-before:2026-02-10')).toSorted()).toEqual(all.filter((id) => !day.includes(id)).toSorted())
  expect(await ids('after:2030-01')).toEqual([])
  expect(await ids('after:2030-01 after:2020-01')).toEqual(all)
  expect(await ids('agent:claude')).toEqual(all)
  expect(await ids('agent:codex')).toEqual([])
  expect(await ids('-agent:codex repo:none')).toEqual([])
})

test('an hour with more words than PostgreSQL takes at once is searched whole, and only what changed is written', async () => {
  await using own = await freshDatabase()
  const wordsFrom = (start: number) =>
    Array.from({ length: 20_000 }, (_, index) => `w${start + index}${'z'.repeat(20)}`).join(' ')
  const message = (id: string, at: number, text: string): AnyRecord => ({
    kind: 'message',
    id,
    session: 'claude-code:long',
    at,
    position: 0,
    form: 'answer',
    text,
  })
  await writeRecords(own.client, [
    sessionFact('long', { endedAt: minute(300) }),
    {
      kind: 'turn',
      id: 't',
      session: 'claude-code:long',
      at: minute(0),
      position: 0,
      origin: 'typed',
      text: 'go',
      human: true,
    },
    ...[0, 1, 2, 3].map((number) => message(`m${number}`, minute(number + 1), wordsFrom(number * 20_000))),
    message('later', minute(200), 'a quiet end'),
  ])
  await deriveMarked(own.client)
  const rows = async () =>
    (await own.client.query('select hour, part, xmin::text as version from search_hour order by hour, part')).rows
  const before = await rows()
  expect(before.length).toBeGreaterThan(3)
  for (const number of [0, 25_000, 79_999])
    expect((await found(own.client, `w${number}zz`, undefined, 5)).all).toHaveLength(1)
  await writeRecords(own.client, [message('last', minute(201), 'and a coda')])
  await deriveMarked(own.client)
  const after = await rows()
  expect(after.slice(0, -1)).toEqual(before.slice(0, -1))
  expect(after.at(-1)).not.toEqual(before.at(-1))
  expect((await found(own.client, 'coda', undefined, 5)).all).toHaveLength(1)
})
