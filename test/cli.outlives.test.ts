import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, called, prompt, returned, said, writeClaudeLog } from './support/claude-log.ts'
import { Maestro } from './support/maestro.ts'

const session = '77777777-0000-4000-8000-000000000001'
const whole = Array.from({ length: 30_000 }, (_, index) => `counted shelf ${index}\n`).join('')
const maestro = new Maestro()

const questions = [
  ['sessions'],
  ['session', session, '--full'],
  ['session', session, '--full', '--json'],
  ['sessions', '--search', 'lighthouse'],
  ['usage', '--json'],
  ['export'],
]
const answers = () => Promise.all(questions.map((words) => maestro.print(...words)))

beforeAll(async () => {
  const startedAt = Date.now() - 3_600_000
  const outputs = join('home', '.claude', 'projects', '-work', session, 'tool-results')
  const file = maestro.folder.write(join(outputs, 'b1.txt'), whole)
  writeClaudeLog(maestro.folder, { home: 'home', session, cwd: join(maestro.home, 'shop'), startedAt }, [
    prompt('Count the shelves of the lighthouse'),
    answer('1', [called('call-1', 'Bash', { command: 'count' })]),
    {
      ...returned('call-1', 'counted shelf 0'),
      toolUseResult: { stdout: '', stderr: '', persistedOutputPath: file, persistedOutputSize: whole.length },
    },
    answer('2', [called('call-2', 'Read', { file_path: '/list' })]),
    returned('call-2', 'x'.repeat(200_000)),
    answer('3', [said('Counted.')]),
  ])
  await maestro.print('sync')
})
afterAll(() => maestro[Symbol.asyncDispose]())

test('when the logs and their output files are deleted, every answer is what it was', {
  timeout: 120_000,
}, async () => {
  const before = await answers()
  expect(before[1]).toContain('counted shelf 29999')
  expect(before[1]).toContain('x'.repeat(200_000))
  expect(before[3]).toContain('Count the shelves')
  expect(await maestro.print('doctor')).toContain('(after 30 days), nothing is lost.')
  rmSync(join(maestro.home, '.claude/projects'), { recursive: true })
  expect(await answers()).toEqual(before)
  expect(await maestro.json('doctor')).toMatchObject({ logs: { logs: 0, unread: [], gone: 1 } })
  expect(await maestro.print('doctor')).toContain('1 log is gone; what was read is kept here.')
})
