import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanEnvironment } from './git/fast-import.ts'
import { generateSample, type SampleWorld } from './index.ts'

const now = Date.UTC(2026, 10, 18, 14, 30)
const directory = mkdtempSync(join(tmpdir(), 'maestro-sample-'))
let world: SampleWorld

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

const git = (repository: string, ...parameters: string[]) =>
  execFileSync('git', parameters, { cwd: repository, env: cleanEnvironment(), encoding: 'utf8' })

/** A hash over every log and over every ref. */
const fingerprint = () => {
  const hash = createHash('sha256')
  for (const file of filesBelow(join(directory, 'homes'))) hash.update(file).update(readFileSync(file))
  for (const repository of world.repositories) hash.update(git(repository, 'for-each-ref'))
  return hash.digest('hex')
}

const logs = () =>
  filesBelow(join(directory, 'homes'))
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

const lines = () =>
  logs().flatMap(({ text }) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, never>),
  )

beforeAll(async () => {
  world = await generateSample({ directory, now })
}, 60_000)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('the sample team', () => {
  test('has as many sessions and bytes as were promised', () => {
    expect(world.sessions).toBeGreaterThanOrEqual(120)
    expect(world.sessions).toBeLessThanOrEqual(250)
    expect(world.bytes).toBeGreaterThan(5e6)
    expect(world.bytes).toBeLessThan(15e6)
    expect(world.homes).toHaveLength(12)
  })

  test('says of itself that it is fictional', () => {
    const told = JSON.parse(readFileSync(join(directory, 'sample.json'), 'utf8'))
    expect(told).toMatchObject({ seed: 1, size: 1, fictional: true, generatedAt: new Date(now).toISOString() })
  })

  test('ends now, with a session that is still open', () => {
    const times = lines()
      .map((line) => Date.parse(line.timestamp ?? ''))
      .filter((time) => !Number.isNaN(time))
    const newest = times.reduce((left, right) => Math.max(left, right), 0)
    expect(newest).toBeLessThanOrEqual(now)
    expect(now - newest).toBeLessThan(30 * 60_000)
  })

  test('is the same for the same seed, moment and size', async () => {
    const before = fingerprint()
    await generateSample({ directory, now })
    expect(fingerprint()).toBe(before)
  }, 60_000)
})

describe('its repositories', () => {
  test('are sound, clean, and lost nothing in a merge', () => {
    expect(world.conflicts).toBe(0)
    for (const repository of world.repositories) {
      expect(git(repository, 'fsck', '--full', '--strict', '--no-dangling')).toBe('')
      expect(git(repository, 'status', '--porcelain')).toBe('')
    }
  })

  test('hold a revert, merge and squash commits, tags, trailers and open branches', () => {
    const [payments] = world.repositories
    const log = git(payments!, 'log', '--all', '--format=%B')
    expect(log).toMatch(/^Revert "Reuse connections for webhooks \(#\d+\)"$/m)
    expect(log).toMatch(/^Merge pull request #\d+ from tarnwick-pay\/ines\/pay-88-refund-retries$/m)
    expect(log).toMatch(/^Use Node 24 \(#\d+\)$/m)
    expect(log).toMatch(/^Co-Authored-By: Claude Opus 4\.8 <noreply@anthropic\.com>$/m)
    expect(git(payments!, 'tag').split('\n')).toContain('v2.41.0')
    expect(git(join(directory, 'repos/ledger'), 'branch')).toContain('jonas/pay-71-backfill')
  })

  test('hold the commits that sessions printed on branches that were merged', () => {
    const all = world.repositories.flatMap((repository) => git(repository, 'log', '--all', '--format=%h').split('\n'))
    const known = new Set(all.map((id) => id.slice(0, 7)))
    const printed = logs().flatMap(({ text }) =>
      [...text.matchAll(/\[[\w/.-]+ ([0-9a-f]{7})\] /g)].map((match) => match[1]!),
    )
    expect(printed.length).toBeGreaterThan(60)
    expect(printed.filter((id) => known.has(id)).length / printed.length).toBeGreaterThan(0.5)
  })
})

describe('its logs', () => {
  test('chain every line of Claude Code to one before it', () => {
    for (const { file, text } of logs().filter((log) => log.file.includes('.claude'))) {
      const seen = new Set<string>()
      for (const line of text.trim().split('\n')) {
        const { uuid, parentUuid } = JSON.parse(line)
        if (parentUuid) expect(seen.has(parentUuid), `${file} ${parentUuid}`).toBe(true)
        if (uuid) seen.add(uuid)
      }
    }
  })

  test("repeat a message's usage in each of its blocks", () => {
    const usages = new Map<string, Set<string>>()
    let repeated = 0
    for (const line of lines() as { type?: string; message?: { id: string; usage: unknown } }[]) {
      if (line.type !== 'assistant') continue
      const known = usages.get(line.message!.id) ?? new Set()
      if (known.size > 0) repeated++
      usages.set(line.message!.id, known.add(JSON.stringify(line.message!.usage)))
    }
    expect(repeated).toBeGreaterThan(50)
    expect([...usages.values()].every((values) => values.size === 1)).toBe(true)
  })

  test('raise the totals of Codex by what was last used', () => {
    for (const { text } of logs().filter((log) => log.file.includes('.codex'))) {
      let total = 0
      for (const line of text.trim().split('\n')) {
        const { payload } = JSON.parse(line)
        if (payload.type !== 'token_count' || !payload.info) continue
        const next = payload.info.total_token_usage.total_tokens
        if (next !== total) expect(next - total).toBe(payload.info.last_token_usage.total_tokens)
        total = next
      }
    }
  })

  test('hold what goes wrong, too', () => {
    const text = logs()
      .map((log) => log.text)
      .join('\n')
    expect(text).toContain('[Request interrupted by user')
    expect(text).toContain("The user doesn't want to proceed with this tool use")
    expect(text).toContain('"subtype":"compact_boundary"')
    expect(text).toContain('"type":"queue-operation"')
    expect(text).toContain('"type":"pr-link"')
    expect(filesBelow(join(directory, 'homes')).some((file) => file.includes('/subagents/agent-'))).toBe(true)
  })
})

test('a few weeks, another seed and a weekend work as well', async () => {
  const other = mkdtempSync(join(tmpdir(), 'maestro-sample-'))
  const made = await generateSample({ directory: other, now: Date.UTC(2027, 0, 3, 2), seed: 7, weeks: 2 })
  expect(made.sessions).toBeGreaterThan(20)
  expect(made.conflicts).toBe(0)
  expect(statSync(join(other, 'sample.json')).size).toBeGreaterThan(100)
  rmSync(other, { recursive: true, force: true })
}, 60_000)
