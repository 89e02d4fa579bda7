import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.ts'
import { deriveMarked, pricer } from '../../../../test/support/derive.ts'
import { editFact, minute, sessionFact, usageFact } from '../../../../test/support/facts.ts'
import { allStored, writeRecords } from '../../../../test/support/store.ts'
import type { Change } from '../../../store/changes.ts'
import { listenForChanges } from '../../../store/changes.ts'
import { openWorkspace } from '../../workspace.ts'
import { createApp } from '../app.ts'

const control = 's'.repeat(43)
const port = 4747
const host = `127.0.0.1:${port}`
const own = `http://${host}`
const bearer = { authorization: `Bearer ${control}` }

let data: TestDatabase
let app: ReturnType<typeof createApp>
let cookie: string

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) =>
  app.request(`${own}${path}`, { method, headers: { host, ...headers }, ...(body === undefined ? {} : { body }) })

/** As a script of a page of ours asks, less or more. */
const page = (without: readonly string[] = [], other: Record<string, string> = {}): Record<string, string> => {
  const all = { cookie, origin: own, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...other }
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)))
}

const send = (body: object | string, headers = page(), method = 'POST', path = '/api/deletions') =>
  ask(path, headers, method, typeof body === 'string' ? body : JSON.stringify(body))

const count = async () => (await allStored(data.client)).length

beforeAll(async () => {
  data = await freshDatabase()
  app = createApp({
    database: data.database,
    served: () => ({
      workspace: openWorkspace({ timezone: 'UTC' }, { HOME: '/nowhere', MAESTRO_HOME: '/nowhere/data' }),
      pricer,
    }),
    changes: { subscribe: () => () => {} },
    ended: new AbortController().signal,
    now: () => minute(600),
    control,
    port: () => port,
    status: async () => ({}),
  })
  const { url } = (await (await ask('/control/link', bearer, 'POST')).json()) as { url: string }
  const opened = await ask(new URL(url).pathname + new URL(url).search)
  cookie = opened.headers.get('set-cookie')!.split(';')[0]!
})
afterAll(() => data[Symbol.asyncDispose]())
beforeEach(async () => {
  for (const { id } of await listed()) await send({}, page(), 'DELETE', `/api/deletions/${id}`)
  await writeRecords(data.client, [
    sessionFact('one'),
    usageFact('one', 'u', minute(1)),
    editFact('one', 'e', 'a.ts'),
    sessionFact('two'),
    usageFact('two', 'v', minute(90)),
  ])
  await deriveMarked(data.client)
})

const listed = async (): Promise<{ id: number; key: string; total: number }[]> =>
  (await ask('/api/deletions', { cookie })).json() as Promise<{ id: number; key: string; total: number }[]>

describe('nothing is changed for', () => {
  const wanted = { what: 'session', name: 'one', confirm: 'one' }
  test.each([
    ['a program, with the control secret', () => page(['cookie'], bearer)],
    ['a program that says nothing of a site', () => ({ ...bearer, 'content-type': 'application/json' })],
    ['nobody', () => page(['cookie'])],
    ['an invented cookie', () => page([], { cookie: `maestro-${port}=${'x'.repeat(43)}` })],
    ['what names no origin', () => page(['origin'])],
    ['another site', () => page([], { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })],
    ['another site that hides its origin', () => page([], { origin: 'null' })],
    ['another port of this machine', () => page([], { origin: `http://127.0.0.1:${port + 1}` })],
    ['another port, as browsers call it', () => page([], { 'sec-fetch-site': 'same-site' })],
    ['another site, by its fetch metadata alone', () => page([], { 'sec-fetch-site': 'cross-site' })],
    ['a typed address', () => page([], { 'sec-fetch-site': 'none' })],
    ['a browser that does not say where from', () => page(['sec-fetch-site'])],
    ['a form', () => page([], { 'content-type': 'application/x-www-form-urlencoded' })],
    ['a form of plain text', () => page([], { 'content-type': 'text/plain' })],
    ['what looks like JSON', () => page([], { 'content-type': 'application/jsonp' })],
    ['no type at all', () => page(['content-type'])],
  ])('%s', async (_, headers) => {
    const before = await count()
    const posted = await send(wanted, headers())
    const lifted = await send({}, headers(), 'DELETE', '/api/deletions/1')
    for (const answer of [posted, lifted]) {
      expect(answer.status).toBe(403)
      expect(((await answer.json()) as { error: { code: string } }).error.code).toBe('closed')
    }
    expect(await count()).toBe(before)
  })

  test.each([
    [{ what: 'session', name: 'one' }, 'usage', 'nobody confirmed it'],
    [{ what: 'session', name: 'one', confirm: 'two' }, 'usage', 'nobody confirmed it'],
    [{ what: 'session', name: 'one', confirm: '' }, 'usage', 'nobody confirmed it'],
    [{ what: 'everything', confirm: 'yes' }, 'usage', 'nobody confirmed it'],
    [{ what: 'session', confirm: 'one' }, 'usage', 'A session has a name.'],
    [{ what: 'moon', name: 'one', confirm: 'one' }, 'usage', '"what" cannot be so'],
    [{ what: 'period', confirm: 'period' }, 'usage', 'A period takes since, until or both.'],
    [{ what: 'session', name: 'one', since: '7d', confirm: 'one' }, 'usage', 'Only a period takes since and until.'],
    [{ what: 'session', name: 'nothing', confirm: 'nothing' }, 'not-found', 'No session'],
    [{ what: 'session', name: 'one', confirm: 'one', now: 1 }, 'usage', 'There is no "now".'],
    ['[]', 'usage', 'no JSON object'],
    ['{', 'usage', 'no JSON object'],
  ])('%j', async (body, code, message) => {
    const before = await count()
    const answer = await send(body)
    const { error } = (await answer.json()) as { error: { code: string; message: string } }
    expect({ status: answer.status, code: error.code }).toEqual({ status: code === 'usage' ? 400 : 404, code })
    expect(error.message).toContain(message)
    expect(await count()).toBe(before)
  })
})

test('what would go is told, handed out, and goes when it is named again', async () => {
  const before = await count()
  const plan = { kind: 'session', key: 'claude-code:one', label: 'one', total: 3, trimmed: 0 }
  const dry = await send({ what: 'session', name: 'one', dryRun: true })
  expect(dry.status).toBe(200)
  expect(await dry.json()).toMatchObject({ ...plan, id: null, counts: { session: 1, usage: 1, edit: 1 } })

  const records = await ask('/api/deletions/records?what=session&name=one', { cookie })
  expect(records.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
  const lines = (await records.text()).trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind).toSorted()).toEqual([
    'edit',
    'session',
    'usage',
  ])
  expect(await count()).toBe(before)

  const told = await send({ what: 'session', name: 'one', confirm: 'one' })
  const { id, ...deleted } = (await told.json()) as { id: number; total: number }
  expect(deleted).toMatchObject(plan)
  expect(await count()).toBe(before - 3)
  expect(await listed()).toMatchObject([{ id, key: 'claude-code:one', total: 3 }])
  expect((await data.client.query('select from dirty')).rowCount).toBe(0)
})

test('a deletion is taken back once, and who reads the sources is told to read them again', async () => {
  const told: Change[] = []
  const listening = await listenForChanges(
    () => data.database.connect(),
    (change) => told.push(change),
  )
  const { id } = (await (await send({ what: 'session', name: 'two', confirm: 'two' })).json()) as { id: number }
  const since = told.length
  const lift = () => send({}, page(), 'DELETE', `/api/deletions/${id}`)
  expect(await (await lift()).json()).toMatchObject({ id, kind: 'session', key: 'claude-code:two' })
  expect((await lift()).status).toBe(404)
  expect(await listed()).toEqual([])
  for (let wait = 0; wait < 500 && !told.slice(since).some(({ kind }) => kind === 'everything'); wait++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(told.slice(since)).toContainEqual({ kind: 'everything', keys: [] })
  await listening.close()
})

test('what cannot be handed out is refused before anything is sent', async () => {
  for (const [query, status] of [
    ['what=session&name=nothing', 404],
    ['what=session', 400],
    ['what=moon', 400],
    ['what=period', 400],
  ] as const) {
    const answer = await ask(`/api/deletions/records?${query}`, { cookie })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('application/json')
  }
})
