import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { Maestro } from './support/maestro.ts'

const maestro = new Maestro()
afterAll(() => maestro[Symbol.asyncDispose]())

const fictional = /^Sample team: a fictional company\./m
const real = 'maestro --home DIR'

describe('where no agent ever ran', () => {
  test('the first answer is of the sample team, said so with what brings real data', async () => {
    const { status, stdout, stderr } = await maestro.run('start', '--no-serve')
    expect(status).toBe(0)
    expect(stderr).toMatch(/^No agent has run here: there is no ~\/\.claude/)
    expect(stderr).toMatch(fictional)
    expect(stderr).toContain(real)
    expect(stdout).toMatch(/^The last seven days/)
    expect(stdout).toContain('tarnwick-pay/')
  })

  test.each([
    [['usage']],
    [['sessions']],
    [['commits']],
    [['doctor']],
    [['sync']],
    [['usage', '--json']],
    [['sessions', '--json']],
    [['usage', '--sample', '--json']],
  ])('%j is marked, and is of the sample team', async (words) => {
    const { status, stdout, stderr } = await maestro.run(...words)
    expect(status).toBe(0)
    expect(stderr).toMatch(fictional)
    expect(stdout.length).toBeGreaterThan(10)
    if (words.includes('--json')) expect(() => JSON.parse(stdout)).not.toThrow()
  })

  test('JSON of the answer says that it is the sample', async () => {
    expect(await maestro.json('start', '--no-serve')).toMatchObject({ sample: true, current: true })
    expect(await maestro.json('doctor')).toMatchObject({ sample: true })
  })

  test('a session of it can be read', async () => {
    const [first] = await maestro.json<{ id: string }[]>('sessions', '--limit', '1')
    const { status, stdout, stderr } = await maestro.run('session', first!.id.slice(0, 13), '--sample')
    expect(status).toBe(0)
    expect(stderr).toMatch(fictional)
    expect(stdout).toContain('▌')
  })

  test('the home stays empty', () => {
    expect(readdirSync(maestro.home)).toEqual([])
  })

  test('folders of agents without a log change nothing', async () => {
    for (const name of ['.claude/projects', '.codex/sessions']) mkdirSync(join(maestro.home, name), { recursive: true })
    const { status, stderr } = await maestro.run('usage')
    expect(status).toBe(0)
    expect(stderr).toContain(`No agent has run here: there is no log in ${maestro.home}`)
    expect(stderr).toMatch(fictional)
  })

  test('a first log ends it', async () => {
    const log = {
      home: 'home',
      session: 'dddddddd-0000-4000-8000-000000000001',
      cwd: '/home/ana/shop',
      startedAt: Date.now() - 60_000,
    }
    writeClaudeLog(maestro.folder, log, [prompt('Count the stock'), answer('1', [said('Counted.')])])
    const { stdout, stderr } = await maestro.run('start', '--no-serve')
    expect(stderr).not.toMatch(fictional)
    expect(stdout).toContain('Count the stock')
    expect(stdout).not.toContain('tarnwick')
    expect(await maestro.json('start', '--no-serve')).toMatchObject({ sample: false })
  })

  test('the sample can be asked beside it, made anew and removed', async () => {
    expect((await maestro.run('usage', '--sample', '--by', 'person')).stdout).toContain('Ines Duarte')
    const made = await maestro.run('sample', '--seed', '2')
    expect(made).toMatchObject({ status: 0 })
    expect(made.stderr).toMatch(fictional)
    expect(await maestro.json('sample', '--remove')).toEqual({ removed: true })
    expect(existsSync(join(maestro.data, 'sample'))).toBe(false)
    expect(await maestro.print('usage', '--by', 'person')).toContain('ana')
  })
})
