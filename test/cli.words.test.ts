import { afterAll, describe, expect, test } from 'vitest'
import { commands } from '../src/surfaces/cli/commands/index.ts'
import { Maestro } from './support/maestro.ts'

const maestro = new Maestro()
afterAll(() => maestro[Symbol.asyncDispose]())

const stack = /^\s+at |node:internal|\.ts:\d+/m

describe.concurrent('help', () => {
  test.each(commands.map((command) => [command.name, command] as const))(
    'of %s has examples',
    async (name, command) => {
      const { status, stdout, stderr } = await maestro.run(name, '--help')
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(stdout).toContain(`Usage: maestro ${name}`)
      expect(stdout.slice(stdout.indexOf('Examples:'))).toContain(command.examples[0]![0])
      for (const flag of ['--home', '--repo', '--no-sync', '--timezone', '--sample', '--json'])
        expect(stdout).toContain(flag)
    },
  )

  test.each([['--help'], ['help']])('%s names every command', async (...words) => {
    const { status, stdout } = await maestro.run(...words)
    expect(status).toBe(0)
    for (const { name, summary } of commands) {
      expect(stdout).toContain(`  ${name} `)
      expect(stdout).toContain(summary.slice(0, 20))
    }
    expect(stdout).toContain('Examples:')
  })

  test('leaves when nobody reads on', async () => {
    expect(await maestro.shell('"$MAESTRO" --help | head -1')).toMatchObject({ status: 0, stderr: '' })
  })
})

describe.concurrent('a wrong command line', () => {
  test.each([
    [['frobnicate'], 'There is no command "frobnicate".', 'maestro --help'],
    [['help', 'frobnicate'], 'There is no command "frobnicate".', 'maestro --help'],
    [['--frobnicate'], "Unknown option '--frobnicate'.", 'maestro --help'],
    [['usage', '--frobnicate'], "Unknown option '--frobnicate'.", 'maestro usage --help'],
    [['usage', '--bye', 'day'], 'Did you mean --by?', 'maestro usage --help'],
    [['usage', '--by'], "Option '--by <keys>' argument missing.", 'maestro usage --help'],
    [
      ['usage', '--by', 'moon'],
      'Usage cannot be grouped by "moon".',
      'agent, model, day, week, month, session, repo, person',
    ],
    [['usage', '--by', ','], 'Usage cannot be grouped by ",".', 'agent, model'],
    [['usage', '--limit', 'many'], '--limit many is no whole number.', 'Give a number'],
    [['usage', '--limit', ''], '--limit  is no whole number.', 'Give a number'],
    [['sessions', '--limit=-1'], '--limit -1 is no whole number.', 'Give a number'],
    [['session'], "Missing required argument 'id'.", 'maestro session --help'],
    [['session', 'a', 'b'], "Too many arguments for 'session'.", 'maestro session --help'],
    [['delete', 'moon'], '"moon" cannot be deleted.', 'maestro delete --help'],
    [['delete', 'period'], 'A period takes --since, --until or both.', 'maestro delete --help'],
    [['delete', 'session', 'x', '--since', '7d'], 'Only a period takes --since', 'maestro delete --help'],
    [['deletions', '--lift', 'x'], '"x" is no number of a deletion.', 'maestro deletions lists them'],
    [['stop', 'now'], "Too many arguments for 'stop'.", 'maestro stop --help'],
    [['export', 'moon'], 'There is no kind of record "moon".', 'session, turn, message'],
    [['export', '--format', 'xml'], 'There is no format "xml".', 'jsonl or csv'],
    [['export', '--format', 'csv'], 'A CSV file has the columns of one kind of record.', 'Name one kind'],
    [['sample', '--size', 'big'], '--size big is no whole number.', 'Give a number'],
    [['usage', '--home', '/nowhere/at/all'], 'There is no directory /nowhere/at/all.', 'Name a home directory'],
    [['usage', '--repo', '/nowhere/at/all'], 'There is no directory /nowhere/at/all.', 'git repository'],
  ])('%j', async (words, message, next) => {
    const { status, stdout, stderr } = await maestro.run(...words)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).not.toMatch(stack)
    const [first, second, ...more] = stderr.trimEnd().split('\n')
    expect(first).toContain(message)
    expect(second).toContain(next)
    expect(more).toEqual([])
  })

  test.each([
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['usage', '--frobnicate'], "Unknown option '--frobnicate'."],
    [['usage', '--by', 'moon'], 'Usage cannot be grouped by "moon".'],
  ])('is told as JSON too: %j', async (words, message) => {
    const { status, stdout, stderr } = await maestro.run(...words, '--json')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'usage', message, next: expect.stringMatching(/./) } })
  })

  test('shows what a name hides', async () => {
    const { status, stderr } = await maestro.run('export', 'turn\u001b[31m\u202e')
    expect(status).toBe(2)
    expect(stderr).toContain('turn\\u{1b}[31m\\u{202e}')
  })
})

test('says its version', async () => {
  expect(await maestro.print('--version')).toMatch(/^\d+\.\d+\.\d+\n$/)
})
