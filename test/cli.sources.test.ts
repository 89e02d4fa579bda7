import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const { folder } = maestro
const at = Date.parse('2026-03-02T09:00:00Z')
const place = (name: string) => join(folder.path, name)

const git = (cwd: string, ...words: string[]) =>
  execFileSync('git', words, {
    cwd,
    env: {
      ...maestro.env,
      GIT_AUTHOR_NAME: 'Ana',
      GIT_AUTHOR_EMAIL: 'ana@example.org',
      GIT_AUTHOR_DATE: '2026-03-02T10:00:00Z',
      GIT_COMMITTER_NAME: 'Ana',
      GIT_COMMITTER_EMAIL: 'ana@example.org',
      GIT_COMMITTER_DATE: '2026-03-02T10:00:00Z',
    },
    stdio: 'pipe',
  })

const repository = (name: string): string => {
  mkdirSync(place(name))
  git(place(name), 'init', '--quiet', '--initial-branch', 'main')
  folder.write(`${name}/file.txt`, `${name}\n`)
  git(place(name), 'add', '.')
  git(place(name), 'commit', '--quiet', '--message', `Begin ${name}`)
  return place(name)
}

const log = (home: string, session: string) =>
  writeClaudeLog(folder, { home, session, cwd: `/home/${home}/shop`, startedAt: at }, [
    prompt(`Count the stock of ${home}`),
    answer(session, [said('Counted.')]),
  ])

const everythingBelow = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, withFileTypes: true }).map((entry) => {
      const file = join(entry.parentPath, entry.name)
      const { mtimeMs, size, mode, ino } = statSync(file)
      return [file, entry.isDirectory() ? `${mode} ${ino}` : `${mtimeMs} ${size} ${mode} ${ino}`]
    }),
  )

const persons = async (...words: string[]): Promise<string[]> =>
  (await maestro.json<{ person: string }[]>('sessions', ...words)).map(({ person }) => person).sort()

const known = async (): Promise<{ homes: string[]; repositories: string[] }> => {
  const { homes, repositories } = await maestro.json<{ homes: { path: string }[]; repositories: string[] }>(
    'doctor',
    '--no-sync',
  )
  return { homes: homes.map(({ path }) => path), repositories }
}

beforeAll(() => {
  log('ana', 'aaaaaaaa-0000-4000-8000-000000000001')
  log('ben', 'bbbbbbbb-0000-4000-8000-000000000001')
  log('home', 'cccccccc-0000-4000-8000-000000000001')
  repository('shop')
  git(folder.path, 'clone', '--quiet', '--bare', repository('till'), 'till.git')
})

afterAll(() => maestro[Symbol.asyncDispose]())

describe('homes', () => {
  test('that are named are read instead of the own, and remembered', async () => {
    expect(await persons('--home', place('ana'))).toEqual(['ana'])
    expect(await persons()).toEqual(['ana'])
    expect(await known()).toEqual({ homes: [place('ana')], repositories: [] })
  })

  test('are remembered, and not read, with --no-sync', async () => {
    expect(await persons('--no-sync', '--home', place('ana'), '--home', place('ben'))).toEqual(['ana'])
    expect((await known()).homes).toEqual([place('ana'), place('ben')])
    expect(await persons()).toEqual(['ana', 'ben'])
  })

  test('named again replace those before', async () => {
    await maestro.print('sync', '--home', place('ben'))
    expect((await known()).homes).toEqual([place('ben')])
    log('ana', 'aaaaaaaa-0000-4000-8000-000000000002')
    log('ben', 'bbbbbbbb-0000-4000-8000-000000000002')
    expect(await persons()).toEqual(['ana', 'ben', 'ben'])
  })

  test('go back to the own with "default"', async () => {
    expect(await persons('--home', 'default')).toEqual(['ana', 'ben', 'ben', 'home'])
    expect((await known()).homes).toEqual([maestro.home])
  })
})

describe('repositories', () => {
  const subjects = async (...words: string[]) =>
    (await maestro.json<{ subject: string }[]>('commits', ...words)).map(({ subject }) => subject).sort()

  test('are added one after the other, bare ones too, and remembered', async () => {
    expect(await subjects('--repo', place('shop'))).toEqual(['Begin shop'])
    expect(await subjects('--repo', place('till.git'))).toEqual(['Begin shop', 'Begin till'])
    expect((await known()).repositories).toEqual([place('shop'), place('till.git')])
    expect(await subjects('--in', 'shop')).toEqual(['Begin shop'])
  })

  test('are forgotten with "none"', async () => {
    await maestro.print('sync', '--repo', 'none')
    expect((await known()).repositories).toEqual([])
    await maestro.print('sync', '--repo', 'none', '--repo', place('shop'))
    expect((await known()).repositories).toEqual([place('shop')])
  })

  test('a folder that is none is named, with what to do', async () => {
    mkdirSync(place('empty'))
    const { status, stderr } = await maestro.run('sync', '--repo', place('empty'))
    expect(status).toBe(0)
    expect(stderr).toContain(place('empty'))
    await maestro.print('sync', '--repo', 'none')
  })
})

test('a second sync finds nothing new, and says so', async () => {
  await maestro.print('sync')
  expect(await maestro.print('sync')).toMatch(/^Nothing new in \d+ sources?\.\n$/)
  expect(await maestro.json('sync')).toMatchObject({ sources: 0, bytes: 0, records: 0, busy: false, failures: [] })
})

test('two syncs at once both end well, and store nothing twice', async () => {
  log('home', 'cccccccc-0000-4000-8000-000000000002')
  const ends = await Promise.all([maestro.run('sync', '--json'), maestro.run('sync', '--json')])
  expect(ends.map(({ status }) => status)).toEqual([0, 0])
  expect((await persons()).filter((person) => person === 'home')).toHaveLength(2)
})

test('writes nothing but its own data', async () => {
  const paths = ['ana', 'ben', 'home', 'shop', 'till.git']
  const before = paths.map((name) => everythingBelow(place(name)))
  for (const words of [
    ['sync', '--home', place('ana'), '--repo', place('shop'), '--repo', place('till.git')],
    ['start', '--no-serve'],
    ['doctor'],
    ['rebuild'],
    ['export'],
  ])
    await maestro.print(...words)
  expect(paths.map((name) => everythingBelow(place(name)))).toEqual(before)
  expect(readdirSync(folder.path).sort()).toEqual(['ana', 'ben', 'data', 'empty', 'home', 'shop', 'till', 'till.git'])
  expect(statSync(maestro.data).mode & 0o777).toBe(0o700)
})

test('stops what it started, and says when there is nothing to stop', async () => {
  expect(await maestro.json('stop')).toEqual({ server: 'not running', database: 'stopped' })
  expect(await maestro.print('stop')).toBe('The server was not running; the embedded database was not running.\n')
})
