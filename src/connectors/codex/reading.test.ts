import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Json } from '../../model/field.ts'
import { schemaOf } from '../../model/record.ts'
import { type AnyRecord, recordKinds } from '../../model/records/index.ts'
import { readStoredLine } from './index.ts'
import { fixtureHome, fixtureSources, ofKind, readFixture, readSource, sessions, sourceOf } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'codex-'))
afterAll(() => rmSync(folder, { recursive: true }))

const schemas = new Map(Object.values(recordKinds).map((kind) => [kind.name, schemaOf(kind)]))

/** Records by key; those of one session joined as `span` joins them. */
const joined = (records: readonly AnyRecord[]): Map<string, AnyRecord> => {
  const all = new Map<string, AnyRecord>()
  for (const record of records) {
    const key = `${record.kind} ${(record as { id: string }).id}`
    const known = all.get(key)
    if (record.kind === 'session' && known?.kind === 'session') {
      const startedAt = Math.min(known.startedAt, record.startedAt)
      all.set(key, { ...known, ...record, startedAt, endedAt: Math.max(known.endedAt, record.endedAt) })
    } else all.set(key, known ?? record)
  }
  return all
}

describe('discovery', () => {
  it('takes the active copy of a log that is archived too, newest first', async () => {
    const names = (await fixtureSources()).map(({ id }) => id.slice(fixtureHome.length + '/.codex/'.length))
    expect(names).toHaveLength(6)
    expect(names.filter((name) => name.includes('2026-08-22'))).toEqual([expect.stringMatching(/^sessions\//)])
    expect(names.filter((name) => name.includes('2025-12-19'))).toEqual([expect.stringMatching(/^archived_sessions\//)])
  })
})

describe('reading on', () => {
  it('gives the records of one pass, wherever the log was cut', async () => {
    for (const source of await fixtureSources()) {
      const bytes = readFileSync(source.id)
      const log = sourceOf(join(folder, basename(source.id)))
      writeFileSync(log.id, bytes)
      const whole = joined((await readSource(log)).records)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(bytes.length), { minLength: 1, maxLength: 5 }), async (cuts) => {
          const records: AnyRecord[] = []
          let cursor: Json | undefined
          for (const cut of [...cuts.sort((one, other) => one - other), bytes.length]) {
            writeFileSync(log.id, bytes.subarray(0, cut))
            const reading = await readSource(log, cursor)
            records.push(...reading.records)
            cursor = reading.cursor
          }
          expect(joined(records)).toEqual(whole)
        }),
        { numRuns: 25 },
      )
    }
  }, 60_000)

  it('keeps nothing in the cursor that a log says in words', async () => {
    const { cursor } = await readFixture(sessions.legacy)
    for (const words of ['wick', 'raining', 's3cretword', 'make test'])
      expect(JSON.stringify(cursor)).not.toContain(words)
  })
})

describe('a compressed log', () => {
  it('has the records of the plain one, and is read once', async () => {
    const source = (await fixtureSources()).find(({ id }) => id.includes('019df237'))!
    const packed = sourceOf(join(folder, `${basename(source.id)}.zst`))
    writeFileSync(packed.id, zstdCompressSync(readFileSync(source.id)))
    const reading = await readSource(packed)
    const plain = await readSource({ ...packed, id: source.id })
    expect(joined(reading.records)).toEqual(joined(plain.records))
    expect((await readSource(packed, reading.cursor)).records).toEqual([])
  })

  it('that is damaged says so', async () => {
    const source = (await fixtureSources()).find(({ id }) => id.includes('019df237'))!
    const packed = sourceOf(join(folder, 'rollout-broken.jsonl.zst'))
    writeFileSync(packed.id, zstdCompressSync(readFileSync(source.id)).subarray(0, 2000))
    expect((await readSource(packed)).setAside).toEqual(['compressed log is damaged from here on'])
  })

  it('still holds the lines that records point to', () => {
    const plain = join(folder, 'rollout-stored.jsonl')
    writeFileSync(`${plain}.zst`, zstdCompressSync(Buffer.from('one\ntwo\n')))
    expect(readStoredLine(plain, 4, 3)).toBe('two')
    expect(readStoredLine(join(folder, 'none.jsonl'), 0, 3)).toBeUndefined()
  })
})

describe('any content', () => {
  const lines = async () => {
    const sources = await fixtureSources()
    return sources
      .flatMap(({ id }) => readFileSync(id, 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as Json)
  }

  /** Replaces one value somewhere inside. */
  const spoil = (value: Json, path: readonly number[], by: Json): Json => {
    const [step, ...rest] = path
    if (step === undefined || typeof value !== 'object' || value === null) return by
    const keys = Object.keys(value)
    if (keys.length === 0) return by
    const key = keys[step % keys.length]!
    const copy = structuredClone(value) as Record<string, Json>
    copy[key] = spoil(copy[key]!, rest, by)
    return copy
  }

  it('is read without throwing, into records that fit their schemas', async () => {
    const all = await lines()
    const log = sourceOf(join(folder, 'rollout-2026-01-01T00-00-00-spoilt.jsonl'))
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<Json>('__proto__', 'constructor', '', -1, 1e300, null, [], {}),
    ) as fc.Arbitrary<Json>
    const change = fc.tuple(fc.nat(all.length - 1), fc.array(fc.nat(20), { maxLength: 5 }), odd)
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 40 }), async (changes) => {
        const spoilt = [...all]
        for (const [index, path, by] of changes) spoilt[index] = spoil(spoilt[index]!, path, by)
        writeFileSync(log.id, spoilt.map((line) => `${JSON.stringify(line)}\n`).join(''))
        const { records, setAside } = await readSource(log)
        expect(setAside.filter((reason) => reason.startsWith('line is not understood'))).toEqual([])
        for (const record of records) {
          const result = schemas.get(record.kind)!.safeParse(record)
          expect(result.error?.issues, JSON.stringify(record)).toBeUndefined()
        }
        expect(ofKind(records, 'session').length).toBeGreaterThan(0)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
