import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createPricer, loadPrices } from '../src/config/prices/index.ts'
import { recordKinds } from '../src/model/records/index.ts'
import type { Database } from '../src/store/database.ts'
import type { Answer } from '../src/surfaces/answers/answer.ts'
import { type Api, answers, lines } from '../src/surfaces/answers/index.ts'
import { createApp } from '../src/surfaces/http/app.ts'
import { openData, openWorkspace } from '../src/surfaces/workspace.ts'
import { Maestro } from './support/maestro.ts'
import { firstOf, neededBy } from './support/needed-parameters.ts'
import { named, writeWorld } from './support/sample-world.ts'

type Page<Item = Record<string, unknown>> = { items: Item[]; next: string | null }

const maestro = new Maestro()
const control = 'c'.repeat(43)
const ended = new AbortController()
let database: Database
let app: ReturnType<typeof createApp>

const ask = (path: string, headers: Record<string, string> = {}) =>
  app.request(`http://localhost:1${path}`, {
    headers: { host: 'localhost:1', authorization: `Bearer ${control}`, ...headers },
  })

const get = async <Value = Page>(path: string): Promise<Value> => {
  const answer = await ask(path)
  expect(`${path} ${answer.status}`).toBe(`${path} 200`)
  return (await answer.json()) as Value
}

const withQuery = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`

/** All items of a list, page by page. */
const all = async <Item = Record<string, unknown>>(path: string, query: Record<string, string>): Promise<Item[]> => {
  const items: Item[] = []
  let next: string | null | undefined
  while (next !== null) {
    const page = await get<Page<Item>>(withQuery(path, { ...query, ...(next ? { cursor: next } : {}) }))
    items.push(...page.items)
    next = page.next
  }
  return items
}

const told = <Value>(...words: string[]): Promise<Value> => maestro.json<Value>(...words, '--no-sync')

beforeAll(async () => {
  await maestro.print('sync', ...named(await writeWorld(maestro)))
  const workspace = openWorkspace({ timezone: 'UTC' }, maestro.env)
  database = await openData(workspace)
  const pricer = createPricer(await loadPrices())
  app = createApp({
    database,
    served: () => ({ workspace, pricer }),
    changes: { subscribe: () => () => {} },
    ended: ended.signal,
    now: Date.now,
    control,
    port: () => 1,
    status: async () => ({}),
  })
})

afterAll(async () => {
  ended.abort()
  await database?.close()
  await maestro[Symbol.asyncDispose]()
})

describe('the API says what the command line says', () => {
  const noon = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - 10 * 86_400_000 + 43_260_000).toISOString()

  test.each([
    [{}, []],
    [{ by: 'person,model' }, ['--by', 'person,model']],
    [{ by: 'repo,week', since: '30d' }, ['--by', 'repo,week', '--since', '30d']],
    [{ by: 'session', until: '2w' }, ['--by', 'session', '--until', '2w']],
    [
      { by: 'month', asOf: noon, timezone: 'Asia/Kathmandu' },
      ['--by', 'month', '--as-of', noon, '--timezone', 'Asia/Kathmandu'],
    ],
    [{ repo: 'ledger', agent: 'codex', person: 'jonas' }, ['--in', 'ledger', '--agent', 'codex', '--person', 'jonas']],
  ])('on usage with %j', async (query, words) => {
    const rows = await told<unknown[]>('usage', ...words)
    expect(rows.length).toBeGreaterThan(0)
    expect(await all('/api/usage', { limit: '50', ...(query as Record<string, string>) })).toEqual(rows)
  })

  test('of usage the parts add up to the whole', async () => {
    const tokens = async (query: Record<string, string>) =>
      (await all<{ outputTokens: number }>('/api/usage', query)).reduce((sum, row) => sum + row.outputTokens, 0)
    const whole = await tokens({ by: 'month' })
    const names = (await all<{ repo: string }>('/api/usage', { by: 'repo' })).map(({ repo }) => repo)
    let sum = 0
    for (const repo of names.filter((name) => name !== 'unknown')) sum += await tokens({ by: 'day', repo })
    expect(sum + (names.includes('unknown') ? await tokens({ by: 'day', repo: 'unknown' }) : 0)).toBe(whole)
  })

  test.each([
    [{}, []],
    [{ by: 'total' }, ['--by', 'total']],
    [{ by: 'action,agent', since: '30d' }, ['--by', 'action,agent', '--since', '30d']],
    [{ by: 'repo,week', asOf: noon }, ['--by', 'repo,week', '--as-of', noon]],
    [{ by: 'person', repo: 'ledger', until: '2w' }, ['--by', 'person', '--in', 'ledger', '--until', '2w']],
  ])('on activity with %j', async (query, words) => {
    const rows = await told<unknown[]>('activity', ...words)
    expect(rows.length).toBeGreaterThan(0)
    expect(await all('/api/activity', { limit: '3', ...(query as Record<string, string>) })).toEqual(rows)
  })

  test('on activity by model that it cannot be told', async () => {
    const answer = await ask('/api/activity?by=model')
    expect(answer.status).toBe(400)
    expect(JSON.stringify(await answer.json())).toContain('usage can be grouped by model')
  })

  test.each([
    [{}, []],
    [{ repo: 'ledger', person: 'Jonas' }, ['--in', 'ledger', '--person', 'Jonas']],
    [{ agent: 'codex', since: '20d' }, ['--agent', 'codex', '--since', '20d']],
    [{ search: 'refund test' }, ['--search', 'refund test']],
    [{ asOf: noon }, ['--as-of', noon]],
  ])('on sessions with %j', async (query, words) => {
    const rows = await told<unknown[]>('sessions', '--limit', '5000', ...words)
    expect(rows.length).toBeGreaterThan(0)
    expect(await all('/api/sessions', { limit: '9', ...(query as Record<string, string>) })).toEqual(rows)
  })

  test.each([
    [{}, []],
    [{ repo: 'payments', since: '20d' }, ['--in', 'payments', '--since', '20d']],
    [{ asOf: noon }, ['--as-of', noon]],
  ])('on commits with %j', async (query, words) => {
    const rows = await told<unknown[]>('commits', '--limit', '5000', ...words)
    expect(rows.length).toBeGreaterThan(0)
    expect(await all('/api/commits', { limit: '17', ...(query as Record<string, string>) })).toEqual(rows)
  })

  test.each(['refund test', '"the"', '-refund tool:Bash', 'agent:codex after:30d', 'file:*.ts -person:jonas'])(
    'on what %j finds, and where',
    async (q) => {
      const rows = await told<unknown[]>('sessions', '--limit', '5000', '--search', q)
      const found = await all<Api['search']['answer']['items'][number]>('/api/search', { q, limit: '9' })
      expect(found.length).toBeGreaterThan(0)
      expect(found.map(({ session }) => session)).toEqual(rows)
      for (const { session, hits, hitCount } of found) {
        expect(hits.length > 0).toBe(/^[a-z"]+( |$)/.test(q))
        expect(hitCount.count).toBeGreaterThanOrEqual(hits.length)
        for (const hit of hits) {
          const path = `/api/sessions/${encodeURIComponent(hit.subagent ?? session.id)}/entries`
          expect(await all(path, { limit: '1000' })).toContainEqual(
            expect.objectContaining({ kind: hit.kind, id: hit.id, at: hit.at }),
          )
        }
      }
    },
  )

  test('on one session, and on what happened in it', async () => {
    const sessions = await all<{ id: string; subagents: number; toolCalls: number }>('/api/sessions', { limit: '500' })
    const some = [
      sessions.find(({ subagents }) => subagents > 0)!,
      sessions.toSorted((a, b) => b.toolCalls - a.toolCalls)[0]!,
      sessions.at(-1)!,
    ]
    for (const { id } of some) {
      const { entries, ...head } = await told<Record<string, unknown>>('session', id)
      const path = `/api/sessions/${encodeURIComponent(id)}`
      expect(await get(path)).toMatchObject(head)
      expect(await all(`${path}/entries`, { limit: '5' })).toEqual(entries)
    }
  })

  test('on a session as of an instant, and on a subagent', async () => {
    const [session] = await all<{ id: string; startedAt: string; endedAt: string }>('/api/sessions', { limit: '1' })
    const middle = new Date((Date.parse(session!.startedAt) + Date.parse(session!.endedAt)) / 2).toISOString()
    const known = await told<{ entries: unknown[] }>('session', session!.id, '--as-of', middle)
    expect(await all(`/api/sessions/${session!.id}/entries`, { asOf: middle })).toEqual(known.entries)
    const sessions = await all<{ id: string; subagents: number }>('/api/sessions', { limit: '500' })
    const parent = sessions.find(({ subagents }) => subagents > 0)!
    const { subagents } = await get<{ subagents: { id: string }[] }>(`/api/sessions/${parent.id}`)
    const path = `/api/sessions/${encodeURIComponent(subagents[0]!.id)}`
    const { entries, ...head } = await told<Record<string, unknown>>('session', subagents[0]!.id)
    expect(await get(path)).toEqual({
      ...head,
      startedBy: expect.objectContaining({ session: expect.stringContaining(parent.id) }),
    })
    expect(await all(`${path}/entries`, {})).toEqual(entries)
  })

  test('on the week', async () => {
    const week = await told<Record<string, unknown>>('start', '--no-serve')
    const { sample, answer } = await get<Api['work']['answer']>('/api/work')
    expect({ sample, ...answer }).toEqual(week)
    expect((await get<Api['work']['answer']>(withQuery('/api/work', { asOf: noon }))).answer!.period.until).toBe(
      Date.parse(noon),
    )
  })

  test('on what was read and what is stored', async () => {
    const doctor = await told<Record<string, unknown>>('doctor', '--all')
    const { connectors, ...rest } = await get<Api['health']['answer']>('/api/health')
    expect(doctor).toMatchObject(rest)
    for (const [index, connector] of connectors.entries())
      expect((doctor.connectors as object[])[index]).toMatchObject(connector)
    expect(await all('/api/sources', { limit: '40' })).toEqual(doctor.sources)
    expect(await all('/api/set-aside', { limit: '1' })).toEqual(doctor.setAside)
    const { items } = await get('/api/stored')
    expect(items.map(({ table }) => table).toSorted()).toEqual(
      (doctor.stored as { table: string }[]).map(({ table }) => table).toSorted(),
    )
  })

  test.each(Object.keys(recordKinds))('on records of the kind %s', async (kind) => {
    const answer = await ask(`/api/records/${kind}`)
    expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
    expect(await answer.text()).toBe(await maestro.print('export', kind, '--no-sync'))
  })
})

const firstId = async (list: string) => (await get<Page<{ id: string }>>(firstOf(list))).items[0]!.id

const filled = async ({ name, path }: Answer): Promise<string> => {
  const id = path.includes('{id}') ? await firstId(path.split('/')[1]!) : ''
  const sha = path.includes('{sha}')
    ? (await get<Page<{ commit: string }>>('/api/commits?limit=1')).items[0]!.commit
    : ''
  const whole = `/api${path.replace('{id}', encodeURIComponent(id)).replace('{sha}', sha).replace('{kind}', 'turn')}`
  return withQuery(whole, await neededBy(name, (path) => all(path, { limit: '1' })))
}

/** Lists that the sample team leaves empty. */
const empty = new Set(['set-aside', 'redactions', 'projects', 'teams', 'person-words'])

describe('the description', () => {
  interface Operation {
    readonly operationId: string
    readonly parameters: { name: string; in: string; required: boolean; schema: object }[]
    readonly requestBody?: { content?: Record<string, { schema: object }> }
    readonly responses: Record<string, { content?: Record<string, { schema: object }> }>
  }
  interface Document {
    readonly openapi: string
    readonly paths: Record<string, Record<string, Operation>>
    readonly components: { schemas: Record<string, object> }
  }
  const described = () => get<Document>('/api/openapi.json')

  test('names every route of the API, and no other', async () => {
    const { openapi, paths } = await described()
    expect(openapi).toBe('3.1.0')
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((name) => `${name} ${path}`),
    )
    expect(told.toSorted()).toEqual([...new Set(served)].toSorted())
  })

  test('is whole: parameters stand in their paths, references lead somewhere, names are there once', async () => {
    const document = await described()
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    )
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, parameters, responses } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(inPath)
      for (const parameter of parameters) if (parameter.in === 'path') expect(parameter.required).toBe(true)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '403']))
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1]!)
    expect(references.length).toBeGreaterThan(10)
    for (const reference of references) {
      const found = reference
        .split('/')
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], document)
      expect(found, reference).toBeTypeOf('object')
    }
  })

  test('has schemas that are JSON Schema: each reads back', async () => {
    const { paths, components } = await described()
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
    const schemas = operations.flatMap(({ parameters, requestBody, responses }) => [
      ...parameters.map(({ schema }) => schema),
      ...[requestBody ?? {}, ...Object.values(responses)].flatMap(({ content = {} }) =>
        Object.values(content).flatMap(({ schema }) => ('$ref' in schema ? [] : [schema])),
      ),
    ])
    expect(schemas.length).toBeGreaterThan(answers.length)
    for (const schema of [...schemas, ...Object.values(components.schemas)])
      expect(() => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])).not.toThrow()
  })

  test.each([...answers].map((answer) => [answer.name, answer as Answer] as const))(
    'of %s is what is answered',
    async (_, answer) => {
      const body = await get<unknown>(await filled(answer))
      expect(answer.answer.safeParse(body).error).toBeUndefined()
      const content = (await described()).paths[`/api${answer.path}`]!.get!.responses[200]!.content!
      const schema = z.fromJSONSchema(content['application/json']!.schema as Parameters<typeof z.fromJSONSchema>[0])
      expect(schema.safeParse(body).error).toBeUndefined()
      if (body && typeof body === 'object' && 'items' in body)
        expect(empty.has(answer.name) || (body.items as []).length > 0).toBe(true)
    },
  )

  test('of records is what is answered', async () => {
    for (const kind of Object.keys(recordKinds)) {
      const text = await (await ask(`/api/records/${kind}`)).text()
      for (const line of text.split('\n').filter(Boolean).slice(0, 300))
        expect(lines[0].line.safeParse(JSON.parse(line)).error).toBeUndefined()
    }
  })

  test('of errors is what is answered', async () => {
    const error = z.fromJSONSchema(
      (await described()).components.schemas.Error as Parameters<typeof z.fromJSONSchema>[0],
    )
    for (const path of ['/api/sessions?limit=0', '/api/sessions/zz', '/api/nothing'])
      expect(error.safeParse(await (await ask(path)).json()).success).toBe(true)
  })
})

describe('what cannot be asked', () => {
  test.each([
    ['/api/sessions?limit=0', 400],
    ['/api/sessions?limit=501', 400],
    ['/api/sessions?limit=x', 400],
    ['/api/sessions?limit=-1', 400],
    ['/api/sessions?limit=', 400],
    ['/api/sessions?limit=1&limit=2', 400],
    ['/api/sessions?nothing=1', 400],
    ['/api/sessions?cursor=x', 400],
    ['/api/sessions?cursor=W10', 400],
    ['/api/sessions?search=%00', 400],
    [`/api/sessions?search=${'x'.repeat(1001)}`, 400],
    ['/api/sessions?since=2026-02-30', 400],
    ['/api/sessions?search=after:soon', 400],
    ['/api/search?q=before:soon', 400],
    ['/api/search?q=%00', 400],
    ['/api/search?limit=101', 400],
    ['/api/find?limit=21', 400],
    ['/api/sessions?asOf=soon', 400],
    ['/api/sessions?timezone=Nowhere', 400],
    ['/api/usage?by=', 400],
    ['/api/usage?by=colour', 400],
    ['/api/usage?by=day;drop', 400],
    ['/api/sessions/%00', 400],
    ['/api/sessions/zz', 404],
    ['/api/sessions/zz/entries', 404],
    ['/api/commits/zz', 404],
    ['/api/pull-requests?number=x', 400],
    ['/api/work?since=2025-01-01&until=2025-12-31', 400],
    ['/api/work?since=2025-02-01&until=2025-01-01', 400],
    ['/api/records/nothing', 400],
    ['/api/sessions/claude-code', 400],
  ] as const)('%.60s is refused with %i and a sentence', async (path, status) => {
    const answer = await ask(path)
    const { error } = (await answer.json()) as { error: { code: string; message: string; next: string } }
    expect({ status: answer.status, code: error.code }).toEqual({
      status,
      code: status === 404 ? 'not-found' : 'usage',
    })
    expect(error.message).toMatch(/\.$/)
    expect(error.next).toMatch(/\.$/)
  })

  test('a cursor of another list is none of this', async () => {
    const { next } = await get('/api/commits?limit=1')
    expect((await ask(withQuery('/api/sessions', { cursor: next! }))).status).toBe(400)
    const { next: byDay } = await get('/api/usage?limit=1&by=day')
    expect((await ask(withQuery('/api/usage', { by: 'model', cursor: byDay! }))).status).toBe(400)
  })
})

test('what has not changed is not sent again', async () => {
  for (const path of ['/api/sessions', '/api/work', '/api/openapi.json']) {
    const tag = (await ask(path)).headers.get('etag')!
    expect(tag).toMatch(/^"\w+"$/)
    const again = await ask(path, { 'if-none-match': tag })
    expect({ status: again.status, text: await again.text() }).toEqual({ status: 304, text: '' })
    expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200)
  }
})

test('the export of records ends when nobody reads it any more', async () => {
  const { body } = await ask('/api/records/toolCall')
  const connections = async () =>
    (await database.pool.query('select count(*) as open from pg_stat_activity where datname = current_database()'))
      .rows[0].open as number
  const during = await connections()
  await body!.cancel()
  await expect.poll(connections).toBeLessThan(during)
})
