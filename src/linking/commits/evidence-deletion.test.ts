import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked, rebuild } from '../../../test/support/derive.ts'
import { everythingStored } from '../../../test/support/everything-stored.ts'
import {
  changeFact,
  checkoutFact,
  commitFact,
  minute,
  printedFact,
  repositoryFact,
  sessionFact,
} from '../../../test/support/facts.ts'
import { allDerived, writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { type DeletionRequest, deleteFor, planDeletion } from '../../store/delete/index.ts'

let data: TestDatabase
beforeEach(async () => {
  data = await freshDatabase()
})
afterEach(() => data[Symbol.asyncDispose]())

const sha = (beginning: string) => beginning.padEnd(40, '0')

const commit = (repository: string, beginning: string, at: number): AnyRecord[] => [
  commitFact(repository, beginning, {
    authoredAt: at,
    committedAt: at,
    trailers: [['Entire-Checkpoint', '00c9e2351016']],
  }),
  { ...changeFact(repository, beginning, 'src/a.ts'), addedLines: ['typed by hand'], at },
  {
    kind: 'authorshipNote',
    repository,
    sha: sha(beginning),
    note: 'b10b',
    sessions: ['claude:staying', 'claude:going'],
    lines: ['0 1 src/a.ts', '1 2-3 src/a.ts', '0 9 src/b.ts'],
    at,
    seenAt: minute(0),
  },
]

const checkpoint = (logId: string, at: number): AnyRecord => ({
  kind: 'checkpoint',
  repository: 'shop',
  checkpoint: '00c9e2351016',
  logId,
  at,
})

const records = [
  repositoryFact('shop'),
  checkoutFact('shop', '/home/ana/shop'),
  repositoryFact('other'),
  sessionFact('staying', { cwd: '/home/ana/shop' }),
  sessionFact('going', { cwd: '/home/ana/shop' }),
  printedFact('staying', sha('bb'), minute(11)),
  ...commit('shop', 'aa', minute(5)),
  ...commit('shop', 'bb', minute(10)),
  ...commit('other', 'cc', minute(5)),
  checkpoint('staying', minute(4)),
  checkpoint('going', minute(4)),
]

const links = async () => {
  const { rows } = await data.client.query<{ link: string }>(
    `select left(sha, 2) || ' ' || substr(session, 13) || ' ' || array_to_string(methods, '+') as link
     from commit_link order by 1`,
  )
  return rows.map(({ link }) => link)
}

const deleted = async (request: DeletionRequest) => {
  await writeRecords(data.client, records)
  await deriveMarked(data.client)
  const plan = await planDeletion(data.client, request)
  const { counts, trimmed } = await deleteFor(data.client, request)
  expect({ counts, trimmed }).toEqual({ counts: plan.counts, trimmed: plan.trimmed })
  await deriveMarked(data.client)
  const before = await allDerived(data.client)
  await rebuild(data.client)
  expect(await allDerived(data.client)).toEqual(before)
}

describe('what names sessions', { timeout: 60_000 }, () => {
  test('no longer names one that is deleted; the others stay named', async () => {
    await deleted({ kind: 'session', id: 'going' })
    expect(await links()).toEqual([
      'aa staying checkpoint+note',
      'bb staying checkpoint+note+printed',
      'cc staying note',
    ])
    const { rows } = await data.client.query('select distinct sessions, lines from authorship_note')
    expect(rows).toEqual([{ sessions: ['claude:staying'], lines: ['0 1 src/a.ts', '0 9 src/b.ts'] }])
    const mentions = (await everythingStored(data.client)).filter((text) => text.includes('going'))
    expect(mentions.filter((text) => !text.startsWith('tombstone'))).toEqual([])
  })

  test('goes with its repository, and its sessions go out of what others say', async () => {
    await deleted({ kind: 'repository', name: 'shop' })
    expect(await links()).toEqual([])
    expect((await data.client.query('select repository, sessions, lines from authorship_note')).rows).toEqual([
      { repository: 'other', sessions: [], lines: [] },
    ])
    expect((await data.client.query('select log_id from checkpoint')).rows).toEqual([])
  })

  test('goes with its time, also where session and commit stay', async () => {
    await deleted({ kind: 'period', since: minute(3), until: minute(6) })
    expect(await links()).toEqual(['bb going note', 'bb staying note+printed'])
  })
})
