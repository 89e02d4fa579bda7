import { expect, test } from 'vitest'
import { isProgram } from './programs.ts'

test.each([
  ['Claude Opus 4.6', 'noreply@anthropic.com'],
  ['Claude', 'noreply@anthropic.com'],
  ['Codex', 'noreply@openai.com'],
  ['Copilot', '175728472+copilot@users.noreply.github.com'],
  ['copilot-swe-agent[bot]', '198982749+copilot@users.noreply.github.com'],
  ['Cursor', 'cursoragent@cursor.com'],
  ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com'],
  ['github-actions', 'actions@github.com'],
  ['GitHub', 'noreply@github.com'],
  ['aider (gpt-5)', 'noreply@example.org'],
  ['Release', 'release-bot@example.org'],
])('%s <%s> is a program', (name, address) => {
  expect(isProgram(name, address)).toBe(true)
})

test.each([
  ['Claude Monet', 'claude@example.org'],
  ['Claude', 'claude@example.org'],
  ['Devin', 'devin@example.org'],
  ['Abbot', 'abbot@example.org'],
  ['Copilot Fan', '12+copilotfan@users.noreply.github.com'],
  ['', ''],
])('%s <%s> is none', (name, address) => {
  expect(isProgram(name, address)).toBe(false)
})
