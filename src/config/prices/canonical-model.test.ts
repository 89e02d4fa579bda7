import { expect, it } from 'vitest'
import { canonicalModel } from './canonical-model.ts'

it.each([
  ['claude-opus-4-5-20251101', 'claude-opus-4-5'],
  ['claude-opus-4-20250514', 'claude-opus-4'],
  ['claude-opus-4-6', 'claude-opus-4-6'],
  ['claude-opus-4-6[1m]', 'claude-opus-4-6'],
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
  ['us.anthropic.claude-opus-4-5-20251101-v1:0', 'claude-opus-4-5'],
  ['global.anthropic.claude-opus-4-6-v1', 'claude-opus-4-6'],
  ['arn:aws:bedrock:eu-west-1:1:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0', 'claude-haiku-4-5'],
  ['claude-opus-4-5@20251101', 'claude-opus-4-5'],
  ['publishers/anthropic/models/claude-opus-4-6@default', 'claude-opus-4-6'],
  ['openrouter/anthropic/claude-opus-4.5', 'claude-opus-4-5'],
  ['openai/gpt-5.4', 'gpt-5-4'],
  ['gpt-5.4-2026-03-05', 'gpt-5-4'],
  ['gpt-5-chat-latest', 'gpt-5-chat'],
  ['GPT-5.3-Codex', 'gpt-5-3-codex'],
])('names %s %s', (id, name) => {
  expect(canonicalModel(id)).toEqual({ name, fast: false })
})

it('knows fast mode by the id', () => {
  expect(canonicalModel('anthropic/claude-opus-4.6-fast')).toEqual({ name: 'claude-opus-4-6', fast: true })
  expect(canonicalModel('claude-opus-5-5-20260922-fast')).toEqual({ name: 'claude-opus-5-5', fast: true })
})

it('does not take one model for another', () => {
  for (const id of ['claude-opus-4-65', 'claude-opus-4-5-mini', 'gpt-5.45', 'my-claude-opus-4-5', 'gpt-5.4:free']) {
    expect(['claude-opus-4-5', 'claude-opus-4-6', 'gpt-5-4']).not.toContain(canonicalModel(id).name)
  }
})
