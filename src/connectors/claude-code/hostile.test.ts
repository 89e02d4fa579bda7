import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../model/field.ts'
import { schemaOf } from '../../model/record.ts'
import { recordKinds } from '../../model/records/index.ts'
import type { JsonObject } from '../jsonl/index.ts'
import { assistantAt, lineAt, parseLines, userAt } from './testing.ts'

/** Lines that use every field that the parser looks at. */
const lines: JsonObject[] = [
  userAt(0, 'x', {
    permissionMode: 'plan',
    planContent: 'p',
    origin: { kind: 'human' },
    forkedFrom: { sessionId: 's', messageUuid: 'm' },
  }),
  userAt(
    1,
    [
      { type: 'text', text: 'x' },
      { type: 'image' },
      { type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'x' }] },
    ],
    {
      toolUseResult: {
        agentId: 'a',
        prompt: 'p',
        filePath: '/x',
        structuredPatch: [{ oldStart: 1, lines: ['+x'] }],
        edit_mode: 'insert',
      },
    },
  ),
  assistantAt(
    2,
    { type: 'tool_use', id: 't', name: 'TodoWrite', input: { todos: [{ content: 'x', status: 'y' }] } },
    { usage: { input_tokens: 1, cache_creation: { ephemeral_5m_input_tokens: 1 } } },
  ),
  lineAt(3, 'system', {
    subtype: 'stop_hook_summary',
    hookInfos: [{ command: 'x', durationMs: 1 }],
    hookErrors: ['x'],
  }),
  lineAt(4, 'system', { subtype: 'api_error', error: { status: 1, error: { message: 'x' } }, retryAttempt: 1 }),
  lineAt(5, 'queue-operation', { operation: 'enqueue', content: 'x' }),
  lineAt(6, 'attachment', {
    attachment: { type: 'hook_blocking_error', hookEvent: 'x', blockingError: { blockingError: 'x' } },
  }),
  lineAt(7, 'progress', {
    parentToolUseID: 't',
    data: {
      type: 'agent_progress',
      agentId: 'a',
      prompt: 'p',
      message: { type: 'user', uuid: 'u', message: { content: 'p' } },
    },
  }),
  lineAt(8, 'pr-link', { prNumber: 1, prUrl: 'u', prRepository: 'r' }),
  lineAt(9, 'summary', { summary: 'x', leafUuid: 'line-8' }),
]

/** The value with whatever stands at one of its paths replaced. */
const replaced = (value: Json, path: number, by: Json): Json => {
  let left = path
  const walk = (inner: Json): Json => {
    if (left-- === 0) return by
    if (Array.isArray(inner)) return inner.map(walk)
    if (typeof inner !== 'object' || inner === null) return inner
    return Object.fromEntries(Object.entries(inner).map(([key, item]) => [key, walk(item)]))
  }
  return walk(value)
}

describe('a line with anything anywhere', () => {
  test('never throws, and gives records that fit the vocabulary', () => {
    const line = fc.constantFrom(...lines)
    const change = fc.tuple(line, fc.integer({ min: 1, max: 30 }), fc.jsonValue() as fc.Arbitrary<Json>)
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = changes.map(([original, path, by]) => replaced(original, path, by) as JsonObject)
        for (const record of parseLines(changed).records) schemaOf(recordKinds[record.kind]).parse(record)
      }),
      { numRuns: 500 },
    )
  })

  test('an input that nests too deep is left out', () => {
    let deep: Json = 'x'
    for (let level = 0; level < 5000; level++) deep = [deep]
    const { of } = parseLines([assistantAt(0, { type: 'tool_use', id: 't', name: 'Bash', input: { deep } })])
    expect(of('toolCall')).toMatchObject([{ input: { leftOut: 'nests too deep' } }])
  })

  test('names that objects inherit are not taken for types or tools', () => {
    const { counts } = parseLines([
      lineAt(0, 'constructor', {}),
      lineAt(1, 'system', { subtype: 'toString' }),
      assistantAt(2, { type: 'tool_use', id: '__proto__', name: '__proto__', input: {} }),
    ])
    expect(counts).toEqual({ 'unknown type:constructor': 1, 'unknown system:toString': 1 })
  })
})
