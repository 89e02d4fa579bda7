import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked, rebuild } from '../../../test/support/derive.ts'
import {
  changeFact,
  checkoutFact,
  commitFact,
  editFact,
  minute,
  printedFact,
  repositoryFact,
  sessionFact,
} from '../../../test/support/facts.ts'
import { allDerived, writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'

let data: TestDatabase
beforeEach(async () => {
  data = await freshDatabase()
})
afterEach(() => data[Symbol.asyncDispose]())

const sha = (beginning: string) => beginning.padEnd(40, '0')

const links = async () => {
  const { rows } = await data.client.query<{ sha: string; session: string; confidence: string; methods: string[] }>(
    `select left(sha, 2) as sha, substr(session, 13) as session, confidence, methods from commit_link
     order by sha, session`,
  )
  return rows.map((row) => `${row.sha} ${row.session} ${row.confidence} ${row.methods.join('+')}`)
}

const noteFact = (
  commit: string,
  sessions: readonly string[],
  fields: Partial<RecordOf<'authorshipNote'>> = {},
): RecordOf<'authorshipNote'> => ({
  kind: 'authorshipNote',
  repository: 'shop',
  sha: sha(commit),
  note: `note of ${sessions.join()}`,
  sessions: [...sessions],
  lines: sessions.map((_, index) => `${index} 1 src/a.ts`),
  at: minute(0),
  seenAt: minute(0),
  ...fields,
})

const checkpointFact = (id: string, logId: string): RecordOf<'checkpoint'> => ({
  kind: 'checkpoint',
  repository: 'shop',
  checkpoint: id,
  logId,
  at: minute(0),
})

const pullRequestFact = (number: number, commit: string): RecordOf<'pullRequest'> => ({
  kind: 'pullRequest',
  repository: 'shop',
  number,
  source: 'squash-commit',
  inferred: true,
  title: 'A pull request',
  sha: sha(commit),
  at: minute(30),
})

const namingFact = (session: string, number: unknown, url: string): RecordOf<'sessionEvent'> => ({
  kind: 'sessionEvent',
  id: `${session}#pr-link`,
  session: `claude-code:${session}`,
  at: minute(20),
  position: 9,
  type: 'pr-link',
  details: { number: number as number, url, repository: 'team/shop' },
})

const shop = [repositoryFact('shop', { remote: 'github.com/team/shop' }), checkoutFact('shop', '/home/ana/shop')]
const inShop = (name: string) => sessionFact(name, { cwd: '/home/ana/shop' })
/** A commit of one line in `src/a.ts`, made a few minutes after the edits of facts. */
const commit = (beginning: string, line: string, fields: Partial<RecordOf<'commit'>> = {}): AnyRecord[] => [
  commitFact('shop', beginning, { authoredAt: minute(5), committedAt: minute(5), ...fields }),
  { ...changeFact('shop', beginning, 'src/a.ts'), addedLines: [line], at: minute(5) },
]
const edited = (session: string, line: string): AnyRecord => ({
  ...editFact(session, `edit-${session}`, '/home/ana/shop/src/a.ts'),
  addedLines: [line],
})

/** Writes records in some orders, deriving between them or not: the links are the same, and after a rebuild too. */
const inAnyOrder = async (records: readonly AnyRecord[], expected: readonly string[]) => {
  const first = data
  for (const [order, meanwhile] of [
    [records, false],
    [[...records].reverse(), true],
    [[...records].sort((a, b) => (a.kind < b.kind ? -1 : 1)), true],
  ] as const) {
    await using own = await freshDatabase()
    data = own
    for (const record of order) {
      await writeRecords(own.client, [record])
      if (meanwhile) await deriveMarked(own.client)
    }
    await deriveMarked(own.client)
    expect(await links()).toEqual(expected)
    const before = await allDerived(own.client)
    await rebuild(own.client)
    expect(await allDerived(own.client)).toEqual(before)
  }
  data = first
}

describe('a session is named as one of a commit', { timeout: 120_000 }, () => {
  test('by an id that its git printed, also where it edited nothing there', () =>
    inAnyOrder(
      [
        ...shop,
        inShop('printer'),
        printedFact('printer', sha('aa').slice(0, 9), minute(6)),
        ...commit('aa', 'typed by hand'),
      ],
      ['aa printer certain printed'],
    ))

  test('by a note, of the tool that it ran with', () =>
    inAnyOrder(
      [
        ...shop,
        inShop('noted'),
        ...commit('aa', 'typed by hand'),
        ...commit('bb', 'typed as well'),
        noteFact('aa', ['claude:noted', 'claude:elsewhere']),
        noteFact('bb', ['codex:noted']),
        noteFact('cc', ['claude:noted']),
      ],
      ['aa noted certain note'],
    ))

  test('by a note that has only the hash of its name', () => {
    const hash = createHash('sha256').update('claude:noted').digest('hex')
    return inAnyOrder(
      [
        ...shop,
        inShop('noted'),
        ...commit('aa', 'typed by hand'),
        ...commit('bb', 'typed as well'),
        noteFact('aa', [`#s_${hash.slice(0, 14)}`]),
        noteFact('bb', [`#${hash.slice(0, 16)}`, '#0123456789abcdef']),
      ],
      ['aa noted certain note', 'bb noted certain note'],
    )
  })

  test('by a checkpoint: surely where its lines are there, undecided where none is but some are from nobody', () =>
    inAnyOrder(
      [
        ...shop,
        inShop('writer'),
        inShop('onlooker'),
        edited('writer', 'export const a = 1'),
        ...commit('aa', 'export const a = 1', { trailers: [['Entire-Checkpoint', '00c9e2351016']] }),
        ...commit('bb', 'typed by hand', { trailers: [['Entire-Checkpoint', '00c9e2351016']] }),
        ...commit('cc', 'typed as well', { trailers: [['Reviewed-by', '00c9e2351016']] }),
        checkpointFact('00c9e2351016', 'writer'),
        checkpointFact('00c9e2351016', 'onlooker'),
      ],
      ['aa writer certain checkpoint+content', 'bb onlooker undecided checkpoint', 'bb writer undecided checkpoint'],
    ))

  test('by a pull request that it names, undecided unless its lines are there', () =>
    inAnyOrder(
      [
        ...shop,
        inShop('opener'),
        ...commit('aa', 'typed by hand'),
        pullRequestFact(7, 'aa'),
        namingFact('opener', 7, 'https://github.com/team/shop/pull/7'),
      ],
      ['aa opener undecided pr-link'],
    ))

  test('by a pull request that another session wrote not at all', () =>
    inAnyOrder(
      [
        ...shop,
        inShop('writer'),
        inShop('opener'),
        edited('writer', 'export const a = 1'),
        ...commit('aa', 'export const a = 1'),
        pullRequestFact(7, 'aa'),
        namingFact('opener', 7, 'https://github.com/team/shop/pull/7'),
      ],
      ['aa writer likely content'],
    ))

  test('by the same change under another id, as surely as by the first', () =>
    inAnyOrder(
      [
        ...shop,
        inShop('printer'),
        inShop('noted'),
        printedFact('printer', sha('aa'), minute(6)),
        noteFact('aa', ['claude:noted']),
        ...commit('aa', 'typed by hand', { patchId: 'p1' }),
        ...commit('bb', 'typed by hand', { patchId: 'p1' }),
      ],
      ['aa noted certain note', 'aa printer certain printed', 'bb noted certain patch', 'bb printer certain patch'],
    ))

  test('by no trailer of an agent alone; it stands beside what links a session of that agent', () =>
    inAnyOrder(
      [
        ...shop,
        inShop('writer'),
        edited('writer', 'export const a = 1'),
        ...commit('aa', 'export const a = 1', { coAuthors: ['Claude Opus 4.6 <noreply@anthropic.com>'] }),
        ...commit('bb', 'typed by hand', { coAuthors: ['Claude Opus 4.6 <noreply@anthropic.com>'] }),
        ...commit('cc', 'export const a = 1', { coAuthors: ['Codex <noreply@openai.com>'] }),
      ],
      ['aa writer likely content+trailer', 'cc writer likely content'],
    ))
})

describe('what names a session', { timeout: 60_000 }, () => {
  test('is no more, once a note names another one or is taken away', async () => {
    await writeRecords(data.client, [...shop, inShop('one'), inShop('two'), ...commit('aa', 'typed by hand')])
    await writeRecords(data.client, [noteFact('aa', ['claude:one'])])
    await deriveMarked(data.client)
    expect(await links()).toEqual(['aa one certain note'])
    await writeRecords(data.client, [noteFact('aa', ['claude:two'], { seenAt: minute(1) })])
    await deriveMarked(data.client)
    expect(await links()).toEqual(['aa two certain note'])
    await writeRecords(data.client, [noteFact('aa', [], { note: 'gone', seenAt: minute(2) })])
    await deriveMarked(data.client)
    expect(await links()).toEqual([])
  })

  test('stays when the edits of a session turn out to lie in another repository', async () => {
    const other = [repositoryFact('other'), checkoutFact('other', '/home/ana/shop/inner')]
    await writeRecords(data.client, [
      ...shop,
      inShop('mover'),
      { ...editFact('mover', 'e', '/home/ana/shop/inner/src/a.ts'), addedLines: ['export const a = 1'] },
      printedFact('mover', sha('aa'), minute(6)),
      ...commit('aa', 'typed by hand'),
    ])
    await deriveMarked(data.client)
    expect(await links()).toEqual(['aa mover certain printed'])
    await writeRecords(data.client, other)
    await deriveMarked(data.client)
    expect(await links()).toEqual(['aa mover certain printed'])
    const before = await allDerived(data.client)
    await rebuild(data.client)
    expect(await allDerived(data.client)).toEqual(before)
  })

  test('names no session of another repository, and none by a number that is no number', async () => {
    await writeRecords(data.client, [
      ...shop,
      inShop('one'),
      inShop('two'),
      ...commit('aa', 'typed by hand'),
      pullRequestFact(7, 'aa'),
      namingFact('one', 7, 'https://github.com/team/shopping/pull/7'),
      namingFact('two', '7; drop', 'https://github.com/team/shop/pull/7'),
    ])
    await deriveMarked(data.client)
    expect(await links()).toEqual([])
  })
})
