import { afterEach, expect, test, vi } from 'vitest'
import { ApiError } from './api-error.ts'
import { addressOf, ask } from './ask.ts'

afterEach(() => vi.unstubAllGlobals())

const answering = (body: string, status = 200) => {
  const asked = vi.fn(async (_address: string, _init: RequestInit) => new Response(body, { status }))
  vi.stubGlobal('fetch', asked)
  return asked
}

test('parameters go into the path and behind it, and those that are not given nowhere', () => {
  expect(addressOf('session-entries', { id: '../x y', limit: 5, asOf: undefined })).toBe(
    '/api/sessions/..%2Fx%20y/entries?limit=5',
  )
  expect(addressOf('work', {})).toBe('/api/work')
})

test('what the server says is thrown as it said it', async () => {
  answering('{"error":{"code":"usage","message":"It cannot be.","next":"Do otherwise."}}', 400)
  await expect(ask('work', {})).rejects.toMatchObject({
    code: 'usage',
    message: 'It cannot be.',
    next: 'Do otherwise.',
  })
})

test.each([
  ['<html>', 502],
  ['', 500],
  ['{"error":5}', 500],
])('%j with %i is no answer, and said so', async (body, status) => {
  answering(body, status)
  await expect(ask('work', {})).rejects.toMatchObject({ code: 'unreachable' })
})

test('a server that is gone is said so; a question that was given up is not', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed')
  })
  await expect(ask('work', {})).rejects.toBeInstanceOf(ApiError)
  await expect(ask('work', {}, AbortSignal.abort())).rejects.toBeInstanceOf(TypeError)
})
