import { describe, expect, it } from 'vitest'
import { schemaOf } from '../../model/record.ts'
import { recordKinds } from '../../model/records/index.ts'
import { event, fixtureSources, item, ofKind, parseLines, readFixture, readSource, sessions } from './testing.ts'

describe('every record', () => {
  it('fits its schema, and no two of a log share a key', async () => {
    for (const source of await fixtureSources()) {
      const { records, setAside } = await readSource(source)
      expect(setAside).toEqual([])
      for (const record of records) {
        const result = schemaOf(recordKinds[record.kind]).safeParse(record)
        expect(result.error?.issues, JSON.stringify(record)).toBeUndefined()
      }
      const keys = records.map((record) => `${record.kind} ${(record as { id: string }).id}`)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('a session', () => {
  it('says where it ran, with which program and models, and no password', async () => {
    const { records } = await readFixture(sessions.legacy)
    expect(ofKind(records, 'session')).toEqual([
      expect.objectContaining({
        id: sessions.legacy,
        cwd: '/home/ana/lantern',
        branch: 'main',
        remote: 'https://github.com/lanterns/lantern.git',
        entrypoint: 'codex-tui',
        version: '0.121.0',
        models: ['gpt-5.4', 'gpt-5.5'],
        startedAt: Date.parse('2026-05-04T09:00:05.040Z'),
      }),
    ])
  })

  it('without envelope has its folder from the context that the model was given', () => {
    const records = parseLines(
      [
        item('message', {
          role: 'user',
          content: [{ type: 'input_text', text: '<environment_context><cwd>/a</cwd></environment_context>' }],
        }),
      ],
      { cwd: null },
    )
    expect(ofKind(records, 'session')[0]?.cwd).toBe('/a')
  })

  it('that continues in another log has its positions after that log', () => {
    const base = { thread_id: 'here', end_ordinal_exclusive: 7, end_byte_offset: 5000 }
    const records = parseLines([{ ...event('user_message', { message: 'on' }), ordinal: 7 }], { history_base: base })
    expect(ofKind(records, 'turn')[0]?.position).toBe(7 * 2 ** 20 + 1000)
    expect(ofKind(records, 'session')[0]?.forkedFrom).toBeUndefined()
  })
})

describe('what happens in a session', () => {
  it('is told in the order of the log', async () => {
    const { records } = await readFixture(sessions.legacy)
    expect(ofKind(records, 'sessionEvent').map(({ type, details }) => [type, details])).toEqual([
      ['model', { model: 'gpt-5.4', effort: 'medium' }],
      ['permission-mode', { mode: 'on-request' }],
      [
        'task-list',
        {
          items: [
            { text: 'Reproduce', status: 'completed' },
            { text: 'Mend the scheduler', status: 'in_progress' },
          ],
        },
      ],
      ['title', { title: 'Keep the wick dry', source: 'human' }],
      ['turn-duration', { durationMs: 95000 }],
      ['model', { model: 'gpt-5.5', effort: 'medium' }],
      ['compaction', { preTokens: 1580 }],
      ['rejection', { call: `${sessions.legacy}/call_rm` }],
      ['interruption', { duringTool: true }],
      ['turn-duration', { durationMs: 17126 }],
      ['api-error', { status: 'usage_limit_exceeded', message: 'You have hit your usage limit.' }],
    ])
  })

  it('has plans entered, proposed and accepted', async () => {
    const { records } = await readFixture(sessions.fork)
    const plans = ofKind(records, 'sessionEvent').filter(({ type }) => type === 'plan')
    expect(plans.map(({ details }) => details)).toEqual([
      { step: 'entered' },
      { step: 'proposed', plan: '1. Dry the lamp' },
      { step: 'accepted' },
    ])
  })

  it('reports types and fields that nobody knows by name', async () => {
    expect((await readFixture(sessions.legacy)).unknown).toEqual({
      'type:session_weather': 1,
      'type:event_msg.lamp_lit': 1,
    })
    expect((await readFixture(sessions.paginated)).unknown).toEqual({ 'type:item_completed.Firefly': 1 })
  })
})
