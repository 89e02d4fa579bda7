import { describe, expect, test } from 'vitest'
import { assistantAt, lineAt, parseLines, session } from './testing.ts'
import { logsOutputStub } from './usage.ts'

const tokens = (output: number, more = {}) => ({
  usage: {
    input_tokens: 3,
    cache_creation_input_tokens: 20,
    cache_read_input_tokens: 100,
    output_tokens: output,
    ...more,
  },
})
const text = { type: 'text', text: 'x' }

describe('the tokens of an API message', () => {
  test('are told again when they grew, under one key', () => {
    const lines = [4, 4, 96].map((output, second) => assistantAt(second, text, { id: 'msg_1', ...tokens(output) }))
    expect(parseLines(lines).of('usage')).toMatchObject([
      { id: 'msg_1', outputTokens: 4, position: 0, cacheCreation5mTokens: 20, cacheReadTokens: 100 },
      { id: 'msg_1', outputTokens: 96, position: 200 },
    ])
  })

  test('cache writes are told apart where the log does; fast mode and searches are kept', () => {
    const usage = {
      cache_creation: { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 15 },
      speed: 'fast',
      server_tool_use: { web_search_requests: 2 },
    }
    expect(parseLines([assistantAt(0, text, tokens(1, usage))]).of('usage')).toMatchObject([
      { cacheCreation5mTokens: 5, cacheCreation1hTokens: 15, speed: 'fast', webSearches: 2 },
    ])
  })

  test('a replay in a side conversation, under another request id, has the key of the original', () => {
    const side = { isSidechain: true, agentId: 'aside', requestId: 'req_2' }
    const lines = [
      assistantAt(0, text, { id: 'msg_1', ...tokens(9) }, { requestId: 'req_1' }),
      assistantAt(1, text, { id: 'msg_1', ...tokens(9) }, side),
    ]
    expect(parseLines(lines).of('usage')).toMatchObject([
      { id: 'msg_1', sidechain: false, session: `claude-code:${session}` },
      { id: 'msg_1', sidechain: true, session: `claude-code:${session}/aside` },
    ])
  })

  test('ids that are not of the API itself need the request id', () => {
    const lines = [assistantAt(0, text, { id: 'gen-1', ...tokens(1) }, { requestId: 'r' })]
    expect(parseLines(lines).of('usage')[0]?.id).toBe('gen-1:r')
  })

  test('what the program says in its name costs nothing', () => {
    expect(parseLines([assistantAt(0, text, { model: '<synthetic>', ...tokens(0) })]).of('usage')).toEqual([])
  })

  test('nonsense counts as nothing', () => {
    const nonsense = { usage: { input_tokens: 'many', output_tokens: -4, cache_read_input_tokens: 1e300 } }
    expect(parseLines([assistantAt(0, text, nonsense)]).of('usage')).toMatchObject([
      { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0 },
    ])
  })
})

test.each([
  ['1.0.17', false],
  ['2.0.0', true],
  ['2.1.52', true],
  ['2.1.53', false],
  ['2.1.100', false],
  ['3.0.1', false],
  ['', false],
])('output of version %s is a lower bound: %s', (version, expected) => {
  expect(logsOutputStub(version)).toBe(expected)
})

test('tokens told in the progress of a call are a lower bound in any version', () => {
  const message = { id: 'msg_1', model: 'claude-haiku-4-5', content: [text], ...tokens(1) }
  const data = { type: 'agent_progress', agentId: 'a1', prompt: '', message: { type: 'assistant', uuid: 'u', message } }
  expect(parseLines([lineAt(0, 'progress', { data, parentToolUseID: 'toolu_1' })]).of('usage')).toMatchObject([
    { lowerBound: true, sidechain: true, session: `claude-code:${session}/a1` },
  ])
})
