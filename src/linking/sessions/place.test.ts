import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, rebuild } from '../../../test/support/derive.ts'
import {
  changeFact,
  checkoutFact,
  commitFact,
  editFact,
  minute,
  printedFact,
  readFact,
  repositoryFact,
  sessionFact,
} from '../../../test/support/facts.ts'
import { allDerived, writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { drain } from '../../store/dirty.ts'
import { placeSessions } from './place.ts'

const placesIn = async (client: Client) => {
  const { rows } = await client.query<{ session: string; place: string }>(
    `select replace(session, 'claude-code:', '') as session,
       concat_ws(' by ', repository, method) as place from session_place order by session`,
  )
  return Object.fromEntries(rows.map((row) => [row.session, row.place]))
}

/** The places of sessions: derived at once, after every batch of records in turn, and afresh, which must agree. */
const placed = async (...batches: AnyRecord[][]): Promise<Record<string, string>> => {
  const outcomes: unknown[] = []
  let places: Record<string, string> = {}
  for (const order of [batches, [...batches].reverse()]) {
    for (const afterEach of [true, false]) {
      await using data = await freshDatabase()
      for (const batch of order) {
        await writeRecords(data.client, batch)
        if (afterEach) await deriveMarked(data.client)
      }
      await deriveMarked(data.client)
      places = await placesIn(data.client)
      outcomes.push(await allDerived(data.client))
      await rebuild(data.client)
      outcomes.push(await allDerived(data.client))
    }
  }
  for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
  return places
}

const shop = [repositoryFact('shop', { remote: 'github.com/team/shop' }), checkoutFact('shop', '/home/ana/shop')]
const bank = [
  repositoryFact('bank', { remote: 'github.com/team/bank' }),
  commitFact('bank', 'abcdef1'),
  changeFact('bank', 'abcdef1', 'src/money.ts'),
  changeFact('bank', 'abcdef1', 'src/coin.ts'),
]

describe('a session belongs to a repository', () => {
  test('by its working directory, the innermost checkout that holds it', async () => {
    const inner = [repositoryFact('inner'), checkoutFact('inner', '/home/ana/shop/vendor/inner')]
    expect(
      await placed(
        [
          sessionFact('at-root', { cwd: '/home/ana/shop' }),
          sessionFact('below', { cwd: '/home/ana/shop/src' }),
          sessionFact('inside', { cwd: '/home/ana/shop/vendor/inner/src' }),
          sessionFact('beside', { cwd: '/home/ana/shopping' }),
        ],
        shop,
        inner,
      ),
    ).toEqual({
      'at-root': 'shop by working-directory',
      below: 'shop by working-directory',
      inside: 'inner by working-directory',
      beside: '',
    })
  })

  test('by its remote, however that is written', async () => {
    const remotes = [
      'git@github.com:team/shop.git',
      'https://user@GitHub.com/team/shop/',
      'ssh://git@github.com:22/team/shop',
    ]
    const sessions = remotes.map((remote, index) => sessionFact(`s${index}`, { remote, cwd: `/gone/${index}/x/y` }))
    expect(await placed(sessions, shop)).toEqual({ s0: 'shop by remote', s1: 'shop by remote', s2: 'shop by remote' })
  })

  test('by commits that git printed in it or in its subagents', async () => {
    expect(
      await placed(
        [sessionFact('own'), printedFact('own', 'abcdef1')],
        [
          sessionFact('parent', { startedAt: minute(9) }),
          sessionFact('parent/agent', { parent: 'claude-code:parent' }),
        ],
        [{ ...printedFact('parent/agent', 'abcdef1'), id: 'other' }],
        [sessionFact('vague'), printedFact('vague', 'abcdef')],
        bank,
      ),
    ).toEqual({
      own: 'bank by printed-commit',
      parent: 'bank by printed-commit',
      'parent/agent': 'bank by printed-commit',
      vague: '',
    })
  })

  test('by edited paths that its history holds: two, or all there are', async () => {
    expect(
      await placed(
        [
          sessionFact('two'),
          editFact('two', 'e1', '/tmp/x/src/money.ts'),
          editFact('two', 'e2', '/tmp/x/src/coin.ts'),
          editFact('two', 'e3', '/tmp/x/src/none.ts'),
        ],
        [sessionFact('only'), editFact('only', 'e4', '/tmp/y/src/money.ts')],
        [
          sessionFact('one-of-two'),
          editFact('one-of-two', 'e5', '/tmp/z/src/money.ts'),
          editFact('one-of-two', 'e6', '/tmp/z/src/none.ts'),
        ],
        bank,
      ),
    ).toEqual({ two: 'bank by edited-paths', only: 'bank by edited-paths', 'one-of-two': '' })
  })

  test('by paths that it read, where those that it edited do not say', async () => {
    expect(
      await placed(
        [
          sessionFact('read'),
          editFact('read', 'e1', '/tmp/x/README.md'),
          readFact('read', 'r1', '/tmp/x/src/money.ts'),
          readFact('read', 'r2', '/tmp/x/src/coin.ts'),
        ],
        [sessionFact('elsewhere'), readFact('elsewhere', 'r3', '/etc/hosts'), readFact('elsewhere', 'r4', '/etc/motd')],
        bank,
      ),
    ).toEqual({ read: 'bank by read-paths', elsewhere: '' })
  })

  test('by other sessions of the person in the same directory', async () => {
    const cwd = '/home/ana/work/thing'
    expect(
      await placed(
        [sessionFact('known', { cwd, remote: 'git@github.com:team/shop.git' })],
        [
          sessionFact('same', { cwd }),
          sessionFact('below', { cwd: `${cwd}/src` }),
          sessionFact('other', { cwd: '/home/ben/work/thing' }),
        ],
        shop,
      ),
    ).toEqual({
      known: 'shop by remote',
      same: 'shop by same-directory',
      below: 'shop by same-directory',
      other: '',
    })
  })

  test('by the surest of several', async () => {
    const both = [editFact('s', 'e1', '/tmp/x/src/money.ts'), editFact('s', 'e2', '/tmp/x/src/coin.ts')]
    const remote = 'git@github.com:team/ink.git'
    const ink = [repositoryFact('ink', { remote: 'github.com/team/ink' })]
    const printed = [repositoryFact('pen'), commitFact('pen', '1234567'), printedFact('s', '1234567')]
    const cwd = '/home/ana/shop'
    const by = async (fields: object, ...batches: AnyRecord[][]) =>
      (await placed([sessionFact('s', fields), ...both], bank, ...batches)).s
    expect(await by({})).toBe('bank by edited-paths')
    expect(await by({}, printed)).toBe('pen by printed-commit')
    expect(await by({ remote }, printed, ink)).toBe('ink by remote')
    expect(await by({ remote, cwd }, printed, ink, shop)).toBe('shop by working-directory')
  })
})

test('subagents, and theirs, belong where the session does that started them', async () => {
  const places = await placed(
    [sessionFact('root/a/b', { parent: 'claude-code:root/a', cwd: '/elsewhere' })],
    [sessionFact('root', { cwd: '/home/ana/shop' }), sessionFact('root/a', { parent: 'claude-code:root' })],
    shop,
  )
  expect(new Set(Object.values(places))).toEqual(new Set(['shop by working-directory']))
})

test('a subagent whose parent is not on record stands for itself', async () => {
  await using data = await freshDatabase()
  await writeRecords(data.client, [
    sessionFact('gone/a', { parent: 'claude-code:gone', cwd: '/home/ana/shop' }),
    ...shop,
  ])
  await deriveMarked(data.client)
  const { rows } = await data.client.query('select session, root, repository, person from session_place')
  expect(rows).toEqual([
    { session: 'claude-code:gone/a', root: 'claude-code:gone/a', repository: 'shop', person: 'home:/home/ana' },
  ])
  await writeRecords(data.client, [sessionFact('gone', { cwd: '/home/ana/shop' })])
  await deriveMarked(data.client)
  const later = await data.client.query('select distinct root from session_place')
  expect(later.rows).toEqual([{ root: 'claude-code:gone' }])
})

test('a session whose commit turns out to be another session’s loses the place that it gave', async () => {
  const earlier = [sessionFact('first', { cwd: '/x/y/z/a' }), printedFact('first', 'abcdef1', minute(1))]
  const later = [sessionFact('second', { cwd: '/x/y/z/b' }), printedFact('second', 'abcdef1', minute(5))]
  expect(await placed(bank, later, earlier)).toEqual({ first: 'bank by printed-commit', second: '' })
})

test('what is placed for sure places its neighbours, and later news of it moves them, however far deriving came before', async () => {
  await using data = await freshDatabase()
  const cwd = '/home/ana/work/thing'
  await writeRecords(data.client, [...shop, ...bank])
  await writeRecords(data.client, [
    sessionFact('open', { cwd: `${cwd}/src` }),
    sessionFact('open/agent', { cwd, parent: 'claude-code:open' }),
  ])
  await deriveMarked(data.client)
  expect(await placesIn(data.client)).toEqual({ open: '', 'open/agent': '' })

  await writeRecords(data.client, [sessionFact('known', { cwd, remote: 'git@github.com:team/shop.git' })])
  // As a process does that is killed in between: places are derived, what follows from them is not.
  await drain(data.client, 'place', placeSessions)
  expect((await placesIn(data.client)).open).toBe('')
  expect((await data.client.query(`select key from dirty where kind = 'directory'`)).rowCount).toBe(1)
  await deriveMarked(data.client)
  expect(await placesIn(data.client)).toMatchObject({
    open: 'shop by same-directory',
    'open/agent': 'shop by same-directory',
  })

  const before = await allDerived(data.client)
  await rebuild(data.client)
  expect(await allDerived(data.client)).toEqual(before)
})

test('a session in a directory to which nobody listens marks none', async () => {
  await using data = await freshDatabase()
  await writeRecords(data.client, [...shop, sessionFact('other', { cwd: '/home/ben/work/thing' })])
  await deriveMarked(data.client)
  await writeRecords(data.client, [sessionFact('known', { cwd: '/home/ana/shop/src/deep' })])
  await drain(data.client, 'place', placeSessions)
  expect((await data.client.query(`select from dirty where kind = 'directory'`)).rowCount).toBe(0)
})
