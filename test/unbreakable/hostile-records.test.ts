import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Field } from '../../src/model/field.ts'
import { type AnyRecord, recordKinds } from '../../src/model/records/index.ts'
import { openDatabase } from '../../src/store/database.ts'
import { joinEmbedded } from '../../src/store/embedded/index.ts'
import { deriveMarked } from '../support/derive.ts'
import { minute } from '../support/facts.ts'
import { Maestro } from '../support/maestro.ts'
import { writeRecords } from '../support/store.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** Titles for the window, colours, a bell, C1, text from right to left, no width, tags, separators, a return. */
const evil =
  '\u001b]0;owned\u0007\u001b[31m\u009b2J\u0085\u202edesrever\u2066\u200b\u200dx\ufeff\u2028y\u2029z\u{e0041}\u{e007f}\u00ad\rw\u061c\u180e'
const raw = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu
const sign = 'desrever'

const session = `claude-code:hostile${evil}`
const repository = `repository${evil}`
const sha = 'a'.repeat(40)
const person = `eve${evil}@example.org`

const known: Record<string, unknown> = {
  session,
  repository,
  sha,
  at: minute(1),
  seenAt: minute(1),
  startedAt: minute(0),
  endedAt: minute(9),
  authoredAt: minute(1),
  committedAt: minute(1),
  call: `call${evil}`,
  authorEmail: person,
  committerEmail: person,
}

const detailsOf: Record<string, unknown> = {
  rejection: { call: evil, hint: evil },
  compaction: { trigger: evil, preTokens: 5 },
  plan: { step: 'proposed', plan: evil },
  'permission-mode': { mode: evil },
  'api-error': { status: evil, message: evil, attempt: 1 },
  'queued-prompt': { operation: 'enqueue', text: evil },
  title: { title: `Title ${evil}`, source: 'human' },
  'pr-link': { number: 3, url: `https://example.org/${evil}`, repository: evil },
  'hook-result': { event: evil, hooks: [evil], errors: [evil] },
  model: { model: evil, effort: evil },
  'task-list': { items: [{ text: evil, status: evil }] },
}

const fieldValue = (name: string, field: Field, kind: string): unknown => {
  const options = (field.schema as unknown as { options?: string[] }).options
  if (options) return options[0]
  const text = `${kind} ${name} ${evil}`
  const values: Record<Field['type'], unknown> = {
    id: text,
    ids: [text],
    text,
    texts: [text],
    body: `${text}\n${text}`,
    document: { command: text, [text]: [text] },
    details: [[text, text]],
    instant: minute(1),
    integer: 7,
    flag: true,
    lines: [text],
  }
  return values[field.type]
}

const recordWith = (kind: string, more: Record<string, unknown> = {}): AnyRecord => {
  const { fields } = recordKinds[kind as AnyRecord['kind']]
  const filled = Object.entries(fields as Record<string, Field>).map(([name, field]) => [
    name,
    known[name] ?? fieldValue(name, field, kind),
  ])
  return { kind, ...Object.fromEntries(filled), ...more } as AnyRecord
}

/** Every kind of record with hostile text in each of its fields, and each kind of event. */
const records = (): AnyRecord[] => [
  recordWith('session', { id: session, logId: `hostile${evil}`, parent: undefined, parentCall: undefined }),
  recordWith('session', { id: `${session}/agent`, logId: `agent${evil}`, parent: session, parentCall: `call${evil}` }),
  recordWith('turn', { human: true, origin: 'typed' }),
  recordWith('turn', { id: `other${evil}`, human: true, origin: 'command', position: 8 }),
  ...(['answer', 'thinking', 'summary', 'notice', 'command-output'] as const).map((form, position) =>
    recordWith('message', { id: `${form}${evil}`, form, position: 10 + position }),
  ),
  recordWith('usage'),
  ...['call', 'failed'].flatMap((name, index) => [
    recordWith('toolCall', { id: `${name}${evil}`, position: 20 + index }),
    recordWith('toolResult', { id: `${name}${evil}`, status: index === 0 ? 'ok' : 'error', position: 30 + index }),
  ]),
  recordWith('edit', { patch: `@@ -1 +1 @@\n+${evil}` }),
  recordWith('printedCommit'),
  ...Object.entries(detailsOf).map(([type, details], position) =>
    recordWith('sessionEvent', { id: `${type}${evil}`, type, details, position: 40 + position }),
  ),
  recordWith('repository', { id: repository }),
  recordWith('checkout'),
  recordWith('ref'),
  recordWith('commit', { parents: [] }),
  recordWith('fileChange', { hunks: [[1, 1, 1, 1]] }),
  recordWith('merge', {
    sha: 'b'.repeat(40),
    taken: [[evil]],
    combined: [{ path: evil, lines: 1, parents: [{ hunks: [[1, 1, 1, 1]] }, { hunks: [[1, 0, 1, 1]], path: evil }] }],
  }),
  recordWith('pullRequest'),
  recordWith('mailmapEntry', { email: person }),
  recordWith('authorshipNote', { sessions: [`claude:hostile${evil}`], lines: [`0 1-10 ${evil}`] }),
  recordWith('checkpoint', { checkpoint: `checkpoint${evil}` }),
]

const maestro = new Maestro()

beforeAll(async () => {
  await maestro.print('doctor', '--no-sync')
  const database = await openDatabase((await joinEmbedded({ home: maestro.data })).connection)
  const client = await database.connect()
  try {
    await writeRecords(client, records())
    await client.query(
      `insert into source (connector, id, home, stamp, size, newest, cursor, finished, redaction_version, problem, skipped, unknown, versions, redacted)
       select connector, $1, $1, $1, 1, now(), 'null', false, $1, $1, $2, $2, $2, $2
       from unnest('{claude-code,codex,git}'::text[]) connector`,
      [evil, JSON.stringify({ [evil]: 3 })],
    )
    await client.query(
      "insert into set_aside (connector, source, position, length, reason, subject) values ('git', $1, 1, 1, $1, $1)",
      [evil],
    )
    await deriveMarked(client)
  } finally {
    await client.end()
    await database.close()
  }
})

afterAll(() => maestro[Symbol.asyncDispose]())

const commands: readonly (readonly string[])[] = [
  ['start', '--no-serve', '--no-sync'],
  ['usage', '--by', 'model,repo,person,session', '--no-sync'],
  ['sessions', '--no-sync'],
  ['session', 'hostile', '--no-sync'],
  ['session', 'hostile', '--full', '--thinking', '--no-sync'],
  ['commits', '--no-sync'],
  ['doctor', '--no-sync'],
  ['doctor', '--all', '--no-sync'],
]

const leaksOf = (printed: string): string[] => [
  ...new Set([...printed.replaceAll(/[\n\t]/g, '').matchAll(raw)].map(([found]) => found.codePointAt(0)!.toString(16))),
]

describe.concurrent.each(commands.map((words) => [words.join(' '), words] as const))('%s', (_, words) => {
  test('prints nothing that a terminal or a reader is misled by', async () => {
    const { status, stdout, stderr } = await maestro.run(...words)
    expect([status, stderr]).toEqual([0, expect.any(String)])
    expect(stdout).toContain('\\u{1b}')
    expect(leaksOf(stdout + stderr)).toEqual([])
  })

  test('escapes it in JSON', async () => {
    const { status, stdout } = await maestro.run(...words, '--json')
    expect(status).toBe(0)
    expect(leaksOf(stdout)).toEqual([])
    expect(JSON.stringify(JSON.parse(stdout))).toContain(sign)
  })
})

test.concurrent.each(Object.keys(recordKinds))('an export of %s is escaped, and holds the same', async (kind) => {
  const printed = await maestro.print('export', kind, '--no-sync')
  expect(leaksOf(printed)).toEqual([])
  const lines = printed.trimEnd().split('\n')
  expect(lines.map((line) => JSON.stringify(JSON.parse(line))).join()).toContain(sign)
})
