import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, called, prompt, returned, said, writeClaudeLog } from './support/claude-log.ts'
import { Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const { folder } = maestro
const session = 'eeeeeeee-0000-4000-8000-000000000001'

/** A title for the window, red, a bell, text from right to left, no width, a line feed where names stand. */
const evil = '\u001b]0;owned\u0007\u001b[31m\u009b2J\u202edesrever\u2066\u200bx\ufeff\u2028y'
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
const shown = '\\u{1b}[31m\\u{9b}2J\\u{202e}desrever\\u{2066}\\u{200b}x'

const hostileRepository = (): string => {
  const path = join(folder.path, `shop${evil.replaceAll(/[/\0]/g, '')}`)
  mkdirSync(path)
  const who = `Eve${evil}`
  const git = (...words: string[]) =>
    execFileSync('git', words, {
      cwd: path,
      env: {
        ...maestro.env,
        GIT_AUTHOR_NAME: who,
        GIT_AUTHOR_EMAIL: 'eve@example.org',
        GIT_AUTHOR_DATE: '2026-03-02T10:00:00Z',
        GIT_COMMITTER_NAME: who,
        GIT_COMMITTER_EMAIL: 'eve@example.org',
        GIT_COMMITTER_DATE: '2026-03-02T10:00:00Z',
      },
      stdio: 'pipe',
    })
  git('init', '--quiet', '--initial-branch', 'main')
  folder.write(`${path.slice(folder.path.length + 1)}/file.txt`, 'one\n')
  git('add', '.')
  git('commit', '--quiet', '--message', `Begin ${evil} (#12)`)
  return path
}

let repository: string

beforeAll(async () => {
  repository = hostileRepository()
  writeClaudeLog(
    folder,
    {
      home: 'home',
      session,
      cwd: repository,
      startedAt: Date.parse('2026-03-02T09:00:00Z'),
      branch: `b${evil}`,
      version: `2.1.80${evil}`,
    },
    [
      prompt(`Count ${evil} the stock\nand the till`),
      answer(
        '1',
        [said(`Counting ${evil}\nnow`), called('call_1', `Ba${evil}sh`, { command: `ls ${evil}` })],
        `model${evil}`,
      ),
      returned('call_1', `no ${evil}\nsuch file`, true),
      answer(
        '2',
        [called('call_2', 'Write', { file_path: `${repository}/a${evil}.txt`, content: `x ${evil}\n` })],
        `model${evil}`,
      ),
      {
        ...returned('call_2', 'File created'),
        toolUseResult: {
          type: 'create',
          filePath: `${repository}/a${evil}.txt`,
          content: `x ${evil}\n`,
          structuredPatch: [],
        },
      },
      { type: `odd${evil}` },
      { type: 'custom-title', customTitle: `Stock ${evil}` },
    ],
  )
  folder.write(`home/.claude/projects/-work/ffffffff${'\u001b[31m\u202e'}.jsonl`, `{"type":${evil}\n`)
  await maestro.print('sync', '--repo', repository)
})

afterAll(() => maestro[Symbol.asyncDispose]())

const commands = [
  ['start', '--no-serve'],
  ['usage', '--by', 'model,repo,person,session'],
  ['sessions'],
  ['session', session],
  ['session', session, '--full', '--thinking'],
  ['commits'],
  ['doctor'],
  ['doctor', '--all'],
  ['sync'],
]

describe.concurrent.each(commands.map((words) => [words.join(' '), words] as const))('%s', (_, words) => {
  test('shows what is hidden, to a reader', async () => {
    const { status, stdout, stderr } = await maestro.run(...words)
    expect(status).toBe(0)
    expect(stdout).not.toMatch(raw)
    expect(stderr).not.toMatch(raw)
    if (words[0] !== 'sync') expect(stdout).toContain('\\u{')
  })

  test('escapes it in JSON, which stays the same value', async () => {
    const { status, stdout } = await maestro.run(...words, '--json')
    expect(status).toBe(0)
    expect(stdout).not.toMatch(raw)
    expect(() => JSON.parse(stdout)).not.toThrow()
  })
})

test('says the names as they are', async () => {
  expect(await maestro.print('sessions')).toContain('Stock')
  expect(await maestro.print('session', session)).toContain(`Count \\u{1b}]0;owned\\u{7}${shown}`)
  const [entry] = await maestro.json<{ title: string; repository: string }[]>('sessions')
  expect(entry!.title).toBe(`Stock ${evil}`)
  const rows = await maestro.json<{ model: string; costUsd: number | null; inputTokens: number }[]>(
    'usage',
    '--by',
    'model',
  )
  expect(rows).toEqual([expect.objectContaining({ model: `model${evil}`, costUsd: null, inputTokens: 20 })])
})

test('an export is escaped too, and holds the same', async () => {
  const lines = (await maestro.print('export', 'turn')).trimEnd().split('\n')
  expect(lines.join('')).not.toMatch(raw)
  expect(lines.map((line) => JSON.parse(line).text)).toEqual([`Count ${evil} the stock\nand the till`])
})

test('a table stays one line a row', async () => {
  const lines = (await maestro.print('sessions')).trimEnd().split('\n')
  expect(lines).toHaveLength(2)
})

test('an unknown session is repeated visibly', async () => {
  const { status, stderr } = await maestro.run('session', `no${evil}`)
  expect(status).toBe(3)
  expect(stderr).not.toMatch(raw)
  expect(stderr).toContain(shown)
})
