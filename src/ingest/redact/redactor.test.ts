import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRedactor, type Redactor, redactLine, rulesVersion } from './index.ts'
import { keyContexts, passwordContexts, tokenContexts } from './testing/contexts.ts'
import { password, random, tokens } from './testing/secrets.ts'

let redactor: Redactor
beforeAll(async () => {
  redactor = await createRedactor()
})

const pick = <T>(of: Readonly<Record<string, T>>): fc.Arbitrary<T> => fc.constantFrom(...Object.values(of))

const withSecret: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      pick(tokenContexts),
      pick(tokens).chain((secret) => secret),
    )
    .map(([context, secret]) => context(secret)),
  fc.tuple(pick(passwordContexts), password).map(([context, secret]) => context(secret)),
  fc.tuple(pick(keyContexts), random(24)).map(([context, secret]) => context(secret)),
)
const fragment = fc.constantFrom(
  'token=',
  'password: ',
  '"',
  '\\"',
  '\n',
  '\0',
  ' ',
  '://',
  'sk-',
  '=',
  'Bearer ',
  '[redacted: ',
  ']',
  'a1B2c3D4e5',
  '-----BEGIN ',
  'é→',
)
const anyText = fc.oneof(
  withSecret,
  fc.string(),
  fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join('')),
)

test('texts without secrets are the same strings, in their order', () => {
  const given = ['', 'short', 'nothing to see in this text', 'nor in this one']
  expect(redactor.redact(given)).toEqual({ texts: given, counts: {} })
})

test('counts by kind and keeps what stands around', () => {
  const key = `${'AK' + 'IA'}Z7QWERTYUIOP2345`
  const { texts, counts } = redactor.redact([`a ${key} b`, 'DB_PASSWORD=quite4secret', `${key}`])
  expect(texts).toEqual([
    'a [redacted: aws-access-key-id] b',
    'DB_PASSWORD=[redacted: password]',
    '[redacted: aws-access-key-id]',
  ])
  expect(counts).toEqual({ 'aws-access-key-id': 2, password: 1 })
})

test('redacting many texts at once is redacting each', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 12 }), (texts) => {
      expect(redactor.redact(texts).texts).toEqual(texts.map((text) => redactor.redact([text]).texts[0]))
    }),
    { numRuns: 300 },
  )
})

test('redacting again changes nothing and counts nothing', () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 4 }), fc.constantFrom('', ' ', '\n', '='), (parts, joint) => {
      const once = redactor.redact([parts.join(joint)])
      expect(redactor.redact(once.texts)).toEqual({ texts: once.texts, counts: {} })
    }),
    { numRuns: 1000 },
  )
})

test('the same text is found as often as it is given', () => {
  for (let round = 0; round < 20; round++)
    expect(redactLine('x password=quite4secret')).toBe('x password=[redacted: password]')
})

test('a secret does not reach over the border of two texts', () => {
  expect(redactor.redact(['export API_KEY=', 'a8F3kd92LLq0zX7'])).toMatchObject({ counts: {} })
})

test('texts longer than a joined chunk are redacted', () => {
  const filling = 'lorem ipsum '.repeat(300_000)
  const { texts, counts } = redactor.redact([filling, `${filling}DB_PASSWORD=quite4secret`, filling])
  expect(counts).toEqual({ password: 1 })
  expect(texts[1]!.endsWith('DB_PASSWORD=[redacted: password]')).toBe(true)
})

test('a comment for secretlint does not switch the rules off', () => {
  const token = `${'gh' + 'p_'}${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3gH6'}`
  expect(redactor.redact([`/* secretlint-disable */ ${token}`]).counts).toEqual({ 'github-token': 1 })
})

test("secretlint's ids are found", () => {
  expect(redactor.redact(['aws_account_id = 1234-5678-9013']).texts[0]).toBe(
    'aws_account_id = [redacted: aws-account-id]',
  )
})

describe('redactLine', () => {
  test('needs no secretlint', () => {
    expect(redactLine('connect postgres://app:quite4secret@db')).toBe(
      'connect postgres://app:[redacted: url-password]@db',
    )
  })
})

test('the version of the rules is short and the same every time', async () => {
  expect(rulesVersion).toMatch(/^[0-9a-f]{16}$/)
  expect((await import('./version.ts')).rulesVersion).toBe(rulesVersion)
})

const repeated = (part: string): string => part.repeat(Math.ceil(100_000 / part.length))

test.each([
  'a',
  '=',
  '\\"',
  'token=',
  'PASSWORD=a(',
  'authorization":"',
  '://a:b',
  'eyJhbGciOiJI.',
  '-----BEGIN PRIVATE KEY-----',
  `sk-${'a'.repeat(58)}`,
  '<<<<((((',
])('%j a hundred thousand characters long is got through', (part) => {
  expect(redactor.redact([repeated(part)]).texts).toHaveLength(1)
})
