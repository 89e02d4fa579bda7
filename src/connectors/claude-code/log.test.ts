import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ReadReport, Source } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import { schemaOf } from '../../model/record.ts'
import { type AnyRecord, recordKinds } from '../../model/records/index.ts'
import { claudeCode } from './index.ts'

const fixtures = join(import.meta.dirname, 'fixtures', 'claude')
const home = { path: '/home/ana', claudeFolders: [fixtures], codexFolders: [] }
const main = '5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f50'
const old = '9c4b7a10-1111-4222-8333-444455556666'

const discover = async (): Promise<Source[]> => {
  const sources: Source[] = []
  for await (const found of claudeCode.discover({
    homes: [home],
    repositories: [],
    workingDirectories: [],
    roots: ['/'],
  })) {
    if ('source' in found) sources.push(found.source)
  }
  return sources
}

const read = async (source: Source, cursor?: Json) => {
  const records: AnyRecord[] = []
  const reports: ReadReport[] = []
  let last = cursor
  for await (const batch of claudeCode.read(source, cursor, { config: {}, roots: ['/'], now: 0 })) {
    records.push(...batch.records)
    reports.push(batch.report)
    last = JSON.parse(JSON.stringify(batch.cursor))
  }
  return { records, reports, cursor: last }
}

const sources = await discover()
const sourceOf = (part: string) => sources.find(({ id }) => id.includes(part))!
const kinds = (records: readonly AnyRecord[], kind: AnyRecord['kind']) =>
  records.filter((record) => record.kind === kind)

describe('the logs of one folder', () => {
  test('are found, those of subagents too', () => {
    expect(sources.map(({ id }) => id.slice(fixtures.length)).sort()).toEqual([
      `/projects/-home-ana-shop/${main}.jsonl`,
      `/projects/-home-ana-shop/${main}/subagents/agent-a1b2c3d.jsonl`,
      `/projects/-home-ana-shop/${old}.jsonl`,
    ])
  })

  test('give records that fit the vocabulary', async () => {
    for (const source of sources) {
      for (const record of (await read(source)).records) {
        expect(() => schemaOf(recordKinds[record.kind]).parse(record), JSON.stringify(record)).not.toThrow()
      }
    }
  })

  test('tell what happened in a session, in order', async () => {
    const { records, reports } = await read(sourceOf(`${main}.jsonl`))
    const turns = records.flatMap((r) => (r.kind === 'turn' && !r.session.includes('/') ? [[r.origin, r.text]] : []))
    expect(turns).toEqual([
      ['typed', 'Give the cart a total with tax, see SHOP-12.'],
      ['steered', 'round to cents please'],
      ['steered', 'and mention the rounding'],
      ['shell', 'git status'],
      ['command', '/review 31'],
      ['notice', expect.stringContaining('<task-notification>')],
    ])
    expect(
      records.flatMap((r) => (r.kind === 'edit' ? [`${r.by} ${r.operation} ${r.path} +${r.added} -${r.removed}`] : [])),
    ).toEqual([
      'tool update /home/ana/shop/cart.ts +2 -1',
      'tool create /home/ana/shop/cart.test.ts +2 -0',
      'shell create /home/ana/shop/web/notes.md +2 -0',
    ])
    expect(records.flatMap((r) => (r.kind === 'sessionEvent' ? [r.type] : []))).toEqual([
      'permission-mode',
      'model',
      'queued-prompt',
      'queued-prompt',
      'rejection',
      'hook-result',
      'turn-duration',
      'pr-link',
      'api-error',
      'interruption',
      'compaction',
      'title',
    ])
    expect(kinds(records, 'printedCommit')).toMatchObject([{ id: 'toolu_commit#0', sha: '1a2b3c4', branch: 'main' }])
    expect(reports[0]).toMatchObject({ unknown: { 'type:something-new': 1 }, skipped: { 'file-history-snapshot': 1 } })
  })

  test('tell of a subagent the same, whichever log tells it', async () => {
    const id = `claude-code:${main}/a1b2c3d`
    const facts = {
      parent: `claude-code:${main}`,
      parentCall: 'toolu_task',
      subagentType: 'Explore',
      subagentTask: 'Review the cart',
    }
    for (const source of [sourceOf(`${main}.jsonl`), sourceOf('agent-a1b2c3d')]) {
      const { records } = await read(source)
      expect(records.filter((r) => r.kind === 'session' && r.id === id)).toMatchObject([facts])
      expect(records.filter((r) => r.kind === 'turn' && r.session === id)).toMatchObject([
        { id: `${id}#prompt`, position: 0, origin: 'agent', text: 'Read cart.ts and say what is wrong.', human: false },
      ])
    }
  })

  test('tell the work of a subagent that older versions log as progress', async () => {
    const id = `claude-code:${old}/ff00aa1`
    const { records, reports } = await read(sourceOf(`${old}.jsonl`))
    const own = records.filter((r) => 'session' in r && r.session === id)
    expect(own.map((r) => r.kind)).toEqual(['turn', 'sessionEvent', 'usage', 'toolCall', 'toolResult', 'edit', 'turn'])
    expect(new Set(kinds(own, 'turn').map((r) => ('id' in r ? r.id : ''))).size).toBe(1)
    expect(kinds(own, 'edit')).toMatchObject([{ addedLines: ['const basket = 1'], removedLines: ['const cart = 1'] }])
    expect(records.find((r) => r.kind === 'session' && r.id === id)).toMatchObject({
      parent: `claude-code:${old}`,
      parentCall: 'toolu_old',
      subagentType: 'general-purpose',
    })
    expect(reports[0]?.setAside).toEqual([{ position: expect.any(Number), length: 24, reason: 'line is not JSON' }])
  })

  test('give a title only when it is of this session, also where its line lost its newline', async () => {
    const { records } = await read(sourceOf(`${old}.jsonl`))
    const titles = records.flatMap((r) => (r.kind === 'sessionEvent' && r.type === 'title' ? [r.details] : []))
    expect(titles).toEqual([
      { title: 'Cart renamed', source: 'summary' },
      { title: 'Cart renamed to basket', source: 'summary' },
    ])
  })
})

describe('reading on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claude-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** Sessions are joined over batches: of each, the earliest start, the latest end, and what was seen first. */
  const joined = (records: readonly AnyRecord[]) => {
    const sessions = new Map<string, AnyRecord & { kind: 'session' }>()
    for (const r of records) {
      if (r.kind !== 'session') continue
      const before = sessions.get(r.id)
      const startedAt = Math.min(r.startedAt, before?.startedAt ?? r.startedAt)
      const endedAt = Math.max(r.endedAt, before?.endedAt ?? r.endedAt)
      sessions.set(r.id, { ...r, ...before, startedAt, endedAt })
    }
    return { sessions, others: records.filter((r) => r.kind !== 'session') }
  }

  test.each([main, old])('gives what one pass gives, wherever the log was cut: %s', async (session) => {
    const whole = sourceOf(`${session}.jsonl`)
    const bytes = readFileSync(whole.id)
    const expected = joined((await read(whole)).records)
    const source = { ...whole, id: join(folder, basename(whole.id)) }
    for (let cut = 1; cut < bytes.length; cut += 97) {
      writeFileSync(source.id, bytes.subarray(0, cut))
      const first = await read(source)
      writeFileSync(source.id, bytes)
      const second = await read(source, first.cursor)
      expect(joined([...first.records, ...second.records]), `cut at ${cut}`).toEqual(expected)
    }
  })

  test('tokens in lines that lost the newline between them count, though not in ccusage', async () => {
    const path = join(folder, '0bbbbbbb-0000-4000-8000-000000000000.jsonl')
    const message = {
      id: 'msg_1',
      model: 'claude-opus-4-6',
      content: [],
      usage: { input_tokens: 1, output_tokens: 63 },
    }
    const answer = { type: 'assistant', uuid: 'u', sessionId: main, timestamp: '2026-03-02T10:00:00.000Z', message }
    writeFileSync(path, `${JSON.stringify(answer)}{"type":"summary","summary":"x","leafUuid":"u"}\n`)
    const { records, reports } = await read({ ...sourceOf(main), id: path })
    expect(kinds(records, 'usage')).toMatchObject([{ outputTokens: 63 }])
    expect(reports[0]?.setAside).toEqual([])
  })

  test('parses no line twice', async () => {
    const { cursor } = await read(sourceOf(`${main}.jsonl`))
    expect((await read(sourceOf(`${main}.jsonl`), cursor)).reports).toEqual([])
  })

  test('a resumed session begins with the history of another', async () => {
    const path = join(folder, '0aaaaaaa-0000-4000-8000-000000000000.jsonl')
    const line = (sessionId: string, second: number) =>
      JSON.stringify({
        type: 'user',
        uuid: `u${second}`,
        sessionId,
        timestamp: `2026-03-02T10:00:0${second}.000Z`,
        message: { content: 'x' },
      })
    writeFileSync(path, `${line(main, 1)}\n${line('0aaaaaaa-0000-4000-8000-000000000000', 2)}\n`)
    const { records } = await read({ ...sourceOf(main), id: path })
    expect(kinds(records, 'turn')).toMatchObject([
      { session: `claude-code:${main}` },
      { session: 'claude-code:0aaaaaaa-0000-4000-8000-000000000000' },
    ])
    expect(records.find((r) => r.kind === 'session' && r.forkedFrom)).toMatchObject({
      forkedFrom: `claude-code:${main}`,
    })
  })

  test('the log of a subagent beside its session finds that in its lines', async () => {
    const path = join(folder, 'agent-a1b2c3d.jsonl')
    mkdirSync(dirname(path), { recursive: true })
    copyFileSync(sourceOf('agent-a1b2c3d').id, path)
    const { records } = await read({ ...sourceOf(main), id: path })
    expect(kinds(records, 'session')).toMatchObject([
      { id: `claude-code:${main}/a1b2c3d`, parent: `claude-code:${main}` },
    ])
  })
})
