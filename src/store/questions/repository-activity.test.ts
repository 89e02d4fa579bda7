import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import { checkoutFact, commitFact, minute, repositoryFact, sessionFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { commitsOfPullRequest } from './pull-request-commits.ts'
import { repositoryActivity } from './repository-activity.ts'

const day = 24 * 60
let data: TestDatabase

const asked = (name: string, at: number): AnyRecord => ({
  kind: 'turn',
  id: `${name} ${at}`,
  session: `claude-code:${name}`,
  at: minute(at),
  position: 0,
  origin: 'typed',
  human: true,
  text: 'Mend the cart',
})

const session = (name: string, home: string, ...at: readonly number[]): AnyRecord[] => [
  sessionFact(name, { home, cwd: '/shop', startedAt: minute(at[0]!), endedAt: minute(at.at(-1)!) }),
  ...at.map((each) => asked(name, each)),
]

const full = (sha: string) => sha.padEnd(40, '0')

const commit = (sha: string, at: number, parents: readonly string[], fields = {}): AnyRecord =>
  commitFact('r', sha, {
    committedAt: minute(at),
    authoredAt: minute(at),
    parents: parents.map(full),
    ...fields,
  })

/** The facts' day is Monday, 9 February; minute 0 is noon in UTC. On `main` a1, a2, the merge of b1 and b2, a3. */
beforeAll(async () => {
  data = await freshDatabase()
  await writeRecords(data.client, [
    repositoryFact('r'),
    repositoryFact('quiet'),
    checkoutFact('r', '/shop'),
    commit('a1', -3 * day, [], { added: 5 }),
    commit('b1', -2 * day, ['a1'], { authorName: 'Ben', authorEmail: 'ben@example.org', added: 3, removed: 1 }),
    commit('a2', -day, ['a1']),
    commit('c1', -day + 1, ['b1', 'a2']),
    commit('b2', 0, ['c1'], { authorName: 'Ben', authorEmail: 'ben@example.org' }),
    commit('e1', 5, ['a2', 'b2']),
    commit('a3', 10, ['e1']),
    ...session('one', '/home/ana', 0, day),
    ...session('two', '/home/ana', 1),
    ...session('three', '/home/ben', -2 * day),
  ])
  await deriveMarked(data.client)
})

afterAll(() => data[Symbol.asyncDispose]())

describe('what happened in repositories', () => {
  const ask = (period: object, scope = {}, stretch: 'day' | 'week' | 'month' = 'day') =>
    repositoryActivity(data.client, { timezone: 'UTC', ...period }, { scope, stretch })

  test('is counted once for each session, and by the days on which it was', async () => {
    expect(await ask({})).toEqual([
      {
        repository: 'r',
        sessions: 3,
        commits: 5,
        added: 11,
        removed: 1,
        pullRequests: 0,
        people: [
          { name: 'ana', count: 2 },
          { name: 'ben', count: 1 },
        ],
        authors: [
          { name: 'Ana', count: 3 },
          { name: 'Ben', count: 2 },
        ],
        over: [
          { key: '2026-02-06', sessions: 0, commits: 1 },
          { key: '2026-02-07', sessions: 1, commits: 1 },
          { key: '2026-02-08', sessions: 0, commits: 1 },
          { key: '2026-02-09', sessions: 2, commits: 2 },
          { key: '2026-02-10', sessions: 1, commits: 0 },
        ],
      },
    ])
  })

  test('is told by weeks and months of a time zone', async () => {
    const keys = async (stretch: 'week' | 'month', timezone: string) =>
      (await ask({ timezone }, {}, stretch))[0]!.over.map(({ key, commits }) => `${key} ${commits}`)
    expect(await keys('week', 'UTC')).toEqual(['2026-02-02 3', '2026-02-09 2'])
    expect(await keys('month', 'UTC')).toEqual(['2026-02 5'])
    expect(await keys('week', 'Pacific/Kiritimati')).toEqual(['2026-02-02 2', '2026-02-09 3'])
  })

  test('is of the period, of what is known, and of the scope', async () => {
    const [monday] = await ask({ since: minute(-12 * 60), until: minute(12 * 60) })
    expect(monday).toMatchObject({ sessions: 2, commits: 2, people: [{ name: 'ana', count: 2 }] })
    const [known] = await ask({ asOf: minute(-day) })
    expect(known).toMatchObject({ sessions: 1, commits: 2 })
    const [bens] = await ask({}, { person: 'ben' })
    expect(bens).toMatchObject({ sessions: 1, people: [{ name: 'ben', count: 1 }] })
    expect(await ask({}, { repository: 'quiet' })).toEqual([])
  })
})

describe('the commits of a pull request', () => {
  const commits = async (sha: string) =>
    (await commitsOfPullRequest(data.client, 'r', full(sha))).map((each) => each.sha.slice(0, 2))

  test('are those of its branch that its base did not have, without what it merged', async () => {
    expect(await commits('e1')).toEqual(['b1', 'b2'])
  })

  test('are the one that it was squashed into', async () => {
    expect(await commits('a3')).toEqual(['a3'])
    expect(await commits('ff')).toEqual([])
  })
})
