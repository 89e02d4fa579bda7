import { createHash } from 'node:crypto'
import preset from '@secretlint/secretlint-rule-preset-recommend/package.json' with { type: 'json' }
import { ownRules } from './rules/index.ts'
import { tokenShapes } from './rules/vendor-tokens.ts'

/** Raise it with every change to what a rule finds that the table of tokens does not show. */
const revision = 1

const describe = (): string =>
  JSON.stringify([
    revision,
    preset.version,
    tokenShapes.map(({ kind, pattern }) => [kind, pattern.source]),
    ownRules.map(({ markers }) => markers.map(({ text, anyCase = false }) => [text, anyCase])),
  ])

/**
 * Names what the redaction finds: sixteen hexadecimal digits which change with our rules and with secretlint's version.
 * What was stored under another version is redacted again.
 */
export const rulesVersion: string = createHash('sha256').update(describe()).digest('hex').slice(0, 16)
