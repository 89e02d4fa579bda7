import { describe, expect, it } from 'vitest'
import { event, item, ofKind, parseLines, readFixture, sessions } from './testing.ts'

const call = (name: string, input: object, id = 'c1') =>
  item('function_call', { name, arguments: JSON.stringify(input), call_id: id })
const output = (text: unknown, id = 'c1') => item('function_call_output', { call_id: id, output: text })

describe('calls', () => {
  it('have a tool, an action and what they act on, in every generation', async () => {
    const shown = async (session: string) =>
      ofKind((await readFixture(session)).records, 'toolCall').map(({ tool, action, target }) => [tool, action, target])
    expect(await shown(sessions.old)).toEqual([
      ['shell', 'edit', 'paint.txt'],
      ['shell_command', 'run', 'npm test'],
      ['apply_patch', 'edit', 'old.txt and 1 more'],
      ['local_shell', 'run', 'ls -la'],
      ['web_search', 'web', 'green paint'],
    ])
    expect((await shown(sessions.legacy)).slice(0, 7)).toEqual([
      ['exec_command', 'run', 'make test'],
      ['write_stdin', 'run', 'make test'],
      ['update_plan', 'plan', 'Mend the scheduler'],
      ['apply_patch', 'edit', 'src/wick.ts and 1 more'],
      ['apply_patch', 'edit', 'src/none.ts'],
      ['exec_command', 'run', expect.stringContaining('git commit')],
      ['mcp__tickets__get_issue', 'other', 'number=17'],
    ])
    expect(await shown(sessions.paginated)).toEqual([
      ['exec', 'run', 'ls moths | wc -l'],
      ['exec_command', 'run', 'ls moths | wc -l'],
      ['apply_patch', 'edit', '/home/ana/lantern/moths.txt'],
      ['mcp__garden__count', 'other', 'kind=moth'],
    ])
  })

  it('end once, with what events tell beside the output', async () => {
    const { records } = await readFixture(sessions.legacy)
    const results = ofKind(records, 'toolResult').map(({ id, status, exitCode, durationMs }) => [
      id.split('/')[1],
      status,
      exitCode,
      durationMs,
    ])
    expect(results).toEqual([
      ['call_run', 'background', undefined, 1001],
      ['call_poll', 'error', 2, 8040],
      ['call_plan', 'ok', undefined, undefined],
      ['call_patch', 'ok', 0, 100],
      ['call_bad', 'error', undefined, undefined],
      ['call_commit', 'ok', 0, 250],
      ['call_mcp', 'ok', undefined, 2000],
      ['call_rm', 'rejected', undefined, undefined],
    ])
  })

  it('keep a long output whole; of one over 4 MB the ends, and where the rest is', () => {
    const resultOf = (text: string) =>
      ofKind(parseLines([call('exec_command', { cmd: 'cat all' }), output(text)]), 'toolResult')[0]
    expect(resultOf('é'.repeat(40_000))).toMatchObject({ output: 'é'.repeat(40_000), outputBytes: 80_000 })
    expect(resultOf('é'.repeat(40_000))?.outputFile).toBeUndefined()
    const longer = resultOf('é'.repeat(3_000_000))
    expect(longer).toMatchObject({
      outputBytes: 6_000_000,
      outputFile: expect.stringContaining('rollout'),
      outputOffset: 2000,
      outputLength: 900,
    })
    expect(longer?.output).toContain('é\n… 3,902,848 bytes left out …\né')
  })
})

describe('edits', () => {
  it('are those of the event where there is one, with line numbers', async () => {
    const { records } = await readFixture(sessions.legacy)
    expect(
      ofKind(records, 'edit').map(({ id, path, operation, by, patch }) => [
        id.split('/')[1],
        path,
        operation,
        by,
        patch,
      ]),
    ).toEqual([
      [
        'call_patch#0',
        '/home/ana/lantern/src/rain.ts',
        'create',
        'tool',
        '@@ -0,0 +1,1 @@\n+export const raining = () => false',
      ],
      [
        'call_patch#1',
        '/home/ana/lantern/src/wick.ts',
        'update',
        'tool',
        '@@ -4,4 +4,4 @@\n export const burn = () => {\n   light()\n-  light()\n+  if (!raining()) light()\n }',
      ],
      ['call_commit#0', '/home/ana/lantern/notes/rain.md', 'create', 'shell', '@@ -0,0 +1,2 @@\n+# Rain\n+no $light'],
    ])
  })

  it('are those of the patch else, and none where it failed', async () => {
    const { records } = await readFixture(sessions.old)
    expect(
      ofKind(records, 'edit').map(({ id, path, movedTo, operation }) => [id.split('/')[1], path, movedTo, operation]),
    ).toEqual([
      ['call_1#0', '/home/ana/lantern/paint.txt', undefined, 'update'],
      ['call_3#0', '/home/ana/lantern/a.txt', '/home/ana/lantern/b.txt', 'rename'],
      ['call_3#1', '/home/ana/lantern/old.txt', undefined, 'delete'],
    ])
  })

  it('of a patch that the event calls failed are none', () => {
    const patch = '*** Begin Patch\n*** Add File: a\n+a\n*** End Patch'
    const made = item('custom_tool_call', { name: 'apply_patch', input: patch, call_id: 'c1' })
    const failed = event('patch_apply_end', {
      call_id: 'c1',
      success: false,
      changes: { a: { type: 'add', content: 'a' } },
    })
    const records = parseLines([made, failed, item('custom_tool_call_output', { call_id: 'c1', output: 'no' })])
    expect(ofKind(records, 'edit')).toEqual([])
    expect(ofKind(records, 'toolResult')[0]?.status).toBe('error')
  })

  it('come from changes in the form of old versions', () => {
    const changes = {
      '/a': { update: { unified_diff: '@@ -1 +1 @@\n-x\n+y\n', move_path: null } },
      '/b': { delete: { content: 'z\n' } },
    }
    const edits = ofKind(parseLines([event('patch_apply_end', { call_id: 'c', success: true, changes })]), 'edit')
    expect(edits.map(({ operation, addedLines, removedLines }) => [operation, addedLines, removedLines])).toEqual([
      ['update', ['y'], ['x']],
      ['delete', [], ['z']],
    ])
  })
})

describe('printed commits', () => {
  it('are lines of git', async () => {
    const { records } = await readFixture(sessions.legacy)
    expect(ofKind(records, 'printedCommit')).toEqual([
      expect.objectContaining({ branch: 'main', sha: '9a8b7c6', subject: 'Keep the wick dry' }),
    ])
  })

  it('are found behind a script by the summary below them, and not in what looks alike', () => {
    const print = (text: string) =>
      ofKind(parseLines([call('exec_command', { cmd: './release' }), output(text)]), 'printedCommit').map(
        ({ sha }) => sha,
      )
    expect(print('[main (root-commit) 1234abc] First\n 1 file changed, 1 insertion(+)\n')).toEqual(['1234abc'])
    expect(print('[worker 1234567] started\n[worker 1234568] stopped\n')).toEqual([])
  })
})
