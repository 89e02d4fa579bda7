import { describe, expect, it } from 'vitest'
import { classifyUserText } from './injected.ts'
import { event, item, ofKind, parseLines, readFixture, sessions } from './testing.ts'

const user = (text: string) => item('message', { role: 'user', content: [{ type: 'input_text', text }] })
const told = (message: string) => event('user_message', { message })
const turns = (lines: object[], header?: object) =>
  ofKind(parseLines(lines, header), 'turn').map(({ origin, text }) => [origin, text])

describe('prompts', () => {
  it('count once, though items and events carry them', async () => {
    const { records } = await readFixture(sessions.legacy)
    expect(ofKind(records, 'turn').map(({ origin, text, mode, human }) => [origin, text, mode, human])).toEqual([
      ['typed', 'the wick burns twice on rainy days, find out why and fix it', 'on-request', true],
      ['steered', 'also note it in the changelog', 'on-request', true],
      ['typed', 'now do the same for the lamp', 'on-request', true],
    ])
  })

  it('count as often as they were given', () => {
    const once = [event('task_started'), user('yes'), told('yes'), event('task_complete')]
    expect(turns([...once, ...once, ...once])).toHaveLength(3)
  })

  it('are the items where a version writes no events', () => {
    expect(
      turns([user('<environment_context>\n</environment_context>'), user('a'), item('reasoning'), user('b')]),
    ).toEqual([
      ['typed', 'a'],
      ['typed', 'b'],
    ])
  })

  it('are not the texts that the program puts between, once the log has events', () => {
    const lines = [
      event('task_started'),
      user('a'),
      told('a'),
      event('task_complete'),
      event('task_started'),
      user('Go on with your goal.'),
    ]
    expect(turns(lines)).toEqual([['typed', 'a']])
  })

  it('come from items that the log has in the place of events, with pictures', async () => {
    const { records } = await readFixture(sessions.paginated)
    expect(ofKind(records, 'turn').map(({ origin, text, images }) => [origin, text, images])).toEqual([
      ['typed', 'count the moths', 1],
      ['shell', 'git status', undefined],
    ])
  })

  it('of a subagent are those of the agent that started it', async () => {
    const { records } = await readFixture(sessions.subagent)
    expect(ofKind(records, 'turn')).toEqual([
      expect.objectContaining({ origin: 'agent', text: 'dry the lamp', human: false }),
    ])
  })

  it('of a subagent can come as a message between agents', () => {
    const spawn = { parent_thread_id: 'p', agent_path: '/root/lamp' }
    const message = {
      author: '/root',
      recipient: '/root/lamp',
      content: [{ type: 'encrypted_content', encrypted_content: 'dry it' }],
    }
    expect(turns([item('agent_message', message)], { source: { subagent: { thread_spawn: spawn } } })).toEqual([
      ['agent', 'dry it'],
    ])
  })

  it('of a review are a command', () => {
    expect(turns([event('entered_review_mode', { user_facing_hint: 'current changes' })])).toEqual([
      ['command', 'current changes'],
    ])
  })
})

describe('texts in the place of prompts', () => {
  it.each([
    ['fix it', 'prompt'],
    ['<div>why is this red</div> in the page?', 'prompt'],
    ['# AGENTS.md instructions for /a\n\n<INSTRUCTIONS>', 'notice'],
    ['<user_instructions>\nbe kind\n</user_instructions>', 'notice'],
    ['<subagent_notification>\n{}\n</subagent_notification>', 'notice'],
    ['<turn_aborted>\nstopped\n</turn_aborted>', 'notice'],
    ['<environment_context>\n</environment_context>', 'context'],
    ['<user_shell_command>\n<command>\nls\n</command>\n<result>\nlamp\n</result>\n</user_shell_command>', 'shell'],
  ])('%s is a %s', (text, kind) => {
    expect(classifyUserText(text).kind).toBe(kind)
  })

  it('lose what an editor put around them', () => {
    const text = '# Context from my IDE setup:\n\n## Active file: a.ts\n\n## My request for Codex:\nfix it\n'
    expect(classifyUserText(text)).toEqual({ kind: 'prompt', text: 'fix it' })
  })
})
