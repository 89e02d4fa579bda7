import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { recordOf } from '../../../test/support/records.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { RecordKind } from '../../model/record.ts'
import { type AnyRecord, recordKinds } from '../../model/records/index.ts'
import { tableOf } from '../columns.ts'
import { storedRecords } from '../questions/stored-records.ts'
import { collapse } from './collapse.ts'
import { recordKey } from './record-key.ts'

let data: TestDatabase
beforeAll(async () => {
  data = await freshDatabase()
})
afterAll(() => data[Symbol.asyncDispose]())

const kinds = Object.values(recordKinds)

const stored = async (kind: RecordKind, batches: readonly (readonly AnyRecord[])[]): Promise<unknown[]> => {
  await data.client.query(`delete from ${tableOf(kind)}; delete from text_chunk; delete from search_piece`)
  await writeRecords(data.client, ...batches)
  const records: unknown[] = []
  for await (const record of storedRecords(data.client, kind)) records.push(record)
  return records
}

const byKey = (records: readonly AnyRecord[]) => [...records].sort((a, b) => (recordKey(a) < recordKey(b) ? -1 : 1))

/** Records of the same line of a log, or of the same commit, have the same content. */
const alike = (kind: RecordKind, records: readonly AnyRecord[]): AnyRecord[] => {
  if (kind.conflict === 'span' || kind.conflict === 'latest') return [...records]
  const place = (record: AnyRecord) => {
    const values = record as unknown as Record<string, unknown>
    const line = [values.at, values.session ?? values.sha, values.position, values.logLine]
    return JSON.stringify([recordKey(record), ...(kind.conflict === 'keep' ? [] : line)])
  }
  const known = new Map(records.map((record) => [place(record), record]))
  return records.map((record) => known.get(place(record))!)
}

const cut = <Item>(items: readonly Item[], sizes: readonly number[]): Item[][] => {
  const pieces: Item[][] = []
  let start = 0
  for (const size of sizes) {
    pieces.push(items.slice(start, start + size))
    start += size
  }
  return [...pieces, items.slice(start)].filter((piece) => piece.length > 0)
}

const drawn = (kind: (typeof kinds)[number]) =>
  fc.array(recordOf(kind), { minLength: 1, maxLength: 8 }).map((records) => alike(kind, records))

const reordered = (records: readonly AnyRecord[]) =>
  fc.tuple(
    fc.shuffledSubarray([...records], { minLength: records.length }),
    fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
  )

describe.each(kinds)('records of the kind $name', (kind) => {
  const runs = { numRuns: 15 }
  const inTwoOrders = drawn(kind).chain((records) => fc.tuple(fc.constant(records), reordered(records)))

  test('collapse to the same in any order', () => {
    fc.assert(
      fc.property(inTwoOrders, ([records, [shuffled]]) => {
        expect(byKey(collapse(shuffled))).toEqual(byKey(collapse(records)))
      }),
      { numRuns: 200 },
    )
  })

  test('stay as they are when they are collapsed again', () => {
    fc.assert(
      fc.property(drawn(kind), (records) => {
        const once = collapse(records)
        expect(collapse([...once, ...once])).toEqual(once)
      }),
      { numRuns: 100 },
    )
  })

  test('merge in the database to what they collapse to, in any order and batches', async () => {
    await fc.assert(
      fc.asyncProperty(inTwoOrders, async ([records, [shuffled, sizes]]) => {
        expect(await stored(kind, cut(shuffled, sizes))).toEqual(await stored(kind, [collapse(records)]))
      }),
      runs,
    )
  })

  test('written twice are as written once', async () => {
    await fc.assert(
      fc.asyncProperty(drawn(kind), async (records) => {
        expect(await stored(kind, [records, records])).toEqual(await stored(kind, [records]))
      }),
      { numRuns: 8 },
    )
  })
})

test('what is read again from a line replaces what was read from it before, of which older data does not know the line', async () => {
  const line = { kind: 'turn', id: 'a', session: 'b', at: 1_770_000_000_000, position: 1, human: true } as const
  const before: AnyRecord = { ...line, origin: 'typed', text: 'before' }
  const again: AnyRecord = { ...line, origin: 'typed', text: 'again', logLine: ['x'] }
  const better: AnyRecord = { ...line, origin: 'typed', text: 'by better rules', logLine: ['x'] }
  for (const [order, expected] of [
    [[before, again, better], 'by better rules'],
    [[again, before], 'again'],
  ] as const) {
    const batches = order.map((record) => [record])
    expect(await stored(recordKinds.turn, batches)).toMatchObject([{ text: expected }])
  }
})

test('a result read again when its output file is gone does not replace the whole one, in any order', async () => {
  const result = {
    kind: 'toolResult',
    id: 'a',
    session: 'b',
    at: 1_770_000_000_000,
    position: 1,
    status: 'ok',
  } as const
  const whole: AnyRecord = { ...result, output: 'the whole output', outputBytes: 16 }
  const poor: AnyRecord = { ...result, output: 'the', outputBytes: 16, outputFile: '/tool-results/x.txt' }
  for (const order of [
    [whole, poor],
    [poor, whole],
  ]) {
    expect(collapse(order)).toEqual([whole])
    expect(
      await stored(
        recordKinds.toolResult,
        order.map((record) => [record]),
      ),
    ).toMatchObject([{ output: 'the whole output' }])
  }
})
