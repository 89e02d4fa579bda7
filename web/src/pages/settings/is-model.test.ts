import { expect, test } from 'vitest'
import { isModel } from './is-model.ts'

test.each([
  ['claude-opus-4-5-20251101', 'claude-opus-4-5', true],
  ['us.anthropic.claude-opus-4-5-20251101-v1:0', 'claude-opus-4-5', true],
  ['claude-opus-4-5@20251101', 'claude-opus-4-5', true],
  ['claude-opus-4-6[1m]', 'claude-opus-4-6', true],
  ['openrouter/anthropic/claude-opus-4.5', 'claude-opus-4-5', true],
  ['gpt-5.4-2026-03-05', 'gpt-5-4', true],
  ['gpt-5.4-mini', 'gpt-5-4', false],
  ['gpt-5.4', 'gpt-5', false],
  ['claude-opus-4-5', 'claude-opus-4', false],
  ['claude-opus-4-20250514', 'claude-opus-4', true],
])('%s is %s: %s', (logged, model, expected) => {
  expect(isModel(logged, model)).toBe(expected)
})
