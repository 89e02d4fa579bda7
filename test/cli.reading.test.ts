import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { schemaOf } from '../src/model/record.ts'
import { type KindName, recordKinds } from '../src/model/records/index.ts'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { Maestro } from './support/maestro.ts'
import { named, type World, writeWorld } from './support/sample-world.ts'

interface Session {
  readonly id: string
  readonly agent: string
  readonly repository: string
  readonly person: string
  readonly intent: string | null
  readonly startedAt: string
  readonly endedAt: string
  readonly prompts: number
  readonly subagents: number
  readonly tokens: number
  readonly lines: { readonly landed: number; readonly landedShare: number | null } | null
}

const maestro = new Maestro()
const long = '99999999-0000-4000-8000-000000000001'
const many = 260
let world: World
let sessions: Session[]

const escapes = /\u001b/
const ask = (...words: string[]) => maestro.run(...words, '--no-sync')

beforeAll(async () => {
  world = await writeWorld(maestro)
  const startedAt = Date.now() - 90 * 60_000
  const log = { home: 'long', cwd: '/home/zoe/shop', startedAt }
  writeClaudeLog(
    maestro.folder,
    { ...log, session: long },
    Array.from({ length: 1200 }, (_, index) => prompt(`Count shelf ${index}`)),
  )
  for (let index = 0; index < many; index++) {
    const session = `88888888-0000-4000-8000-${String(index).padStart(12, '0')}`
    writeClaudeLog(maestro.folder, { ...log, session, startedAt: startedAt + index * 1000 }, [
      prompt(`Count till ${index}`),
      answer(session, [said('Counted.')]),
    ])
  }
  await maestro.print('sync', ...named(world), '--home', join(maestro.folder.path, 'long'))
  sessions = await maestro.json<Session[]>('sessions', '--no-sync', '--limit', '5000')
})

afterAll(() => maestro[Symbol.asyncDispose]())

describe('sessions', () => {
  test('come the latest first, with what they were for', () => {
    expect(sessions.length).toBeGreaterThan(many)
    const ends = sessions.map(({ endedAt }) => Date.parse(endedAt))
    expect(ends).toEqual([...ends].sort((a, b) => b - a))
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length)
    expect(sessions.filter(({ intent }) => intent === null)).toEqual([])
  })

  test('can be asked by repository, person, agent and period', async () => {
    const only = (words: string[]) => maestro.json<Session[]>('sessions', '--no-sync', '--limit', '5000', ...words)
    expect(await only(['--in', 'LEDGER'])).toEqual(
      sessions.filter(({ repository }) => repository === 'tarnwick-pay/ledger'),
    )
    expect(await only(['--in', 'tarnwick-pay/ledger', '--person', 'Jonas', '--agent', 'codex'])).toEqual(
      sessions.filter(
        (row) => row.repository === 'tarnwick-pay/ledger' && row.person === 'Jonas Eklid' && row.agent === 'codex',
      ),
    )
    expect(await only(['--in', 'edger'])).toEqual([])
    expect((await ask('sessions', '--in', 'edger')).stdout).toBe('No session in this period.\n')
    const from = new Date(Date.now() - 14 * 86_400_000).toISOString()
    expect(await only(['--since', from])).toEqual(sessions.filter(({ endedAt }) => endedAt >= from))
  })

  test('are as many as asked for, and say that there are more', async () => {
    const { stdout } = await ask('sessions', '--limit', '3')
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[4]).toContain('--limit shows more')
    expect(stdout).not.toMatch(escapes)
    expect((await ask('sessions')).stdout.trimEnd().split('\n')).toHaveLength(52)
  })

  test('keep to the width of a pipe, whatever stands in them', async () => {
    const { stdout } = await ask('sessions', '--in', 'console')
    for (const line of stdout.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })
})

describe('one session', () => {
  test('tells with --edits what became of its lines', async () => {
    const { id, lines } = sessions.find((row) => (row.lines?.landed ?? 0) > 0)!
    const { stdout } = await ask('session', id, '--edits')
    expect(stdout).toMatch(/✓ \d+ lines? landed \d{4}-\d\d-\d\d \d\d:\d\d with [0-9a-f]{9}, still there|gone/)
    expect(stdout).toContain(`(${Math.round(lines!.landedShare! * 100)} %) landed`)
    const told = await maestro.json<{ id: string; edits: { fate: { landed: number } | null }[] }>(
      ...['session', id, '--edits', '--no-sync'],
    )
    expect(told.edits.reduce((sum, { fate }) => sum + (fate?.landed ?? 0), 0)).toBe(lines!.landed)
  })

  const shortest = (id: string) => {
    for (let length = 1; length < id.length; length++)
      if (sessions.filter((other) => other.id.startsWith(id.slice(0, length))).length === 1) return id.slice(0, length)
    return id
  }

  test('is found by the beginning of its id', async () => {
    const wanted = sessions.find(({ repository, prompts }) => repository === 'tarnwick-pay/payments' && prompts > 2)!
    const { status, stdout } = await ask('session', shortest(wanted.id))
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe(wanted.intent)
    expect(stdout.split('\n')[1]).toContain(`${wanted.agent} · tarnwick-pay/payments`)
    expect(stdout).not.toMatch(escapes)
    const whole = await maestro.json<{ id: string; tokens: number; entries: { kind: string; at: string }[] }>(
      'session',
      wanted.id,
      '--no-sync',
    )
    expect(whole).toMatchObject({
      id: wanted.id,
      agent: wanted.agent,
      person: wanted.person,
      intent: wanted.intent,
      tokens: wanted.tokens,
    })
    expect(whole.entries.filter(({ kind }) => kind === 'turn').length).toBeGreaterThanOrEqual(wanted.prompts)
    const times = whole.entries.map(({ at }) => Date.parse(at))
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  test('of several, all are named', async () => {
    const { status, stdout, stderr } = await ask('session', '8888')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^Several sessions begin with "8888": 88888888-.*\nGive more of the id\.\n$/)
  })

  test('that is not there is not found', async () => {
    expect(await ask('session', 'zz')).toEqual({
      status: 3,
      stdout: '',
      stderr: 'No session\'s id begins with "zz".\nmaestro sessions lists them.\n',
    })
    const { status, stderr } = await ask('session', 'zz', '--json')
    expect({ status, error: JSON.parse(stderr).error.code }).toEqual({ status: 3, error: 'not-found' })
  })

  test('names its subagents, and they can be read', async () => {
    const parent = sessions.find(({ subagents }) => subagents > 0)!
    const { subagents } = await maestro.json<{ subagents: { id: string; toolCalls: number }[] }>(
      'session',
      parent.id,
      '--no-sync',
    )
    expect(subagents).toHaveLength(parent.subagents)
    const { status, stdout } = await ask('session', subagents[0]!.id)
    expect(status).toBe(0)
    expect(stdout).toContain('▌')
    expect((await ask('session', parent.id)).stdout).toContain(`maestro session ${subagents[0]!.id}`)
  })

  test('as of an instant shows nothing later', async () => {
    const wanted = sessions.find(({ repository, prompts }) => repository === 'tarnwick-pay/payments' && prompts > 2)!
    const middle = new Date((Date.parse(wanted.startedAt) + Date.parse(wanted.endedAt)) / 2).toISOString()
    const whole = await maestro.json<{ entries: { at: string }[] }>('session', wanted.id, '--no-sync')
    const known = await maestro.json<{ entries: { at: string }[] }>(
      'session',
      wanted.id,
      '--no-sync',
      '--as-of',
      middle,
    )
    expect(known.entries).toEqual(whole.entries.filter(({ at }) => at < middle))
    expect(known.entries.length).toBeLessThan(whole.entries.length)
  })

  test('that is long is bounded in a pipe, and whole with --full', async () => {
    const bounded = (await ask('session', long)).stdout
    expect(bounded).toMatch(/\d+ more entries; --full prints all\.\n$/)
    expect(bounded.split('\n').length).toBeLessThan(4100)
    const full = (await ask('session', long, '--full')).stdout
    expect(full).toContain('Count shelf 1199')
    expect(full).not.toContain('more entries')
  })
})

describe('commits', () => {
  test('come with their pull requests, the latest first', async () => {
    const commits = await maestro.json<
      { committedAt: string; repository: string; pullRequest: unknown; commit: string }[]
    >('commits', '--no-sync', '--limit', '5000')
    const times = commits.map(({ committedAt }) => Date.parse(committedAt))
    expect(times).toEqual([...times].sort((a, b) => b - a))
    expect(commits.find(({ pullRequest }) => pullRequest !== null)?.pullRequest).toEqual({
      number: expect.any(Number),
      inferred: true,
    })
    expect(await maestro.json('commits', '--no-sync', '--limit', '5000', '--in', 'ledger')).toEqual(
      commits.filter(({ repository }) => repository === 'tarnwick-pay/ledger'),
    )
    const { stdout } = await ask('commits', '--limit', '2')
    expect(stdout.split('\n')[1]).toContain(commits[0]!.commit.slice(0, 9))
    expect(stdout).toContain('--limit shows more')
  })
})

test('a pull request has its share of lines found in session edits, and the prompts behind it', async () => {
  interface Commit {
    readonly repository: string
    readonly pullRequest: { readonly number: number } | null
    readonly foundLines: number | null
  }
  const commits = await maestro.json<Commit[]>('commits', '--no-sync', '--limit', '5000')
  const { repository, pullRequest } = commits.find((commit) => commit.pullRequest && (commit.foundLines ?? 0) > 0)!
  const words = ['pull-request', String(pullRequest!.number), '--in', repository]
  const told = await maestro.json<{
    countedLines: number
    foundLines: number
    behind: { intent: string; prompts: { text: string; lines: number }[] }[]
  }>(...words, '--no-sync')
  expect(told.foundLines).toBeGreaterThan(0)
  expect(told.foundLines).toBeLessThanOrEqual(told.countedLines)
  const { stdout } = await ask(...words)
  expect(stdout).toContain(`#${pullRequest!.number} `)
  expect(stdout).toMatch(/[\d,]+ of [\d,]+ counted lines \(\d+ %\) found in session edits/)
  const prompts = told.behind.flatMap((session) => session.prompts)
  expect(prompts.length).toBeGreaterThan(0)
  expect(stdout).toContain(prompts[0]!.text.split('\n')[0]!.slice(0, 20))
  const unknown = await ask('pull-request', '999999')
  expect(unknown.stderr).toContain('No pull request #999999 is on record.')
  expect((await ask('pull-request', 'seven')).stderr).toContain('is no number of a pull request')
})

test('many rows are bounded in a pipe, and say how to see all', async () => {
  const { stdout } = await ask('usage', '--by', 'session')
  expect(stdout.split('\n').filter((line) => /^\S{8}/.test(line))).toHaveLength(200)
  expect(stdout).toMatch(/[\d,]+ earlier rows left out; --limit \d+ shows all\./)
  const wanted = /--limit (\d+)/.exec(stdout)![1]!
  expect((await ask('usage', '--by', 'session', '--limit', wanted)).stdout).not.toContain('left out')
})

describe('export', () => {
  const kinds = Object.keys(recordKinds) as KindName[]

  test('prints every kind as lines of JSON that fit their schemas', async () => {
    const records = (await maestro.print('export', '--no-sync'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const unused = new Set(['mailmapEntry', 'authorshipNote', 'checkpoint'])
    const met = new Set(records.map(({ kind }) => kind))
    expect(kinds.filter((kind) => !met.has(kind) && !unused.has(kind))).toEqual([])
    const wrong = records.flatMap((record) => {
      const { error } = exported.get(record.kind)!.safeParse(record)
      return error ? [`${record.kind}: ${error.message}`] : []
    })
    expect(wrong).toEqual([])
  })

  test('prints only the kinds asked for, as CSV too, which says the same', async () => {
    const records = (await maestro.print('export', 'commit', '--no-sync'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['commit']))
    const [header, ...rows] = cellsOf(await maestro.print('export', 'commit', '--format', 'csv', '--no-sync'))
    expect(header).toEqual(Object.keys(recordKinds.commit.fields))
    expect(rows).toHaveLength(records.length)
    const subject = header!.indexOf('subject')
    const sha = header!.indexOf('sha')
    expect(rows.map((row) => [row[sha], row[subject]])).toEqual(records.map((record) => [record.sha, record.subject]))
  })

  test('writes a file that only its owner reads', async () => {
    const file = join(maestro.folder.path, 'turns.csv')
    const { status, stdout, stderr } = await ask('export', 'turn', '--format', 'csv', '--out', file)
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
    const rows = cellsOf(await readFile(file, 'utf8'))
    expect(stderr).toBe(`Wrote ${(rows.length - 1).toLocaleString('en-US')} records to ${file}.\n`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const nowhere = await ask('export', 'turn', '--out', join(file, 'below'))
    expect(nowhere).toMatchObject({ status: 4, stdout: '' })
    expect(nowhere.stderr).toContain('cannot be written')
  })
})

test.each(['export turn message', 'sessions --limit 5000 --json', `session ${long} --full`])(
  '%s ends quietly when its reader leaves',
  async (words) => {
    const { status, stdout, stderr } = await maestro.shell(`"$MAESTRO" ${words} --no-sync | head -c 20`)
    expect({ status, stderr, length: stdout.length }).toEqual({ status: 0, stderr: '', length: 20 })
  },
)

test('doctor says what was found, read and set aside', async () => {
  const report = await maestro.json<{
    connectors: { name: string; sources: number; records: number; unfinished: number; failed: unknown[] }[]
    sample: boolean
  }>('doctor', '--no-sync')
  expect(report.sample).toBe(false)
  expect(report.connectors.map(({ name }) => name)).toEqual(['claude-code', 'codex', 'git'])
  for (const connector of report.connectors) {
    expect(connector.sources).toBeGreaterThan(0)
    expect(connector).toMatchObject({ unfinished: 0, failed: [] })
  }
  const { stdout } = await ask('doctor')
  expect(stdout).toContain(`Data: ${maestro.data}`)
  expect(stdout).not.toMatch(escapes)
})

test('rebuild computes the same again', async () => {
  const before = await maestro.print('sessions', '--no-sync', '--limit', '5000', '--json')
  const rebuilt = await maestro.json<{ derived: number }>('rebuild')
  expect(rebuilt.derived).toBeGreaterThan(sessions.length)
  expect(await maestro.print('sessions', '--no-sync', '--limit', '5000', '--json')).toBe(before)
})

test('colour only where it is asked for', async () => {
  const colored = await maestro.shell('FORCE_COLOR=1 "$MAESTRO" sessions --limit 2 --no-sync')
  expect(colored.stdout).toMatch(escapes)
  const plain = await maestro.shell('FORCE_COLOR=1 NO_COLOR=1 "$MAESTRO" sessions --limit 2 --no-sync')
  expect(plain.stdout).not.toMatch(escapes)
})

const iso = z.iso.datetime({ offset: true })
const hexadecimal = z.string().regex(/^(?:[0-9a-f]{16})*$/)

/** The schemas of records as they are exported: instants in ISO 8601, hashed lines in hexadecimal. */
const exported = new Map(
  Object.values(recordKinds).map((kind) => {
    const changed = Object.entries(kind.fields).flatMap(([name, field]) => {
      const shape = field.type === 'instant' ? iso : field.type === 'lines' ? hexadecimal : undefined
      return shape ? [[name, field.optional ? shape.optional() : shape] as const] : []
    })
    return [kind.name as string, schemaOf(kind).extend(Object.fromEntries(changed))]
  }),
)

/** CSV as RFC 4180 has it. */
const cellsOf = (text: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain!)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
