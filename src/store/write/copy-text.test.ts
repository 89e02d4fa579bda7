import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { hostileTexts } from '../../../test/support/records.ts'
import { allStored, writeRecords } from '../../../test/support/store.ts'
import type { Json } from '../../model/field.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import { copyRows } from './copy-rows.ts'

let data: TestDatabase
beforeAll(async () => {
  data = await freshDatabase()
  await data.client.query('create table copied (number integer, body text)')
})
afterAll(() => data[Symbol.asyncDispose]())

/** PostgreSQL holds neither NUL nor half a character. */
const held = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')

const heldJson = (value: Json): Json => {
  if (typeof value === 'string') return held(value)
  if (Array.isArray(value)) return value.map(heldJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [held(key), heldJson(inner)]))
}

const at = 1_770_000_000_000

const event = (details: Json): RecordOf<'sessionEvent'> => ({
  kind: 'sessionEvent',
  id: 'e',
  session: 's',
  at,
  position: 0,
  type: 'title',
  details,
})

const stored = async (...records: AnyRecord[]): Promise<Record<string, unknown>[]> => {
  await data.client.query('truncate session, session_event, turn, message, text_chunk, search_piece, commit, dirty')
  await writeRecords(data.client, records)
  return allStored(data.client)
}

test('texts come back from the database as they were', async () => {
  const texts = [...hostileTexts, hostileTexts.join(''), 'x\ty\\'.repeat(250_000)]
  await copyRows(
    data.client,
    'copied',
    ['number', 'body'],
    texts.map((text, index) => [index, text]),
  )
  const { rows } = await data.client.query<{ body: string }>('select body from copied order by number')
  expect(rows.map((row) => row.body)).toEqual(texts.map(held))
})

test('nothing and an empty text are told apart', async () => {
  await data.client.query('truncate copied')
  await copyRows(
    data.client,
    'copied',
    ['number', 'body'],
    [
      [0, null],
      [1, ''],
      [2, '\\N'],
    ],
  )
  const { rows } = await data.client.query<{ body: string | null }>('select body from copied order by number')
  expect(rows.map((row) => row.body)).toEqual([null, '', '\\N'])
})

describe('a record', () => {
  test.each(hostileTexts)('keeps %j in a text, a list, a long text and a JSON value', async (text) => {
    const [session, turn, message, sessionEvent] = await stored(
      { kind: 'session', id: 's', agent: 'codex', logId: 's', models: [text, 'other'], startedAt: at, endedAt: at },
      { kind: 'turn', id: 't', session: 's', at, position: 0, origin: 'typed', text, human: true },
      { kind: 'message', id: 'm', session: 's', at, position: 0, form: 'answer', text },
      event({ title: text, nested: [{ [text]: text }] }),
    )
    expect([...(session!.models as string[])].sort()).toEqual([held(text), 'other'].sort())
    expect(turn).toMatchObject({ text: held(text) })
    expect(message).toMatchObject({ text: text.toWellFormed() })
    expect(sessionEvent).toMatchObject({ details: heldJson({ title: text, nested: [{ [text]: text }] }) as object })
  })

  test('keeps any JSON value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ stringUnit: 'binary' }), async (drawn) => {
        const value = JSON.parse(JSON.stringify(drawn)) as Json
        const [sessionEvent] = await stored(event({ value }))
        expect(sessionEvent!.details).toEqual({ value: heldJson(value) })
      }),
      { numRuns: 60 },
    )
  })

  test.each(hostileTexts)('with %j in its ids is stored and found again, with its texts', async (text) => {
    const [session, message] = await stored(
      { kind: 'session', id: `s${text}`, agent: 'codex', logId: text, startedAt: at, endedAt: at },
      { kind: 'message', id: `m${text}`, session: `s${text}`, at, position: 0, form: 'answer', text: 'hello' },
    )
    expect(session).toMatchObject({ id: held(`s${text}`) })
    expect(message).toMatchObject({ id: held(`m${text}`), text: 'hello' })
  })

  test('whose id the database cannot tell from another one collapses with it', async () => {
    const turn = (id: string, position: number): AnyRecord => ({
      kind: 'turn',
      id,
      session: 's',
      at,
      position,
      origin: 'typed',
      text: id,
      human: true,
    })
    const records = await stored(turn('a\0', 3), turn('a\ud800', 2), turn('a\udc00', 1), turn('a\ufffd', 4))
    expect(records).toMatchObject([{ id: 'a\ufffd', position: 1 }])
  })

  test('with an id of many kilobytes is stored, and told from another such one', async () => {
    const noise = (seed: number) =>
      Array.from({ length: 12_000 }, (_, index) =>
        Math.sin(seed + index)
          .toString(36)
          .slice(-1),
      ).join('')
    const common = noise(0)
    const turn = (id: string): AnyRecord => ({
      kind: 'turn',
      id,
      session: common,
      at,
      position: 0,
      origin: 'typed',
      text: 'hello',
      human: true,
    })
    expect(await stored(turn(`${common}1`), turn(`${common}2`))).toHaveLength(2)
  })

  test('with more different words than an index entry takes is stored and searched', async () => {
    const words = Array.from({ length: 30_000 }, (_, index) => `${index.toString(36)}${'x漢'.repeat(30)}`)
    await stored({
      kind: 'turn',
      id: 't',
      session: 's',
      at,
      position: 0,
      origin: 'typed',
      text: `needle ${words.join(' ')}`,
      human: true,
    })
    const { rowCount } = await data.client.query(`select from search_piece where words @@ 'needle'::tsquery`)
    expect(rowCount).toBe(1)
  })

  test.each([-8e15, 8e15, 0])('at the instant %d is stored', async (instant) => {
    const [turn] = await stored({
      kind: 'turn',
      id: 't',
      session: 's',
      at: instant,
      position: 0,
      origin: 'typed',
      text: '',
      human: true,
    })
    expect(turn).toMatchObject({ id: 't' })
  })
})
