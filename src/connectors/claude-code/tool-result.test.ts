import { describe, expect, test } from 'vitest'
import type { Json } from '../../model/field.ts'
import { assistantAt, parseLines, userAt } from './testing.ts'

const call = (name: string, input: Json) => assistantAt(0, { type: 'tool_use', id: 'toolu_1', name, input })
const result = (content: Json, toolUseResult?: Json, is_error = false) =>
  userAt(
    1,
    [{ type: 'tool_result', tool_use_id: 'toolu_1', content, is_error }],
    toolUseResult ? { toolUseResult } : {},
  )
const run = (name: string, input: Json, ...rest: Parameters<typeof result>) =>
  parseLines([call(name, input), result(...rest)])

describe('how a call ended', () => {
  test.each<[string, Parameters<typeof result>, object]>([
    ['well', ['ok', { stdout: 'ok', stderr: '', interrupted: false }], { status: 'ok', exitCode: 0 }],
    ['with a failure', ['Exit code 2\nno', 'Error: Exit code 2\nno', true], { status: 'error', exitCode: 2 }],
    [
      'well, with a remark on its code',
      ['', { stdout: '', returnCodeInterpretation: 'No matches found' }],
      { status: 'ok' },
    ],
    [
      'refused',
      ["The user doesn't want to proceed with this tool use.", 'User rejected tool use', true],
      { status: 'rejected' },
    ],
    [
      'stopped',
      ['Exit code 137\n[Request interrupted by user for tool use]', undefined, true],
      { status: 'interrupted', exitCode: 137 },
    ],
    ['in the background', ['running', { stdout: '', backgroundTaskId: 'b1' }], { status: 'background' }],
    ['after a while', ['x', { durationSeconds: 1.5 }], { status: 'ok', durationMs: 1500 }],
  ])('%s', (_how, rest, expected) => {
    const [record] = run('Bash', { command: 'make' }, ...rest).of('toolResult')
    expect(record).toMatchObject(expected)
    expect(record?.exitCode).toBe((expected as { exitCode?: number }).exitCode)
  })

  test('a long output is kept whole; of one over 4 MB the ends, and it is told where the rest is', () => {
    const { of } = run('Read', { file_path: '/a' }, 'ü'.repeat(40_000))
    expect(of('toolResult')[0]).toMatchObject({ output: 'ü'.repeat(40_000), outputBytes: 80_000 })
    expect(of('toolResult')[0]?.outputFile).toBeUndefined()
    const [longer] = run('Read', { file_path: '/a' }, 'ü'.repeat(3_000_000)).of('toolResult')
    expect(longer).toMatchObject({ outputBytes: 6_000_000, outputOffset: 100, outputLength: 99 })
    expect(longer?.output).toContain('ü\n… 3,902,848 bytes left out …\nü')
  })

  test('of an output in a file of its own the log may tell only in its place', () => {
    const text =
      '<persisted-output>\nOutput too large (34.5KB). Full output saved to: /p/s/tool-results/x.txt\n\nPreview (first 2KB):\na'
    expect(run('Read', { file_path: '/a' }, text).of('toolResult')[0]).toMatchObject({
      output: text,
      outputBytes: 35_328,
      outputFile: '/p/s/tool-results/x.txt',
    })
  })

  test('an output that the program put into a file is there', () => {
    const persisted = { stdout: '', persistedOutputPath: '/home/ana/.claude/x.txt', persistedOutputSize: 90_000 }
    expect(run('Bash', { command: 'make' }, 'start of it', persisted).of('toolResult')).toMatchObject([
      { output: 'start of it', outputFile: '/home/ana/.claude/x.txt', outputOffset: 0, outputLength: 90_000 },
    ])
  })

  test('a refusal is an event, with what the human said', () => {
    const told =
      "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\nkeep it"
    expect(run('Bash', { command: 'rm x' }, told, 'Error: x', true).events).toContainEqual([
      'rejection',
      { call: 'toolu_1', hint: 'keep it' },
    ])
  })

  test('a plan is proposed, then refused or accepted', () => {
    const plan = { plan: '# Do it' }
    const refused = run('ExitPlanMode', plan, "The user doesn't want to proceed", 'User rejected tool use', true)
    expect(refused.events).toContainEqual(['plan', { step: 'proposed', plan: '# Do it' }])
    expect(refused.events).toContainEqual(['plan', { step: 'refused', plan: '# Do it' }])
    expect(run('ExitPlanMode', plan, 'Approved').events).toContainEqual(['plan', { step: 'accepted', plan: '# Do it' }])
  })
})

describe('edits', () => {
  test('come from the hunks that the result tells', () => {
    const lines = [' a', '-b', '+c', '+d', '\\ No newline at end of file']
    const structuredPatch = [{ oldStart: 3, oldLines: 2, newStart: 3, newLines: 3, lines }]
    const { of } = run('Edit', { file_path: '/x', old_string: 'b', new_string: 'c\nd' }, 'ok', {
      filePath: '/x',
      structuredPatch,
    })
    expect(of('toolCall')[0]?.input).toEqual({ file_path: '/x' })
    expect(of('edit')).toMatchObject([
      {
        id: 'toolu_1#0',
        operation: 'update',
        by: 'tool',
        added: 2,
        removed: 1,
        addedLines: ['c', 'd'],
        patch: `@@ -3,2 +3,3 @@\n${lines.join('\n')}`,
      },
    ])
  })

  test('come from the input where the result is no object, and count only lines that changed', () => {
    const input = { file_path: '/x', old_string: 'a\nb\nc', new_string: 'a\nB\nb\nc' }
    expect(run('Edit', input, 'The file has been updated').of('edit')).toMatchObject([
      { addedLines: ['B'], removedLines: [], patch: '@@ -1,3 +1,4 @@\n a\n+B\n b\n c' },
    ])
  })

  test('of a new file hold all its lines', () => {
    const written = { type: 'create', filePath: '/x', content: 'a\nb\n', structuredPatch: [], originalFile: null }
    expect(run('Write', { file_path: '/x', content: 'a\nb\n' }, 'ok', written).of('edit')).toMatchObject([
      { operation: 'create', patch: '@@ -0,0 +1,2 @@\n+a\n+b' },
    ])
  })

  test('of a notebook are those of the cell', () => {
    const original = JSON.stringify({ cells: [{ id: 'c1', source: ['x = 1\n', 'y = 2'] }] })
    const edited = {
      edit_mode: 'replace',
      new_source: 'x = 1\ny = 3',
      cell_id: 'c1',
      error: '',
      original_file: original,
    }
    const { of } = run('NotebookEdit', { notebook_path: '/n.ipynb', new_source: 'x = 1\ny = 3' }, 'ok', edited)
    expect(of('edit')).toMatchObject([{ path: '/n.ipynb', addedLines: ['y = 3'], removedLines: ['y = 2'] }])
  })

  test('that failed, or were refused, or changed nothing, are none', () => {
    const input = { file_path: '/x', old_string: 'a', new_string: 'b' }
    expect(run('Edit', input, 'String to replace not found', 'Error: x', true).of('edit')).toEqual([])
    const same = { type: 'update', filePath: '/x', content: 'a', structuredPatch: [], originalFile: 'a' }
    expect(run('Write', { file_path: '/x', content: 'a' }, 'ok', same).of('edit')).toEqual([])
  })

  test('of a shell command are those that it shows, also when it failed later', () => {
    const command = 'cat > a.txt <<EOF\none\nEOF\nfalse'
    expect(run('Bash', { command }, 'Exit code 1', 'Error: Exit code 1', true).of('edit')).toMatchObject([
      { path: '/home/ana/shop/a.txt', by: 'shell', addedLines: ['one'] },
    ])
  })
})

test('task lists are told whole whenever they change', () => {
  const { events } = parseLines([
    assistantAt(0, { type: 'tool_use', id: 'a', name: 'TaskCreate', input: { subject: 'Build' } }),
    userAt(1, [{ type: 'tool_result', tool_use_id: 'a', content: '' }], {
      toolUseResult: { task: { id: '1', subject: 'Build' } },
    }),
    assistantAt(2, { type: 'tool_use', id: 'b', name: 'TaskUpdate', input: { taskId: '1', status: 'completed' } }),
    userAt(3, [{ type: 'tool_result', tool_use_id: 'b', content: '' }], {
      toolUseResult: { success: true, taskId: '1', statusChange: { from: 'pending', to: 'completed' } },
    }),
    assistantAt(4, {
      type: 'tool_use',
      id: 'c',
      name: 'TodoWrite',
      input: { todos: [{ content: 'Rest', status: 'pending' }] },
    }),
  ])
  expect(events.filter(([type]) => type === 'task-list').map(([, details]) => details)).toEqual([
    { items: [{ text: 'Build', status: 'pending' }] },
    { items: [{ text: 'Build', status: 'completed' }] },
    { items: [{ text: 'Rest', status: 'pending' }] },
  ])
})
