import type { Client } from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, rebuild } from '../../../test/support/derive.ts'
import {
  changeFact,
  checkoutFact,
  commitFact,
  editFact,
  mailmapFact,
  minute,
  printedFact,
  repositoryFact,
  sessionFact,
  usageFact,
} from '../../../test/support/facts.ts'
import { allDerived, writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { deleteFor } from '../../store/delete/index.ts'
import { setPeopleFile } from '../../store/people-file.ts'
import { personWords, sayApart, sayOfTwo, takeBackWord } from '../../store/person-words.ts'
import { commitScope, sessionScope } from '../../store/questions/scope-sql.ts'
import { teamsOf } from '../../store/questions/teams.ts'
import { setTeam } from '../../store/teams.ts'
import { likelyPersons } from './likely-persons.ts'

const names = async (client: Client): Promise<Record<string, string>> => {
  const { rows } = await client.query<{ person: string; name: string; known: string }>(
    `select person.name, string_agg(value || coalesce(' ' || joined_by, ''), ', ' order by value) as known
     from identity join person on person.id = identity.person group by person.id, person.name order by min(value)`,
  )
  return Object.fromEntries(rows.map(({ name, known }) => [known, name]))
}

const made = (sha: string, session: string, address: string, name: string, more: object = {}): AnyRecord[] => [
  commitFact('shop', sha, {
    authorName: name,
    authorEmail: address,
    committerName: name,
    committerEmail: address,
    ...more,
  }),
  changeFact('shop', sha, 'src/money.ts'),
  printedFact(session, sha, minute(1)),
]

const anas = [
  sessionFact('ana', { home: '/home/ana', cwd: '/home/ana/shop' }),
  usageFact('ana', 'u', minute(1)),
  editFact('ana', 'e', '/home/ana/shop/src/money.ts'),
]
const first = made('aaaaaaa1', 'ana', 'ana@example.org', 'Ana Lima', {
  coAuthors: ['Claude Opus 4.6 <noreply@anthropic.com>', 'Bo Berg <bo@example.org>', 'nobody'],
})
const second = made('bbbbbbb2', 'ana', 'ana@example.org', 'Ana Lima')
const others = [
  commitFact('shop', 'ccccccc3', { authorName: 'Ana Lima', authorEmail: 'al@home.example.org' }),
  commitFact('shop', 'ddddddd4', { authorName: 'old', authorEmail: 'old@example.org' }),
  mailmapFact('shop', 'old@example.org', { canonicalEmail: 'bo@example.org' }),
]
const shop = [repositoryFact('shop'), checkoutFact('shop', '/home/ana/shop')]
const batches: AnyRecord[][] = [anas, first, second, others, shop]

const world = async () => {
  const data = await freshDatabase()
  await writeRecords(data.client, ...batches)
  await deriveMarked(data.client)
  return data
}

test('who is who is the same in any order of import, derived step by step or afresh', async () => {
  const outcomes: unknown[] = []
  for (const order of [batches, batches.toReversed()]) {
    await using data = await freshDatabase()
    for (const batch of order) {
      await writeRecords(data.client, batch)
      await deriveMarked(data.client)
    }
    outcomes.push(await names(data.client), await allDerived(data.client))
    await rebuild(data.client)
    outcomes.push(await names(data.client), await allDerived(data.client))
  }
  expect(outcomes[0]).toEqual({
    '/home/ana printed, ana@example.org': 'Ana Lima',
    'al@home.example.org': 'Ana Lima',
    'bo@example.org, old@example.org mailmap': 'Bo Berg',
    'noreply@anthropic.com': 'Claude Opus 4.6',
  })
  expect(outcomes[2]).toEqual(outcomes[0])
  expect(outcomes[3]).toEqual(outcomes[1])
  expect(outcomes[4]).toEqual(outcomes[0])
  expect(outcomes[5]).toEqual(outcomes[1])
  expect(outcomes[7]).toEqual(outcomes[1])
})

test('what people say holds at once and after a rebuild, and taken back leaves no trace', async () => {
  await using data = await world()
  const { client } = data
  const derived = async () => {
    await deriveMarked(client)
    return allDerived(client)
  }
  const before = await derived()
  const [proposal, ...more] = await likelyPersons(client)
  expect(more).toEqual([])
  expect(proposal!.reasons).toMatchObject([{ method: 'name', shared: 'Ana Lima' }])
  const yes = await sayOfTwo(client, 'same', 'al@home.example.org', '/home/ana')
  const joined = await derived()
  expect(await names(client)).toHaveProperty(
    ['/home/ana printed, al@home.example.org, ana@example.org printed'],
    'Ana Lima',
  )
  expect(await likelyPersons(client)).toEqual([])
  await rebuild(client)
  expect(await allDerived(client)).toEqual(joined)
  await expect(sayOfTwo(client, 'same', 'ana@example.org', 'AL@home.example.org')).rejects.toThrow('one person already')
  const apart = await sayApart(client, '/home/ana')
  await derived()
  expect(await names(client)).toHaveProperty(['/home/ana'], 'ana')
  expect((await client.query('select person from session_place')).rows).toEqual([{ person: 'home:/home/ana' }])
  await takeBackWord(client, yes.id)
  await takeBackWord(client, apart.id)
  expect(await derived()).toEqual(before)
  await sayOfTwo(client, 'different', 'ana@example.org', 'al@home.example.org')
  await derived()
  expect(await likelyPersons(client)).toEqual([])
  await takeBackWord(client)
  expect(await derived()).toEqual(before)
  await expect(takeBackWord(client)).rejects.toThrow('Nobody said anything')
  await expect(sayOfTwo(client, 'same', 'Ana Lima', 'bo@example.org')).rejects.toThrow('Several people')
  await expect(sayOfTwo(client, 'same', 'Zoe', 'bo@example.org')).rejects.toThrow('Nobody is known')
  await expect(sayApart(client, 'al@home.example.org')).rejects.toThrow('by itself already')
})

const counted = async (client: Client, scope: { team?: string; person?: string }) => {
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const sessions = `select count(*)::int as n from session_place place where ${sessionScope(scope, bind).join(' and ')}`
  const { rows: found } = await client.query(sessions, values.splice(0))
  const commits = `select count(*)::int as n from commit left join identity on identity.id = 'email:' || lower(author_email)
    left join person on person.id = identity.person where ${commitScope(scope, bind).join(' and ')}`
  const { rows: written } = await client.query(commits, values)
  return [found[0].n, written[0].n]
}

test('a team is whoever its members turn out to be; a people file names people and teams, until it is forgotten', async () => {
  await using data = await world()
  const { client } = data
  await setTeam(client, { name: 'Money', members: ['al@home.example.org'] })
  await deriveMarked(client)
  expect(await counted(client, { team: 'money' })).toEqual([0, 1])
  await sayOfTwo(client, 'same', 'al@home.example.org', '/home/ana')
  await deriveMarked(client)
  expect(await counted(client, { team: 'Money' })).toEqual([1, 3])
  for (const person of ['ana lima', 'AL@home.example.org', '/home/ana', 'email:ana@example.org'])
    expect([person, ...(await counted(client, { person }))]).toEqual([person, 1, 3])
  expect(await counted(client, { team: 'nobody' })).toEqual([0, 0])
  const people = [
    { name: 'Bo “B” Berg', teams: ['Core', 'money'], identities: ['email:bo@example.org', 'email:new@example.org'] },
  ]
  await setPeopleFile(client, { file: '/people.yaml', people })
  await deriveMarked(client)
  expect(await teamsOf(client)).toMatchObject([
    { name: 'Core', from: ['file'], persons: [{ name: 'Bo “B” Berg' }], sessions: 0 },
    {
      name: 'Money',
      from: ['file', 'settings'],
      persons: [{ name: 'Ana Lima' }, { name: 'Bo “B” Berg' }],
      sessions: 0,
    },
  ])
  await setPeopleFile(client, undefined)
  await deriveMarked(client)
  expect(await teamsOf(client)).toMatchObject([{ name: 'Money', from: ['settings'], persons: [{ name: 'Ana Lima' }] }])
  expect(Object.values(await names(client))).toContain('Bo Berg')
})

test('who is deleted goes with all that joined, and with what was said', async () => {
  await using data = await world()
  const { client } = data
  await setTeam(client, { name: 'Money', members: ['al@home.example.org', 'bo@example.org'] })
  await sayOfTwo(client, 'same', 'al@home.example.org', '/home/ana')
  const file = { file: '/p', people: [{ name: 'Ana', teams: ['Core'], identities: ['user:ana'] }] }
  await setPeopleFile(client, file)
  await deriveMarked(client)
  const gone = await deleteFor(client, { kind: 'person', name: 'al@home.example.org' })
  await deriveMarked(client)
  expect(gone.identities.toSorted()).toEqual(['/home/ana', 'al@home.example.org', 'ana@example.org'])
  expect(await names(client)).toEqual({ 'old@example.org mailmap': 'bo@example.org' })
  expect(await personWords(client)).toEqual([])
  for (const table of ['home_author', 'co_author', 'people_file_entry'])
    expect([table, (await client.query(`select from ${table}`)).rowCount]).toEqual([table, 0])
  expect(await teamsOf(client)).toMatchObject([{ name: 'Money', persons: [] }])
  const derived = await allDerived(client)
  await rebuild(client)
  expect(await allDerived(client)).toEqual(derived)
})
