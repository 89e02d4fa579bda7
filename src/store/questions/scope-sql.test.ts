import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import {
  changeFact,
  checkoutFact,
  commitFact,
  editFact,
  minute,
  repositoryFact,
  sessionFact,
  usageFact,
} from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { type Project, removeProject, setProject } from '../projects.ts'
import { activityBy } from './activity-by.ts'
import { commitsOf } from './commits-of.ts'
import { findNamed } from './find-named.ts'
import { projectsOf } from './projects.ts'
import { pullRequestsOf } from './pull-requests-of.ts'
import { repositoriesOf } from './repositories.ts'
import { searchRequest } from './search-request.ts'
import { sessionsOf } from './sessions-of.ts'
import { usageBy } from './usage-by.ts'

let data: TestDatabase
const period = { timezone: 'UTC' }

/** A session in a checkout, with a prompt and edits of files below its working directory. */
const worked = (
  name: string,
  cwd: string,
  { said = 'Go on', files = [], branch }: { said?: string; files?: string[]; branch?: string } = {},
): AnyRecord[] => [
  sessionFact(name, { cwd, ...(branch === undefined ? {} : { branch }) }),
  {
    kind: 'turn',
    id: `turn-${name}`,
    session: `claude-code:${name}`,
    at: minute(1),
    position: 0,
    origin: 'typed',
    text: said,
    human: true,
  },
  usageFact(name, `usage-${name}`, minute(2)),
  ...files.map((file, index) => editFact(name, `edit-${name}-${index}`, file)),
]

const pull = (number: number, fields: Partial<Extract<AnyRecord, { kind: 'pullRequest' }>>): AnyRecord => ({
  kind: 'pullRequest',
  repository: 'shop',
  number,
  source: 'squash-commit',
  inferred: true,
  title: `Pull ${number}`,
  sha: 'f'.repeat(40),
  at: minute(1),
  ...fields,
})

beforeAll(async () => {
  data = await freshDatabase()
  await writeRecords(data.client, [
    repositoryFact('shop', { name: 'team/shop' }),
    checkoutFact('shop', '/home/ana/src/shop'),
    repositoryFact('till', { name: 'team/till' }),
    checkoutFact('till', '/home/ana/src/till'),
    ...worked('money', '/home/ana/src/shop', { files: ['/home/ana/src/shop/packages/money/sum.ts'] }),
    ...worked('readme', '/home/ana/src/shop', { files: ['/home/ana/src/shop/README.md'] }),
    ...worked('moneybag', '/home/ana/src/shop', { files: ['/home/ana/src/shop/packages/moneybag/sum.ts'] }),
    ...worked('inside', '/home/ana/src/shop/packages/money', { files: ['/home/ana/src/shop/packages/money/a.ts'] }),
    ...worked('till', '/home/ana/src/till', { files: ['/home/ana/src/till/packages/money/x.ts'] }),
    ...worked('branch', '/home/ana/src/till', { branch: 'ana/pay-88-retry' }),
    ...worked('prompt', '/home/ana/src/till', { said: 'Look at PAY-12 and mend it' }),
    ...worked('other', '/home/ana/src/till', { said: 'REPAY-12 is none, nor is PAY-x' }),
    commitFact('shop', 'aaaaaaa1', { subject: 'Round sums' }),
    changeFact('shop', 'aaaaaaa1', 'packages/money/sum.ts'),
    commitFact('shop', 'aaaaaaa2', { subject: 'Say more' }),
    changeFact('shop', 'aaaaaaa2', 'packages/moneybag/README.md'),
    commitFact('till', 'bbbbbbb1', { subject: 'PAY-88: retry' }),
    commitFact('till', 'bbbbbbb2', { subject: 'Repay' }),
    pull(1, { sha: 'aaaaaaa1'.padEnd(40, '0') }),
    pull(2, { branch: 'ben/pay-3' }),
    pull(3, {}),
  ])
  await deriveMarked(data.client)
})

afterAll(() => data[Symbol.asyncDispose]())

const project = (name: string, parts: Partial<Project>): Project => ({
  name,
  repositories: [],
  paths: [],
  tickets: [],
  ...parts,
})

beforeEach(async () => {
  await data.client.query('truncate project_part')
  await setProject(data.client, project('Money', { paths: [{ repository: 'shop', path: './packages/money/' }] }))
  await setProject(data.client, project('Payments', { tickets: ['pay-'] }))
})

const sessionsIn = async (name: string): Promise<string[]> =>
  (await sessionsOf(data.client, period, { project: name })).map(({ logId }) => logId).sort()
const commitsIn = async (name: string): Promise<string[]> =>
  (await commitsOf(data.client, period, { project: name })).map(({ sha }) => sha.slice(0, 8)).sort()
const pullsIn = async (name: string): Promise<number[]> =>
  (await pullRequestsOf(data.client, period, { project: name })).map((row) => row.number).sort()

test('what edited or changed a path of a repository belongs to it, and nothing that is called alike', async () => {
  expect(await sessionsIn('money')).toEqual(['inside', 'money'])
  expect(await commitsIn('MONEY')).toEqual(['aaaaaaa1'])
  expect(await pullsIn('Money')).toEqual([1])
  const ofFolder = project('Src', { paths: [{ repository: 'team/shop', path: 'src' }] })
  await setProject(data.client, ofFolder)
  expect(await sessionsIn('src'), 'a folder above the repository is none of its paths').toEqual([])
})

test('what names a ticket belongs to it, in whichever case', async () => {
  expect(await sessionsIn('payments')).toEqual(['branch', 'prompt'])
  expect(await commitsIn('payments')).toEqual(['bbbbbbb1'])
  expect(await pullsIn('payments')).toEqual([2])
})

test('parts add up, and a repository is a part as a whole', async () => {
  await setProject(data.client, project('Both', { repositories: ['team/shop'], tickets: ['PAY'] }))
  expect(await sessionsIn('both')).toEqual(['branch', 'inside', 'money', 'moneybag', 'prompt', 'readme'])
  expect(await commitsIn('both')).toEqual(['aaaaaaa1', 'aaaaaaa2', 'bbbbbbb1'])
  const repositories = await repositoriesOf(data.client, { project: 'both' })
  expect(repositories.map(({ name }) => name)).toEqual(['team/shop'])
})

test('every question about sessions is narrowed alike', async () => {
  const scope = { project: 'payments' }
  const [usage] = await usageBy(data.client, [], period, [], scope)
  expect(usage!.messages).toBe(2)
  const [activity] = await activityBy(data.client, [], period, scope)
  expect(activity).toMatchObject({ sessions: 2, prompts: 2 })
  const [cut] = await activityBy(data.client, [], { ...period, since: minute(1) }, { ...scope, limit: 1 })
  expect(cut).toMatchObject({ sessions: 2, prompts: 2 })
  const { conditions } = await searchRequest(data.client, 'project:payments project:money', { timezone: 'UTC', now: 0 })
  const found = await sessionsOf(data.client, period, { conditions })
  expect(found.map(({ logId }) => logId).sort()).toEqual(['branch', 'inside', 'money', 'prompt'])
  expect((await sessionsOf(data.client, period, { ...scope, repository: 'shop' })).length).toBe(0)
})

test('a repository is a project by its own name until a project is called so', async () => {
  expect(await sessionsIn('till')).toEqual(['branch', 'other', 'prompt', 'till'])
  expect(await commitsIn('team/till')).toEqual(['bbbbbbb1', 'bbbbbbb2'])
  expect(await sessionsIn('nothing')).toEqual([])
  await setProject(data.client, project('Till', { tickets: ['PAY'] }))
  expect(await sessionsIn('till')).toEqual(['branch', 'prompt'])
})

test('projects are listed with what belongs to them, and found by name', async () => {
  expect((await projectsOf(data.client)).map(({ name, sessions }) => [name, sessions])).toEqual([
    ['Money', 2],
    ['Payments', 2],
  ])
  expect((await projectsOf(data.client, minute(-1)))[0]).toMatchObject({
    paths: [{ repository: 'shop', path: 'packages/money' }],
    sessions: 0,
    lastSessionAt: null,
  })
  expect((await findNamed(data.client, { text: 'pay', limit: 5 })).projects).toEqual(['Payments'])
})

test('a project is named anew, called otherwise, and forgotten', async () => {
  await setProject(data.client, project('payments', { repositories: ['till'] }))
  expect((await projectsOf(data.client)).map(({ name, tickets }) => [name, tickets])).toEqual([
    ['Money', []],
    ['payments', []],
  ])
  await setProject(data.client, project('Cash', { repositories: ['till', 'till'] }), 'payments')
  expect((await projectsOf(data.client)).map(({ name }) => name)).toEqual(['Cash', 'Money'])
  await expect(setProject(data.client, project('money', { tickets: ['A'] }), 'cash')).rejects.toMatchObject({
    code: 'usage',
  })
  await removeProject(data.client, 'CASH')
  await expect(removeProject(data.client, 'cash')).rejects.toMatchObject({ code: 'not-found' })
  expect((await projectsOf(data.client)).map(({ name }) => name)).toEqual(['Money'])
})

test.each([
  ['a name of nothing', project(' ', { tickets: ['A'] })],
  ['a name of two lines', project('a\nb', { tickets: ['A'] })],
  ['nothing that belongs to it', project('a', {})],
  ['a path out of the repository', project('a', { paths: [{ repository: 'shop', path: '../till' }] })],
  ['a path that is the whole repository', project('a', { paths: [{ repository: 'shop', path: '/' }] })],
  ['a ticket that is a pattern', project('a', { tickets: ['.*'] })],
])('%s cannot be', async (_, wanted) => {
  await expect(setProject(data.client, wanted)).rejects.toMatchObject({ code: 'usage' })
})
