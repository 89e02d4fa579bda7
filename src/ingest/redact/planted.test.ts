import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRedactor, type Redactor } from './index.ts'
import { keyContexts, passwordContexts, tokenContexts } from './testing/contexts.ts'
import { password, random, tokens } from './testing/secrets.ts'

let redactor: Redactor
beforeAll(async () => {
  redactor = await createRedactor()
})

/** What of a secret must not be left: any of its longer pieces, so that escaping does not hide it. */
const pieces = (secret: string): string[] => secret.split(/\n|[^\w]/).filter((piece) => piece.length >= 8)

describe.each(Object.entries(tokens))('%s', (kind, secrets) => {
  test.each(Object.entries(tokenContexts))('is found: %s', (_, context) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const { texts, counts } = redactor.redact([context(secret)])
        for (const piece of pieces(secret)) expect(texts[0]).not.toContain(piece)
        expect(counts).toEqual({ [kind]: 1 })
        expect(texts[0]).toContain(`[redacted: ${kind}]`)
      }),
      { numRuns: 20 },
    )
  })
})

describe.each(Object.entries(passwordContexts))('a password in %s', (_, context) => {
  test('is found', () => {
    fc.assert(
      fc.property(password, (secret) => {
        const { texts } = redactor.redact([context(secret)])
        expect(texts[0]).toMatch(/\[redacted: (?:url-)?password\]/)
        expect(texts[0]).not.toContain(secret)
      }),
      { numRuns: 100 },
    )
  })
})

describe.each(Object.entries(keyContexts))('a key in %s', (_, context) => {
  test('is found', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 64 }).chain((length) => random(length)),
        (secret) => {
          const { texts } = redactor.redact([context(secret)])
          expect(texts[0]).toContain('[redacted: ')
          expect(texts[0]).not.toContain(secret)
        },
      ),
      { numRuns: 100 },
    )
  })
})
