import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Batch } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { type LineParser, type ParserSetup, readLog } from './index.ts'

/** Counts the lines that it is given, and notes their value and place. */
class Counter implements LineParser {
  lines: number
  readonly seen: [Json, number, number][]
  readonly emit: ParserSetup['emit']
  constructor(setup: ParserSetup, seen: [Json, number, number][]) {
    this.seen = seen
    this.emit = setup.emit
    this.lines = typeof setup.state === 'number' ? setup.state : 0
  }
  skip(line: Buffer) {
    return line.includes('skip me') ? 'skipped' : undefined
  }
  line(value: { [key: string]: Json }, { offset, length }: { offset: number; length: number }) {
    if (value.fail) throw new Error('a fault')
    if (value.says) this.emit(said(String(value.says), offset))
    this.lines++
    this.seen.push([value.n ?? null, offset, length])
  }
  state() {
    return this.lines
  }
}

const said = (text: string, position: number): RecordOf<'message'> => ({
  kind: 'message',
  id: String(position),
  session: 'a',
  at: 0,
  position,
  form: 'answer',
  text,
})

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jsonl-'))
  path = join(folder, 'log.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = async (cursor?: Json) => {
  const seen: [Json, number, number][] = []
  const batches: Batch[] = []
  for await (const batch of readLog({ id: path }, cursor, (setup) => new Counter(setup, seen))) batches.push(batch)
  const setAside = batches.flatMap((batch) => batch.report.setAside)
  return { seen, batches, setAside, values: seen.map(([n]) => n), cursor: batches.at(-1)?.cursor ?? cursor }
}
const stateOf = (cursor: Json | undefined) => (cursor as { state: Json }).state

describe('reading on', () => {
  test('reads lines with their place, and nothing when nothing came', async () => {
    writeFileSync(path, '{"n":1}\n\n{"n":"ä"}\r\n')
    const first = await read()
    expect(first.seen).toEqual([
      [1, 0, 7],
      ['ä', 9, 11],
    ])
    expect((await read(first.cursor)).batches).toEqual([])
    appendFileSync(path, '{"n":3}\n')
    const second = await read(first.cursor)
    expect(second.seen).toEqual([[3, 21, 7]])
    expect(stateOf(second.cursor)).toBe(3)
  })

  test('leaves half a last line for the next time, but reads a complete one without newline', async () => {
    writeFileSync(path, '{"n":1}\n{"n":')
    const first = await read()
    expect(first.values).toEqual([1])
    appendFileSync(path, '2}')
    const second = await read(first.cursor)
    expect(second.values).toEqual([2])
    appendFileSync(path, '\n{"n":3}\n')
    expect((await read(second.cursor)).values).toEqual([3])
    expect((await read()).values).toEqual([1, 2, 3])
  })

  test('tells what was read by its line, whether or not the end of that was there already', async () => {
    writeFileSync(path, '{"says":"a"}')
    const line = 'a3d9b7eb'
    const [early] = (await read()).batches.flatMap(({ records }) => records)
    appendFileSync(path, ' \r\n{"says":"b"}\n')
    const [late, other] = (await read()).batches.flatMap(({ records }) => records)
    expect([early, late]).toMatchObject([{ logLine: [line] }, { logLine: [line] }])
    expect(other).not.toMatchObject({ logLine: [line] })
  })

  test.each([
    ['truncated', () => truncateSync(path, 8)],
    ['replaced by another of the same length', () => writeFileSync(path, '{"n":8}\n{"n":9}\n')],
    ['rewritten at its end and grown', () => writeFileSync(path, '{"n":1}\n{"n":7}\n{"n":9}\n')],
  ])('starts over, with a fresh parser, when the log was %s', async (_how, change) => {
    writeFileSync(path, '{"n":1}\n{"n":2}\n')
    const { cursor } = await read()
    change()
    const again = await read(cursor)
    expect(again.seen[0]?.[1]).toBe(0)
    expect(stateOf(again.cursor)).toBe(again.seen.length)
  })

  test('reads a copy of the log on', async () => {
    writeFileSync(path, '{"n":1}\n')
    const { cursor } = await read()
    rmSync(path)
    writeFileSync(path, '{"n":1}\n{"n":2}\n')
    expect((await read(cursor)).values).toEqual([2])
  })

  test('starts over from a cursor that is none', async () => {
    writeFileSync(path, '{"n":1}\n')
    expect((await read({ offset: 'x' })).values).toEqual([1])
  })

  test('says so when the log is gone', async () => {
    await expect(read()).rejects.toMatchObject({ code: 'source-unreadable' })
  })
})

describe('batches', () => {
  test('end every few megabytes, each with the cursor that stands after it', async () => {
    const line = (n: number) => `{"n":${n},"text":"${'x'.repeat(1_000_000)}"}\n`
    writeFileSync(path, Array.from({ length: 10 }, (_, n) => line(n)).join(''))
    const { batches, values } = await read()
    expect(values).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(batches.length).toBeGreaterThanOrEqual(2)
    expect(Math.max(...batches.map((batch) => batch.report.bytes))).toBeLessThan(6_000_000)
    const rest = await read(batches[0]!.cursor)
    expect(rest.values).toEqual(values.slice(stateOf(batches[0]!.cursor) as number))
  })

  test('sets a line over 64 MB aside, and reads what follows', async () => {
    writeFileSync(path, '{"n":1}\n')
    const piece = 'x'.repeat(1024 * 1024)
    appendFileSync(path, '{"n":"')
    for (let at = 0; at < 65; at++) appendFileSync(path, piece)
    appendFileSync(path, '"}\n{"n":3}\n')
    const { values, setAside } = await read()
    expect(values).toEqual([1, 3])
    expect(setAside).toEqual([{ position: 8, length: 65 * 1024 * 1024 + 8, reason: 'line over 64 MB' }])
  })
})

describe('damage', () => {
  test.each([
    ['no JSON', 'nonsense\n', { position: 8, length: 8, reason: 'line is not JSON' }],
    ['no object', '[1]\n', { position: 8, length: 3, reason: 'line is no JSON object' }],
    ['NUL bytes in it', '{"n"\0:1}\n', { position: 8, length: 8, reason: 'line is not JSON: NUL bytes' }],
    [
      'a fault of the parser',
      '{"fail":true}\n',
      { position: 8, length: 13, reason: 'line is not understood: a fault' },
    ],
  ])('sets a line with %s aside', async (_what, text, aside) => {
    writeFileSync(path, `{"n":1}\n${text}{"n":2}\n`)
    const { values, setAside } = await read()
    expect(values).toEqual([1, 2])
    expect(setAside).toEqual([aside])
  })

  test('reads what follows NUL bytes, as a crash leaves them', async () => {
    writeFileSync(path, `{"n":1}\n\0\0\0\0{"n":2}\n`)
    const { seen, setAside } = await read()
    expect(seen).toEqual([
      [1, 0, 7],
      [2, 12, 7],
    ])
    expect(setAside).toEqual([{ position: 8, length: 4, reason: 'NUL bytes' }])
  })

  test('reads objects that lost the newline between them, also where the first would be skipped', async () => {
    writeFileSync(path, '{"n":"}{"}{"n":2}\n{"n":"skip me"}{"n":4}\n{"n":5}{"n":\n{"n":"skip me"}\n')
    const { seen, setAside, batches } = await read()
    expect(seen).toEqual([
      ['}{', 0, 10],
      [2, 10, 7],
      ['skip me', 18, 15],
      [4, 33, 7],
      [5, 41, 7],
    ])
    expect(setAside).toEqual([{ position: 48, length: 5, reason: 'line is not JSON' }])
    expect(batches[0]!.report.skipped).toEqual({ skipped: 1 })
  })

  test('reads what stands behind damage in a line whose beginning would be skipped', async () => {
    writeFileSync(path, '{"n":"skip me"}\0\0\r{"n":4}\n')
    const { values, setAside } = await read()
    expect(values).toEqual(['skip me', 4])
    expect(setAside).toEqual([{ position: 15, length: 3, reason: 'NUL bytes' }])
  })

  test('replaces bytes that are no UTF-8, and passes over a byte order mark', async () => {
    writeFileSync(path, Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from('{"n":"a'), 0xff, ...Buffer.from('"}\n')]))
    expect((await read()).values).toEqual(['a\ufffd'])
  })
})
