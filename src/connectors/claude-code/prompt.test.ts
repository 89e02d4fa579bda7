import { describe, expect, test } from 'vitest'
import { parseLines, session, userAt } from './testing.ts'

const turnOf = (content: Parameters<typeof userAt>[1], fields = {}) =>
  parseLines([userAt(0, content, fields)]).of('turn')[0]

describe('who gave a prompt, and how', () => {
  test.each([
    ['typed', 'Add a total', 'Add a total', true],
    ['typed', 'why is <T> here?', 'why is <T> here?', true],
    ['shell', '<bash-input> git status</bash-input>', 'git status', true],
    [
      'command',
      '<command-message>review</command-message>\n<command-name>/review</command-name>\n<command-args>31</command-args>',
      '/review 31',
      true,
    ],
    ['notice', '<task-notification>\n<task-id>1</task-id></task-notification>', undefined, false],
    ['notice', 'Operation stopped by hook: another session is active', undefined, false],
    ['notice', '<teammate-message teammate_id="b">done</teammate-message>', undefined, false],
  ])('%s: %s', (origin, content, text, human) => {
    expect(turnOf(content)).toMatchObject({ origin, text: text ?? content, human })
  })

  test('a plan that a fresh session starts from', () => {
    expect(turnOf('Implement the following plan: x', { planContent: 'x' })).toMatchObject({
      origin: 'plan',
      human: true,
    })
  })

  test('a prompt that newer versions say no human gave', () => {
    expect(turnOf('ping', { origin: { kind: 'channel' } })).toMatchObject({ origin: 'notice', human: false })
    expect(turnOf('ping', { origin: { kind: 'human' } })).toMatchObject({ origin: 'typed', human: true })
  })

  test('what the program wraps around a prompt is left out; pictures are counted', () => {
    const content = [
      { type: 'text', text: '<ide_selection>lines 1 to 3</ide_selection>' },
      { type: 'text', text: 'Fix this <system-reminder>be brief</system-reminder>' },
      { type: 'image', source: {} },
    ]
    expect(turnOf(content)).toMatchObject({ text: 'Fix this', images: 1 })
  })

  test('what the human adds when allowing a call goes into the running task', () => {
    const content = [
      { type: 'tool_result', tool_use_id: 'toolu_1', content: 'ok' },
      { type: 'text', text: 'and round it' },
    ]
    expect(turnOf(content)).toMatchObject({ origin: 'steered', text: 'and round it', human: true })
  })

  test('a subagent was given its prompts by an agent', () => {
    const turns = parseLines([
      userAt(0, 'Find it', { isSidechain: true, agentId: 'a1' }),
      userAt(1, 'Look again', { isSidechain: true, agentId: 'a1' }),
    ]).of('turn')
    expect(turns).toMatchObject([
      { id: `claude-code:${session}/a1#prompt`, position: 0, origin: 'agent', human: false },
      { id: 'line-1', position: 100, origin: 'agent', human: false },
    ])
  })

  test('the permission mode is that of the latest prompt that tells one', () => {
    const { of, events } = parseLines([
      userAt(0, 'a', { permissionMode: 'plan' }),
      userAt(1, '<bash-input>ls</bash-input>'),
    ])
    expect(of('turn').map(({ mode }) => mode)).toEqual(['plan', 'plan'])
    expect(events).toEqual([['permission-mode', { mode: 'plan' }]])
  })
})

describe('what looks like a prompt and is none', () => {
  test.each([
    [
      'output of a command',
      '<local-command-stdout>\u001b[1mBye!\u001b[22m</local-command-stdout>',
      'command-output',
      'Bye!',
    ],
    [
      'output of a shell line',
      '<bash-stdout>clean</bash-stdout><bash-stderr></bash-stderr>',
      'command-output',
      'clean',
    ],
    [
      'the summary of a compaction',
      'This session is being continued from a previous conversation. X',
      'summary',
      undefined,
    ],
  ])('%s', (_what, content, form, text) => {
    const { of } = parseLines([userAt(0, content)])
    expect(of('turn')).toEqual([])
    expect(of('message')).toMatchObject([{ form, text: text ?? content }])
  })

  test('bodies of skills are notices; caveats are nothing', () => {
    const { of, counts } = parseLines([
      userAt(0, [{ type: 'text', text: 'Base directory for this skill: /x' }], { isMeta: true }),
      userAt(1, '<local-command-caveat>Caveat: ...</local-command-caveat>', { isMeta: true }),
    ])
    expect(of('turn')).toEqual([])
    expect(of('message')).toMatchObject([{ form: 'notice' }])
    expect(counts).toEqual({ 'skipped caveat': 1 })
  })

  test('interruptions', () => {
    const { of, events } = parseLines([
      userAt(0, [{ type: 'text', text: '[Request interrupted by user]' }]),
      userAt(1, [{ type: 'text', text: '[Request interrupted by user for tool use]' }]),
    ])
    expect(of('turn')).toEqual([])
    expect(events).toEqual([
      ['interruption', {}],
      ['interruption', { duringTool: true }],
    ])
  })
})
