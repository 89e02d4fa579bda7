import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Batch } from '../../model/connector.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { claudeCode } from './index.ts'
import { assistantAt, session, userAt } from './testing.ts'

let home: string
let log: string
let outputs: string
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-persisted-')))
  log = join(home, `.claude/projects/x/${session}.jsonl`)
  outputs = join(home, `.claude/projects/x/${session}/tool-results`)
  mkdirSync(outputs, { recursive: true })
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const preview = 'Output too large. The first lines …'

const write = (path: string, files: readonly string[]) => {
  const lines = files.flatMap((file, index) => [
    assistantAt(2 * index, { type: 'tool_use', id: `call-${index}`, name: 'Bash', input: { command: 'make' } }),
    userAt(2 * index + 1, [{ type: 'tool_result', tool_use_id: `call-${index}`, content: preview }], {
      toolUseResult: { stdout: '', stderr: '', persistedOutputPath: file, persistedOutputSize: 100 },
    }),
  ])
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

const read = async (path = log, roots = [home]): Promise<Batch[]> => {
  const source = { connector: 'claude-code', id: path, home, size: 0, stamp: '', newest: 0 }
  const batches: Batch[] = []
  for await (const batch of claudeCode.read(source, undefined, { config: {}, roots, now: 0 })) batches.push(batch)
  return batches
}

const resultsOf = (batches: readonly Batch[]) =>
  batches.flatMap(({ records }) => records).filter((record) => record.kind === 'toolResult') as RecordOf<'toolResult'>[]

const kept = { output: preview, outputBytes: 100, outputLength: 100 }

test('an output in a file of its own is stored whole', async () => {
  const whole = 'ä line\n'.repeat(20_000)
  writeFileSync(join(outputs, 'b1.txt'), whole)
  write(log, [join(outputs, 'b1.txt')])
  const [result] = resultsOf(await read())
  expect(result).toMatchObject({ output: whole, outputBytes: Buffer.byteLength(whole) })
  expect(result?.outputFile).toBeUndefined()
})

test('it is found beside a log that was copied from elsewhere, also from a subagent’s', async () => {
  writeFileSync(join(outputs, 'b1.txt'), 'whole')
  const named = ['/Users/ana/.claude/projects/x/s/tool-results/b1.txt', 'C:\\Users\\ana\\s\\tool-results\\b1.txt']
  write(log, named)
  expect(resultsOf(await read()).map((result) => result.output)).toEqual(['whole', 'whole'])
  const subagents = join(dirname(outputs), 'subagents/agent-a1b2c3d.jsonl')
  write(subagents, named)
  expect(resultsOf(await read(subagents)).map((result) => result.output)).toEqual(['whole', 'whole'])
})

test('of one over 4 MB the ends are stored, and where the rest is', async () => {
  writeFileSync(join(outputs, 'b1.txt'), `first${'.'.repeat(5_000_000)}last`)
  write(log, [join(outputs, 'b1.txt')])
  const [result] = resultsOf(await read())
  expect(result).toMatchObject({ outputBytes: 5_000_009, outputFile: join(outputs, 'b1.txt'), outputLength: 5_000_009 })
  expect(result?.output).toMatch(/^first[.]+\n… 2,902,857 bytes left out …\n[.]+last$/)
})

test('where the file is gone, the log’s part of it is kept and it is told that there was more', async () => {
  write(log, [join(outputs, 'gone.txt')])
  expect(resultsOf(await read())).toMatchObject([{ ...kept, outputFile: join(outputs, 'gone.txt') }])
})

test('no other file is opened, whatever a log names', async () => {
  mkdirSync(join(home, '.ssh'))
  writeFileSync(join(home, '.ssh/key'), 'private')
  symlinkSync(join(home, '.ssh/key'), join(outputs, 'link.txt'))
  const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-elsewhere-')))
  mkdirSync(join(elsewhere, 'tool-results'))
  writeFileSync(join(elsewhere, 'tool-results/b1.txt'), 'private')
  const named = [
    join(home, '.ssh/key'),
    join(outputs, 'link.txt'),
    join(elsewhere, 'tool-results/b1.txt'),
    `${outputs}/../../../../../.ssh/key`,
    '/dev/zero',
    '..',
    '',
  ]
  write(log, named)
  const results = resultsOf(await read())
  expect(results.map((result) => result.output)).toEqual(named.map(() => preview))
  expect(results.map((result) => result.outputFile)).toEqual(named.map((name) => (name === '' ? undefined : name)))
  const allowed = resultsOf(await read(log, [home, elsewhere]))
  expect(allowed.map((result) => result.output)).toContain('private')
  rmSync(elsewhere, { recursive: true })
})

test('many of them come in parts, of which each but the last has the cursor before', async () => {
  const big = 'x'.repeat(3_000_000)
  const files = Array.from({ length: 10 }, (_, index) => join(outputs, `b${index}.txt`))
  for (const file of files) writeFileSync(file, big)
  write(log, files)
  const batches = await read()
  expect(batches.length).toBe(4)
  expect(batches.map(({ cursor }) => cursor === null)).toEqual([true, true, true, false])
  expect(batches.map((batch) => resultsOf([batch]).length)).toEqual([3, 3, 3, 1])
  expect(resultsOf(batches).every((result) => result.output === big)).toBe(true)
  expect(batches.reduce((sum, { report }) => sum + report.items, 0)).toBe(20)
})
