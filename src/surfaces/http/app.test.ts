import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { pricer } from '../../../test/support/derive.ts'
import { MaestroError } from '../../model/errors.ts'
import { openWorkspace } from '../workspace.ts'
import { type AppOptions, createApp } from './app.ts'

const control = 's'.repeat(43)
const port = 4747
const host = `127.0.0.1:${port}`
const own = `http://${host}`
const bearer = { authorization: `Bearer ${control}` }
const paths = [
  '/',
  '/api/work',
  '/api/openapi.json',
  '/api/events',
  '/control/status',
  '/health',
  '/nothing',
  '/api/nothing',
]

let data: TestDatabase
let app: ReturnType<typeof createApp>
let clock: number

const appWith = (options: Partial<AppOptions> = {}) =>
  createApp({
    database: data.database,
    served: () => ({
      workspace: openWorkspace({ timezone: 'UTC' }, { HOME: '/nowhere', MAESTRO_HOME: '/nowhere/data' }),
      pricer,
    }),
    changes: { subscribe: () => () => {} },
    ended: new AbortController().signal,
    now: () => clock,
    control,
    port: () => port,
    status: async () => ({ sessions: 3 }),
    ...options,
  })

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(`${own}${path}`, { method, headers: { host, ...headers } })

const freshLink = async (): Promise<string> => {
  const answer = await ask('/control/link', bearer, 'POST')
  expect(answer.status).toBe(200)
  const url = new URL((await answer.json()).url)
  expect(url.origin).toBe(own)
  return url.pathname + url.search
}

const cookieFrom = (answer: Response): string => answer.headers.get('set-cookie')!.split(';')[0]!

const opened = async (): Promise<{ cookie: string }> => ({ cookie: cookieFrom(await ask(await freshLink())) })

beforeAll(async () => {
  data = await freshDatabase()
})
beforeEach(async () => {
  clock = Date.parse('2026-03-07T12:00:00Z')
  await data.client.query('delete from browser')
  app = appWith()
})
afterAll(() => data[Symbol.asyncDispose]())

describe('the host', () => {
  test.each([
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    '127.0.0.1:80',
    'localhost',
    '[::1]',
    `127.0.0.1.evil.example:${port}`,
  ])('other than the own is refused, whoever asks: %s', async (other) => {
    for (const path of [...paths, await freshLink()]) {
      const answer = await ask(path, { ...bearer, host: other })
      expect(answer.status).toBe(421)
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(await answer.text()).toBe('Unknown host.')
    }
  })

  test.each([host, `localhost:${port}`, `[::1]:${port}`])('%s is the own', async (name) => {
    expect((await ask('/', { ...bearer, host: name })).status).toBe(200)
  })
})

describe('without a key', () => {
  test.each([
    ['nothing', {}],
    ['an empty cookie', { cookie: `maestro-${port}=` }],
    ['an invented cookie', { cookie: `maestro-${port}=${'x'.repeat(43)}` }],
    ["another port's cookie", { cookie: `maestro-1=${control}` }],
    ['the control secret as a cookie', { cookie: `maestro-${port}=${control}` }],
    ['a wrong secret', { authorization: `Bearer ${'x'.repeat(43)}` }],
    ['a secret with other bytes in as many characters', { authorization: `Bearer ${encodeURIComponent('é')}` }],
    ['the beginning of the secret', { authorization: `Bearer ${control.slice(0, -1)}` }],
    ['an empty secret', { authorization: 'Bearer ' }],
    ['the secret in another scheme', { authorization: `Basic ${control}` }],
  ])('%s opens nothing and tells nothing', async (_, headers) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const told = new Set<string>()
      for (const path of [...paths, '/control/link']) {
        const answer = await ask(path, { origin: own, ...headers }, method)
        expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 403`)
        expect(answer.headers.get('set-cookie')).toBeNull()
        told.add(await answer.text())
      }
      expect(told.size).toBeLessThanOrEqual(2)
      for (const text of told) {
        expect(text).not.toContain(String(process.pid))
        expect(text).toMatch(/^$|This page opens by its link|"code":"closed"/)
      }
    }
  })

  test('the database that is away lets nobody in', async () => {
    const away = { query: () => Promise.reject(new Error('gone')), connect: () => Promise.reject(new Error('gone')) }
    const { cookie } = await opened()
    app = appWith({ database: { ...data.database, pool: away as never } })
    expect((await ask('/', { cookie })).status).toBe(403)
  })
})

describe('a link', () => {
  test('becomes a cookie that no script and no other site has, and leads on', async () => {
    const link = await freshLink()
    const answer = await ask(link)
    expect(answer.status).toBe(200)
    const [pair, ...rest] = answer.headers.get('set-cookie')!.split('; ')
    expect(pair).toMatch(new RegExp(`^maestro-${port}=[\\w-]{43}$`))
    expect(rest).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/', `Max-Age=${90 * 24 * 3600}`]))
    const page = await answer.text()
    expect(page).toContain('url=/"')
    expect(page).not.toContain(pair!.split('=')[1])
    for (const path of ['/', '/api/work', '/api/health']) expect((await ask(path, { cookie: pair! })).status).toBe(200)
  })

  test('opens once', async () => {
    const link = await freshLink()
    expect((await ask(link)).status).toBe(200)
    const again = await ask(link)
    expect(again.status).toBe(403)
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  test('opens for ten minutes', async () => {
    const [early, late] = [await freshLink(), await freshLink()]
    clock += 10 * 60_000 - 1
    expect((await ask(early)).status).toBe(200)
    clock += 1
    expect((await ask(late)).status).toBe(403)
  })

  test('that was used leads a browser on that has the cookie', async () => {
    const link = await freshLink()
    const cookie = cookieFrom(await ask(link))
    const again = await ask(link, { cookie })
    expect(again.status).toBe(200)
    expect(await again.text()).toContain('url=/"')
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  test('opened by a browser that is known makes no second one, and is used up', async () => {
    const { cookie } = await opened()
    const link = await freshLink()
    expect((await ask(link, { cookie })).status).toBe(200)
    expect((await ask(link)).status).toBe(403)
    expect((await data.client.query('select 1 from browser')).rowCount).toBe(1)
  })

  test.each(['', '?token=', '?token=wrong', '?token=a&token=b', `?key=${control}`, `?token=${control}`])(
    'that nobody gave out opens nothing: %j',
    async (query) => {
      const answer = await ask(`/open${query}`)
      expect({ status: answer.status, cookie: answer.headers.get('set-cookie') }).toEqual({ status: 403, cookie: null })
    },
  )

  test.each([
    ['HEAD', {}],
    ['POST', {}],
    ['GET', { 'sec-purpose': 'prefetch' }],
    ['GET', { purpose: 'prefetch' }],
    ['GET', { origin: 'https://evil.example' }],
    ['GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
  ])('is not used up by a %s with %j', async (method, headers) => {
    const link = await freshLink()
    expect((await ask(link, headers as Record<string, string>, method)).status).toBe(403)
    expect((await ask(link)).status).toBe(200)
  })

  test('opens from the address bar, and from another site by a click', async () => {
    const page = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    for (const site of ['none', 'cross-site', 'same-site'])
      expect((await ask(await freshLink(), { ...page, 'sec-fetch-site': site })).status).toBe(200)
  })

  test('is kept only as a hash: the secrets stand in no table', async () => {
    const link = await freshLink()
    const { cookie } = { cookie: cookieFrom(await ask(link)) }
    const { rows } = await data.client.query('select *, encode(key_hash, $1) as hex from browser', ['escape'])
    expect(rows).toHaveLength(1)
    expect(rows[0].key_hash).toHaveLength(32)
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1])
  })
})

describe('a browser', () => {
  test('is known to the next server', async () => {
    const headers = await opened()
    app = appWith()
    expect((await ask('/', headers)).status).toBe(200)
  })

  test('that was not seen for ninety days is forgotten', async () => {
    const headers = await opened()
    await data.client.query(`update browser set last_seen_at = now() - interval '90 days'`)
    app = appWith()
    expect((await ask('/', headers)).status).toBe(403)
    await opened()
    expect((await data.client.query('select 1 from browser')).rowCount).toBe(1)
  })

  test('that comes again is known for another ninety days', async () => {
    const headers = await opened()
    await data.client.query(`update browser set last_seen_at = now() - interval '89 days'`)
    app = appWith()
    const answer = await ask('/', headers)
    expect(answer.headers.get('set-cookie')).toContain(`${headers.cookie};`)
    const { rows } = await data.client.query<{ fresh: boolean }>(
      `select last_seen_at > now() - interval '1 hour' as fresh from browser`,
    )
    expect(rows).toEqual([{ fresh: true }])
    expect((await ask('/', headers)).headers.get('set-cookie')).toBeNull()
  })

  test('that was taken out of the table is let in no more after a minute', async () => {
    const headers = await opened()
    expect((await ask('/', headers)).status).toBe(200)
    await data.client.query('delete from browser')
    clock += 60_000
    expect((await ask('/', headers)).status).toBe(403)
  })

  test('controls nothing', async () => {
    const headers = { ...(await opened()), origin: own }
    for (const [method, path] of [
      ['POST', '/control/link'],
      ['GET', '/control/status'],
      ['GET', '/health'],
    ] as const) {
      const answer = await ask(path, headers, method)
      expect(answer.status).toBe(403)
      expect(await answer.text()).not.toContain(String(process.pid))
    }
  })
})

test('a program with the secret may do what a browser may, and control', async () => {
  expect(await (await ask('/control/status', bearer)).json()).toEqual({ sessions: 3 })
  expect(await (await ask('/health', bearer)).json()).toEqual({ pid: process.pid })
  expect((await ask('/api/work', bearer)).status).toBe(200)
})

describe('another site', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://localhost:${port}` },
    { origin: `https://${host}` },
    { origin: `http://127.0.0.1:${port + 1}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
  ]
  test.each(foreign)('gets nothing with %j, whatever it has', async (headers) => {
    const browser = await opened()
    for (const path of paths) {
      for (const own of [browser, bearer]) expect((await ask(path, { ...own, ...headers })).status).toBe(403)
    }
  })

  test('may lead to a page, and to nothing of the API', async () => {
    const browser = await opened()
    const click = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect((await ask('/', { ...browser, ...click })).status).toBe(200)
    expect((await ask('/api/work', { ...browser, ...click })).status).toBe(403)
  })

  test('is told apart from a page of ours', async () => {
    const browser = await opened()
    const script = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }
    expect((await ask('/api/work', { ...browser, ...script, origin: own })).status).toBe(200)
    expect((await ask('/', { ...browser, 'sec-fetch-site': 'none' })).status).toBe(200)
  })
})

test('what would change something needs the own origin, or the secret', async () => {
  const browser = await opened()
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    expect((await ask('/api/work', browser, method)).status).toBe(403)
    expect((await ask('/api/work', { ...browser, origin: own }, method)).status).toBe(404)
    expect((await ask('/api/work', bearer, method)).status).toBe(404)
  }
})

test('a large body is refused', async () => {
  const send = (bytes: number) =>
    app.request(`${own}/control/link`, { method: 'POST', headers: { host, ...bearer }, body: 'x'.repeat(bytes) })
  expect((await send(65_536)).status).toBe(200)
  const answer = await send(65_537)
  expect(answer.status).toBe(413)
  expect((await answer.json()).error.code).toBe('usage')
})

describe('headers', () => {
  test.each([
    ['/', 200, { host, ...bearer }],
    ['/api/work', 200, { host, ...bearer }],
    ['/', 403, { host }],
    ['/api/work', 403, { host }],
    ['/nothing', 404, { host, ...bearer }],
    ['/api/sessions?limit=0', 400, { host, ...bearer }],
    ['/', 421, { host: 'evil.example' }],
  ] as const)('of %s with %i let only own scripts run and nothing frame it', async (path, status, headers) => {
    const answer = await ask(path, headers)
    expect(answer.status).toBe(status)
    const policy = answer.headers.get('content-security-policy')!.split(/;\s*/)
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ]),
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    if (status !== 421) expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

describe('what goes wrong', () => {
  const failing = (error: Error) => appWith({ database: { ...data.database, ask: () => Promise.reject(error) } })

  test('is told as far as it concerns the reader', async () => {
    const secret = ['q7Xv', '9Lk2', 'TzR4'].join('')
    const message = `postgres://ana:${secret}@db.example/maestro is gone.`
    app = failing(new MaestroError('database-unavailable', message, 'Start it again.'))
    const answer = await ask('/api/work', bearer)
    expect(answer.status).toBe(503)
    const { error } = await answer.json()
    expect(error).toMatchObject({ code: 'database-unavailable', next: 'Start it again.' })
    expect(error.message).not.toContain(secret)
    // The page itself comes, and tells what it is told.
    expect((await ask('/', bearer)).status).toBe(200)
  })

  test('as a fault is told to whoever runs it, and to nobody else', async () => {
    const faults: unknown[] = []
    const fault = new Error('of the inside')
    app = appWith({ status: () => Promise.reject(fault), onFault: (error) => faults.push(error) })
    const answer = await ask('/control/status', bearer)
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 500,
      body: { error: { code: 'fault', message: 'Maestro has a fault.', next: 'Please report it.' } },
    })
    expect(faults).toEqual([fault])
  })
})

test('there is nothing else', async () => {
  expect(await (await ask('/nothing', bearer)).text()).toBe('There is no such page.')
  expect(await (await ask('/api/nothing', bearer)).json()).toMatchObject({ error: { code: 'not-found' } })
})
