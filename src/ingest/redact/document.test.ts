import { beforeAll, describe, expect, test } from 'vitest'
import { createRedactor, type Redactor, redactDocument, redactDocuments } from './index.ts'

let redactor: Redactor
beforeAll(async () => {
  redactor = await createRedactor()
})

describe('redactDocument', () => {
  test('gives the very same value back where there is nothing', () => {
    const value = { command: 'ls -la', nested: [{ a: 1, b: null, c: 'text without secrets' }], token: null }
    expect(redactDocument(value, redactor)).toEqual({ value, counts: {} })
    expect(redactDocument(value, redactor).value).toBe(value)
  })

  test('replaces what stands under secret keys wholly, and secrets within texts', () => {
    const { value, counts } = redactDocument(
      {
        command: 'export DB_PASSWORD=quite4secret && run',
        password: 'plain words too',
        nested: { client_secret: 'abcd', apiKeys: 3, pin: 7, passcode: 1234 },
        headers: [{ Authorization: 'Token whatever' }],
        secrets: { db: 'first', list: ['second'] },
      },
      redactor,
    )
    expect(value).toEqual({
      command: 'export DB_PASSWORD=[redacted: password] && run',
      password: '[redacted: password]',
      nested: { client_secret: '[redacted: secret]', apiKeys: 3, pin: 7, passcode: '[redacted: password]' },
      headers: [{ Authorization: '[redacted: credential]' }],
      secrets: { db: '[redacted: credential]', list: ['[redacted: credential]'] },
    })
    expect(counts).toEqual({ password: 3, secret: 1, credential: 3 })
  })

  test('keeps placeholders and the schemas of secrets', () => {
    const value = {
      apiKey: 'your-api-key',
      password: '',
      properties: { token: { type: 'string', description: 'The token to use' } },
      env: { API_KEY: '$API_KEY' },
    }
    expect(redactDocument(value, redactor).value).toBe(value)
  })

  test('redacts keys that are secrets', () => {
    const key = `${'AK' + 'IA'}Z7QWERTYUIOP2345`
    expect(redactDocument({ [key]: 1 }, redactor).value).toEqual({ '[redacted: aws-access-key-id]': 1 })
  })

  test('changes nothing the second time', () => {
    const once = redactDocument({ password: 'quite4secret', text: 'TOKEN=a8F3kd92LLq0zX7' }, redactor)
    expect(redactDocument(once.value, redactor)).toEqual({ value: once.value, counts: {} })
  })

  test('keeps a key named __proto__', () => {
    const value = JSON.parse('{"__proto__": {"password": "quite4secret"}}')
    expect(JSON.stringify(redactDocument(value, redactor).value)).toBe(
      '{"__proto__":{"password":"[redacted: password]"}}',
    )
  })
})

test('redactDocuments gives each value back in its place', () => {
  const { values } = redactDocuments(['no secret', { a: 'DB_PASSWORD=quite4secret' }, 5, null, ['x']], redactor)
  expect(values).toEqual(['no secret', { a: 'DB_PASSWORD=[redacted: password]' }, 5, null, ['x']])
})
