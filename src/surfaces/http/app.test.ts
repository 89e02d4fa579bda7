import { describe, expect, test } from 'vitest'
import { MaestroError } from '../../model/errors.ts'
import { type AppOptions, createApp } from './app.ts'
import { answerWith, placeWith, sessionWith } from './testing.ts'

const key = 'k'.repeat(32)
const port = 4747
const host = `127.0.0.1:${port}`
const cookie = `maestro-${port}=${key}`

const appWith = (options: Partial<AppOptions> = {}) =>
  createApp({ key, answer: async () => answerWith(), sample: false, timezone: 'UTC', port: () => port, ...options })

const get = (path: string, headers: Record<string, string> = { host, cookie }, options: Partial<AppOptions> = {}) =>
  appWith(options).request(`http://${host}${path}`, { headers })

describe('the host', () => {
  test.each([
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    '127.0.0.1:80',
    'localhost',
    `127.0.0.1.evil.example:${port}`,
  ])('other than the own is refused: %s', async (other) => {
    for (const path of ['/', '/api/work', `/open?key=${key}`, '/health', '/nothing']) {
      const answer = await get(path, { host: other, cookie })
      expect(answer.status).toBe(421)
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect(await answer.text()).toBe('Unknown host.')
    }
  })

  test.each([host, `localhost:${port}`])('%s is the own', async (own) => {
    expect((await get('/', { host: own, cookie })).status).toBe(200)
  })
})

describe('the key', () => {
  test.each([
    ['no cookie', {}],
    ['an empty one', { cookie: `maestro-${port}=` }],
    ['a wrong one', { cookie: `maestro-${port}=${'x'.repeat(32)}` }],
    ['one with other bytes in as many characters', { cookie: `maestro-${port}=${encodeURIComponent('é'.repeat(32))}` }],
    ["another port's", { cookie: `maestro-1=${key}` }],
  ])('%s opens nothing', async (_, headers) => {
    for (const path of ['/', '/api/work', '/nothing']) {
      const answer = await get(path, { host, ...headers })
      expect(answer.status).toBe(403)
      const text = await answer.text()
      expect(text).toContain('This page opens by its link')
      expect(text).not.toContain('Retry refunds')
    }
  })

  test.each([
    '',
    '?key=',
    '?key=wrong',
    `?key=${'x'.repeat(32)}`,
    `?key=${encodeURIComponent('é'.repeat(32))}`,
    `?key=${key}x`,
  ])('a link with %j opens nothing', async (query) => {
    const answer = await get(`/open${query}`, { host })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  test('in the link becomes a cookie that no script and no other site has, and leads on', async () => {
    const answer = await get(`/open?key=${key}`, { host })
    expect(answer.status).toBe(200)
    const set = answer.headers.get('set-cookie')!.split('; ')
    expect(set[0]).toBe(cookie)
    expect(set).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']))
    const page = await answer.text()
    expect(page).toContain('url=/"')
    expect(page).not.toContain(key)
    expect((await get('/', { host, cookie: set[0]! })).status).toBe(200)
  })
})

describe('headers', () => {
  const fails = async () => {
    throw new Error('secret of the machine')
  }
  test.each([
    ['/', 200, { host, cookie }, {}],
    ['/api/work', 200, { host, cookie }, {}],
    ['/health', 200, { host }, {}],
    [`/open?key=${key}`, 200, { host }, {}],
    ['/', 403, { host }, {}],
    ['/nothing', 404, { host, cookie }, {}],
    ['/', 421, { host: 'evil.example' }, {}],
    ['/', 500, { host, cookie }, { answer: fails }],
  ] as const)('of %s with %i let no script run and nothing frame it', async (path, status, headers, options) => {
    const answer = await get(path, headers, options)
    expect(answer.status).toBe(status)
    const policy = answer.headers.get('content-security-policy')!.split(/;\s*/)
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]),
    )
    expect(policy.filter((rule) => /script/.test(rule))).toEqual([])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    if (status !== 421) expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).not.toContain('secret of the machine')
  })
})

describe('the answer', () => {
  test('as JSON', async () => {
    const answer = answerWith()
    expect(await (await get('/api/work')).json()).toEqual({ sample: false, answer })
    const nothing = { answer: async () => undefined, sample: true }
    expect(await (await get('/api/work', undefined, nothing)).json()).toEqual({ sample: true, answer: null })
  })

  test('as a page', async () => {
    const page = await (await get('/')).text()
    for (const text of [
      'A week of work in shop',
      'acme/shop',
      'Retry refunds',
      '#12',
      'What it used',
      '12.3k',
      '$1.50',
    ])
      expect(page).toContain(text)
    expect(page).not.toContain('Sample team')
  })

  test('of the sample team says so', async () => {
    for (const answer of [async () => answerWith(), async () => undefined])
      expect(await (await get('/', undefined, { sample: true, answer })).text()).toContain('Sample team.')
  })

  test('says what would stand there when nothing is on record', async () => {
    const page = await (await get('/', undefined, { answer: async () => undefined })).text()
    expect(page).toContain('Nothing on record yet')
    expect(page).toContain('maestro --home DIR --repo DIR')
  })

  test('says what it does not know', async () => {
    const unknown = answerWith({
      current: false,
      places: [placeWith({ repository: null, name: '/srv/x', sessions: [sessionWith({ intent: null })] })],
      usage: { ...answerWith().usage, costUsd: null },
      before: { ...answerWith().usage, costIncomplete: true },
    })
    const page = await (await get('/', undefined, { answer: async () => unknown })).text()
    for (const text of [
      'Its repository is not known here',
      '(nothing says what for)',
      'the latest week on record',
      '<td>unknown</td>',
      '≥ $1.50',
    ])
      expect(page).toContain(text)
  })

  test('folds what is more than a few', async () => {
    const sessions = Array.from({ length: 11 }, (_, index) => sessionWith({ intent: `Count till ${index}` }))
    const page = await (
      await get('/', undefined, { answer: async () => answerWith({ places: [placeWith({ sessions })] }) })
    ).text()
    expect(page).toMatch(/<details><summary>3 more sessions<\/summary>.*Count till 8.*Count till 10/s)
    for (let index = 0; index < 11; index++) expect(page).toContain(`Count till ${index}`)
  })

  test('shows hostile text as text', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u202e\u200b\u001b[31m'
    const places = [
      placeWith({
        name: evil,
        authors: [evil],
        sessions: [sessionWith({ intent: evil, person: evil })],
        pullRequests: [{ number: 1, title: evil, inferred: true, person: evil, mergedAt: 0 }],
      }),
    ]
    const answer = answerWith({ places, byAgent: [{ agent: evil, tokens: 1, costUsd: 1 }] })
    const page = await (await get('/', undefined, { answer: async () => answer })).text()
    expect(page).not.toMatch(/<script|<img|[\u001b\u200b\u202e]/)
    expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThanOrEqual(7)
    expect(page).toContain('&amp;amp;\\u{202e}\\u{200b}\\u{1b}[31m')
  })
})

test('what goes wrong is told as far as it concerns the reader', async () => {
  const failing = (error: Error) => get('/', undefined, { answer: () => Promise.reject(error) })
  expect(await (await failing(new Error('secret'))).text()).toBe('Maestro has a fault. Please report it.')
  const told = new MaestroError('database-unavailable', 'The database is gone.', 'Start Maestro again.')
  expect(await (await failing(told)).text()).toBe('The database is gone. Start Maestro again.')
})

test('there is nothing else', async () => {
  const answer = await get('/nothing')
  expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 404, text: 'There is no such page.' })
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await appWith().request(`http://${host}/`, { method, headers: { host, cookie } })).status).toBe(404)
})
