import { describe, expect, it } from 'vitest'
import { event, item, ofKind, parseLines, readFixture, sessions } from './testing.ts'

const user = (text: string) => item('message', { role: 'user', content: [{ type: 'input_text', text }] })
const texts = (lines: object[], header: object) => ofKind(parseLines(lines, header), 'turn').map(({ text }) => text)

describe('history of another session', () => {
  it('is left out of a fork, which begins with its own first turn', async () => {
    const { records, skipped } = await readFixture(sessions.fork)
    expect(ofKind(records, 'session').find(({ id }) => id === sessions.fork)?.forkedFrom).toBe(sessions.legacy)
    expect(ofKind(records, 'turn').map(({ text }) => text)).toEqual(['yes', 'Implement the plan.'])
    expect(ofKind(records, 'toolCall').map(({ tool }) => tool)).toEqual(['spawn_agent'])
    expect(skipped['history of another session']).toBeGreaterThan(40)
  })

  it('is left out of a subagent, which knows its parent; and the parent the call', async () => {
    const { records } = await readFixture(sessions.subagent)
    expect(ofKind(records, 'session')).toEqual([
      expect.objectContaining({
        id: sessions.subagent,
        parent: sessions.fork,
        subagentType: 'worker',
        subagentTask: 'dry lamp',
      }),
    ])
    expect(ofKind(records, 'message').map(({ text }) => text)).toEqual(['The lamp is dry.'])
    const parent = await readFixture(sessions.fork)
    expect(ofKind(parent.records, 'session').find(({ id }) => id === sessions.subagent)?.parentCall).toBe(
      `${sessions.fork}/call_spawn`,
    )
  })

  it('ends at the ordinal that the header names', () => {
    const header = {
      source: { subagent: { thread_spawn: { parent_thread_id: 'p' } } },
      subagent_history_start_ordinal: 2,
    }
    expect(
      texts(
        [
          { ...user('theirs'), ordinal: 1 },
          { ...user('mine'), ordinal: 2 },
        ],
        header,
      ),
    ).toEqual(['mine'])
  })

  it('without ids of turns ends at the first pause after a copied header', () => {
    const copied = { type: 'session_meta', payload: { id: 'p' } }
    const later = { ...user('mine'), timestamp: '2026-05-04T00:00:09.000Z' }
    expect(texts([copied, user('theirs'), user('theirs too'), later], {})).toEqual(['mine'])
  })

  it('is not looked for in a subagent that carries none', () => {
    const header = { source: { subagent: { thread_spawn: { parent_thread_id: 'p' } } } }
    expect(texts([event('user_message', { message: 'mine' })], header)).toEqual(['mine'])
  })
})
