import { lintSource } from '@secretlint/core'
import { creator, rules as preset } from '@secretlint/secretlint-rule-preset-recommend'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactorOf } from '../redactor.ts'
import { tokenContexts } from '../testing/contexts.ts'
import { tokens } from '../testing/secrets.ts'
import { reachOf } from './reach.ts'
import { loadSecretlintRules } from './rules.ts'

const nameOf = (id: string) => id.replace('@secretlint/secretlint-rule-', '')

test('the reach of every rule of the preset is known', () => {
  const names = preset.map((rule) => nameOf(rule.meta.id)).filter((name) => name !== 'filter-comments')
  expect(Object.keys(reachOf).sort()).toEqual(names.sort())
})

test("what secretlint's own engine finds in the whole text is found in the stretches around the markers", async () => {
  const redactor = redactorOf(await loadSecretlintRules())
  const config = { rules: [{ id: creator.meta.id, rule: creator }] }
  const filling = 'lorem ipsum dolor sit amet\n'.repeat(40)
  const secret = fc.constantFrom(...Object.values(tokens)).chain((of) => of)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...Object.values(tokenContexts)), secret)), async (planted) => {
      const content = planted.map(([context, value]) => filling + context(value)).join('\n')
      const source = { content, filePath: 'log.txt', ext: '.txt', contentType: 'text' as const }
      const { messages } = await lintSource({ source, options: { config: config as never, noPhysicFilePath: true } })
      const redacted = redactor.redact([content]).texts[0]!
      for (const { range } of messages) expect(redacted).not.toContain(content.slice(...range))
    }),
    { numRuns: 100 },
  )
})
