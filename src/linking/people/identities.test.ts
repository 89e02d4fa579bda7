import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, rebuild } from '../../../test/support/derive.ts'
import { commitFact, mailmapFact, minute, repositoryFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import { homeOf } from '../../model/home.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { isProgram } from './programs.ts'

const personsIn = async (client: Client) => {
  const { rows } = await client.query<{ value: string; person: string; name: string; bot: boolean }>(
    `select identity.value, identity.person, person.name, person.bot from identity
     join person on person.id = identity.person order by identity.value`,
  )
  return Object.fromEntries(rows.map((row) => [row.value, `${row.name} (${row.person})${row.bot ? ', a bot' : ''}`]))
}

/** The persons behind addresses: derived after every batch, in both orders, and afresh, which must agree. */
const persons = async (...batches: AnyRecord[][]): Promise<Record<string, string>> => {
  const outcomes: Record<string, string>[] = []
  for (const order of [batches, [...batches].reverse()]) {
    await using data = await freshDatabase()
    for (const batch of order) {
      await writeRecords(data.client, batch)
      await deriveMarked(data.client)
    }
    outcomes.push(await personsIn(data.client))
    await rebuild(data.client)
    outcomes.push(await personsIn(data.client))
  }
  for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
  return outcomes[0]!
}

const by = (authorName: string, authorEmail: string, sha: string, at = 0) =>
  commitFact('r', sha, { authorName, authorEmail, authoredAt: minute(at) })

describe('an address of commits', () => {
  test('is a person by itself, in any case, named as in the latest commit', async () => {
    expect(await persons([by('ana', 'Ana@Example.org', 'a')], [by('Ana Lima', 'ana@example.org', 'b', 5)])).toEqual({
      'ana@example.org': 'Ana Lima (email:ana@example.org)',
    })
  })

  test('that a mailmap maps is the person it is mapped to', async () => {
    const map = mailmapFact('r', 'old@example.org', { canonicalEmail: 'ana@example.org', canonicalName: 'Ana Lima' })
    const own = mailmapFact('r', 'ana@example.org', { canonicalName: 'Ana Lima' })
    expect(await persons([by('a', 'old@example.org', 'a')], [by('al', 'ana@example.org', 'b')], [map, own])).toEqual({
      'ana@example.org': 'Ana Lima (email:ana@example.org)',
      'old@example.org': 'Ana Lima (email:ana@example.org)',
    })
  })

  test('is mapped by name and address before address alone', async () => {
    const any = mailmapFact('r', 'shared@example.org', { canonicalEmail: 'team@example.org', canonicalName: 'Team' })
    const named = mailmapFact('r', 'shared@example.org', {
      name: 'Bo',
      canonicalEmail: 'bo@example.org',
      canonicalName: 'Bo Berg',
    })
    expect((await persons([by('Bo', 'shared@example.org', 'a')], [any], [named]))['shared@example.org']).toBe(
      'Bo Berg (email:bo@example.org)',
    )
  })

  test('mapped without a name leaves the person one name, whoever is derived last', async () => {
    const map = mailmapFact('r', 'old@example.org', { canonicalEmail: 'ana@example.org' })
    const found = await persons(
      [by('Zoe Old', 'old@example.org', 'a')],
      [by('Ana Lima', 'ana@example.org', 'b')],
      [map],
    )
    expect(found['old@example.org']).toBe(found['ana@example.org'])
  })

  test('of a program is a bot', async () => {
    expect(await persons([by('renovate[bot]', '29139614+renovate[bot]@users.noreply.github.com', 'a')])).toMatchObject({
      '29139614+renovate[bot]@users.noreply.github.com': expect.stringContaining('a bot'),
    })
    expect(isProgram('Abbot', 'abbot@example.org')).toBe(false)
  })

  test('written twice at one time is named the same in any order', async () => {
    expect(
      await persons([by('B', 'x@example.org', 'a')], [by('A', 'x@example.org', 'b')], [repositoryFact('r')]),
    ).toHaveProperty('x@example.org')
  })
})

describe('the home of a session', () => {
  test.each([
    ['/home/ana/shop', '/mnt/logs', '/home/ana'],
    ['/Users/ben/x', null, '/Users/ben'],
    ['C:\\Users\\cy\\x', '/mnt/logs', 'C:\\Users\\cy'],
    ['/workspace/x', '/home/ana', '/home/ana'],
    ['/home/node/x', '/home/ana', '/home/ana'],
    ['/home/node/x', null, '/home/node'],
    [null, '/home/ana', '/home/ana'],
    [null, null, 'unknown'],
  ])('in %s with its log in %s is %s', (cwd, logHome, home) => {
    expect(homeOf(cwd, logHome)).toBe(home)
  })
})
