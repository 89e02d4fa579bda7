import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, pricer, rebuild } from '../../../test/support/derive.ts'
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
import { deriveAll } from '../../metrics/derive.ts'
import type { AnyRecord } from '../../model/records/index.ts'

const cwd = '/home/ana/shop'
const shop = [repositoryFact('shop'), checkoutFact('shop', cwd)]

const edited = (session: string, at: number, path: string, ...lines: string[]): AnyRecord => ({
  ...editFact(session, `${session} ${path} ${at}`, `${cwd}/${path}`),
  at: minute(at),
  added: lines.length,
  addedLines: lines,
})

const committed = (sha: string, at: number, path: string, ...lines: string[]): AnyRecord[] => [
  commitFact('shop', sha, { authoredAt: minute(at), committedAt: minute(at), patchId: `${sha}f`.padEnd(40, '0') }),
  { ...changeFact('shop', sha, path), at: minute(at), added: lines.length, addedLines: lines },
]

/** Derives, and answers how many things of each kind of linking were. */
const derived = async (client: Client): Promise<Record<string, number>> => {
  const counts = new Map<string, number>()
  await deriveAll(client, { pricer, onDerived: (kind, count) => counts.set(kind, count) })
  return Object.fromEntries(['edited', 'lines', 'link'].map((kind) => [kind, counts.get(kind) ?? 0]))
}

const links = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ told: string }>(
    `select rtrim(sha, '0') || ' ' || replace(session, 'claude-code:', '') || ' ' || confidence || ' '
       || array_to_string(methods, '+') || ' ' || lines as told
     from commit_link order by sha, session`,
  )
  return rows.map(({ told }) => told)
}

describe('a commit is linked', () => {
  test('with the sessions that wrote its lines, by how many of them, and how rare', async () => {
    await using data = await freshDatabase()
    await writeRecords(data.client, [
      ...shop,
      sessionFact('most', { cwd }),
      sessionFact('some', { cwd }),
      sessionFact('hardly', { cwd }),
      edited('most', 1, 'a.ts', ...Array.from({ length: 16 }, (_, line) => `most ${line}`)),
      edited('some', 2, 'a.ts', 'some 1', 'some 2', 'some 3'),
      edited('hardly', 3, 'a.ts', 'hardly'),
      ...committed(
        'c1',
        9,
        'a.ts',
        ...Array.from({ length: 16 }, (_, line) => `most ${line}`),
        ...['some 1', 'some 2', 'some 3', 'hardly'],
      ),
    ])
    await derived(data.client)
    expect(await links(data.client)).toEqual(['c1 most likely content 16', 'c1 some contributed content 3'])
  })

  test('with a session of which git printed its id, whatever that wrote', async () => {
    await using data = await freshDatabase()
    await writeRecords(data.client, [
      ...shop,
      sessionFact('wrote', { cwd }),
      edited('wrote', 1, 'b.ts', 'in another file'),
      sessionFact('ran', { cwd }),
      printedFact('ran', 'abcdef1', minute(9)),
      ...committed('abcdef1', 9, 'a.ts', 'by hand'),
    ])
    await derived(data.client)
    expect(await links(data.client)).toEqual(['abcdef1 ran certain printed 0'])
  })

  test('alike, whatever comes first, and when all is derived anew', async () => {
    const batches = [
      shop,
      [sessionFact('one', { cwd }), edited('one', 1, 'src/a.ts', 'line one', 'line two')],
      committed('c1', 5, 'src/a.ts', 'line one', 'line two', 'line three'),
      committed('c2', 6, 'src/b.ts', 'line one'),
    ]
    const outcomes: unknown[] = []
    for (const order of [batches, batches.toReversed()]) {
      await using data = await freshDatabase()
      for (const batch of order) {
        await writeRecords(data.client, batch)
        await deriveMarked(data.client)
      }
      outcomes.push(await allDerived(data.client))
      await rebuild(data.client)
      outcomes.push(await allDerived(data.client))
      expect(await links(data.client)).toEqual(['c1 one likely content 2'])
    }
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
  })
})

describe('work grows with what is new:', () => {
  const many = 300

  /** Files of their own, each written by a session's edit and changed by a commit. */
  const history = (): AnyRecord[] => [
    ...shop,
    sessionFact('one', { cwd }),
    ...Array.from({ length: many }, (_, number) => [
      edited('one', number, `src/${number}.ts`, `of ${number}`),
      ...committed(`c${number}e`, number, `src/${number}.ts`, `of ${number}`),
    ]).flat(),
  ]

  test('a new commit is looked at alone, and with it those that share a line', async () => {
    await using data = await freshDatabase()
    await writeRecords(data.client, history())
    expect(await derived(data.client)).toEqual({ edited: 1, lines: many, link: many })
    await writeRecords(data.client, committed('d1', many + 1, 'src/7.ts', 'quite new'))
    expect(await derived(data.client)).toEqual({ edited: 0, lines: 1, link: 1 })
    await writeRecords(data.client, committed('d2', many + 2, 'src/8.ts', 'of 9'))
    expect(await derived(data.client)).toEqual({ edited: 0, lines: 1, link: 2 })
    expect(await derived(data.client)).toEqual({ edited: 0, lines: 0, link: 0 })
  })

  test('a new edit is followed to the later commits of its file alone', async () => {
    await using data = await freshDatabase()
    await writeRecords(data.client, history())
    await derived(data.client)
    await writeRecords(data.client, [edited('one', 5, 'src/7.ts', 'of 7')])
    expect(await derived(data.client)).toMatchObject({ lines: 0, link: 1 })
    await writeRecords(data.client, [edited('one', many + 5, 'src/7.ts', 'of 7')])
    expect(await derived(data.client)).toMatchObject({ lines: 0, link: 0 })
  })
})
