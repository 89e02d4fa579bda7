import { describe, expect, test } from 'vitest'
import { costOf, figures } from './figures.ts'
import { type Done, type Group, groupsOf, inOrder, type Spent, tokensOf } from './groups.ts'

const done = (figures: Partial<Done>): Done => ({
  sessions: 0,
  prompts: 0,
  toolCalls: 0,
  toolErrors: 0,
  interruptions: 0,
  rejections: 0,
  compactions: 0,
  edits: 0,
  added: 0,
  removed: 0,
  activeMs: 0,
  ...figures,
})

const spent = (figures: Partial<Spent>): Spent => ({
  inputTokens: 0,
  cacheCreationTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 0,
  knownCostUsd: 0,
  messages: 1,
  unpricedMessages: 0,
  lowerBoundMessages: 0,
  ...figures,
})

const told = { reasoningTokens: 0, costUsd: null }

test('what was done, what it took and what was before stand together, whichever of them there is', () => {
  const groups = groupsOf('agent', 'day', {
    done: [{ agent: 'codex', ...done({ sessions: 1, prompts: 5 }) }],
    doneOver: [
      { agent: 'codex', day: '2026-02-09', ...done({ sessions: 1, prompts: 2 }) },
      { agent: 'codex', day: '2026-02-10', ...done({ sessions: 1, prompts: 3 }) },
    ],
    spentOver: [
      { agent: 'codex', day: '2026-02-10', ...told, ...spent({ knownCostUsd: 2, inputTokens: 10 }) },
      { agent: 'codex', day: '2026-02-11', ...told, ...spent({ knownCostUsd: 3, outputTokens: 5 }) },
    ],
    doneBefore: [{ agent: 'claude-code', ...done({ prompts: 7 }) }],
    spentBefore: [{ agent: 'codex', ...told, ...spent({ knownCostUsd: 9 }) }],
  })
  const [codex, claude] = groups
  expect(codex).toMatchObject({
    key: 'codex',
    done: { sessions: 1, prompts: 5 },
    before: { spent: { knownCostUsd: 9 } },
  })
  expect(codex!.spent).toMatchObject({ knownCostUsd: 5, messages: 2 })
  expect(tokensOf(codex!.spent)).toBe(15)
  expect(
    [...codex!.over].map(([day, amount]) => [day, figures.prompts.valueOf(amount), figures.cost.valueOf(amount)]),
  ).toEqual([
    ['2026-02-09', 2, 0],
    ['2026-02-10', 3, 2],
    ['2026-02-11', 0, 3],
  ])
  expect(claude).toMatchObject({ key: 'claude-code', before: { done: { prompts: 7 } } })
  expect(claude!.done).toBeUndefined()
})

test('the largest come first, but people by their names', () => {
  const group = (key: string, prompts: number, sessions: number): Group => ({
    key,
    done: done({ prompts, sessions }),
    over: new Map(),
    before: {},
  })
  const groups = [group('mei', 5, 1), group('ana', 3, 1), group('tomas', 5, 2), group('ines', 5, 1)]
  const sizes = [(of: Group) => of.done!.prompts, (of: Group) => of.done!.sessions]
  const keys = (by: 'agent' | 'person') => inOrder(by, groups, ...sizes).map(({ key }) => key)
  expect(keys('agent')).toEqual(['tomas', 'ines', 'mei', 'ana'])
  expect(keys('person')).toEqual(['ana', 'ines', 'mei', 'tomas'])
})

describe('cost', () => {
  test('of which a part is not known is a lower bound', () => {
    expect(costOf(spent({ knownCostUsd: 3 }))).toBe('$3.00')
    expect(costOf(spent({ knownCostUsd: 3, lowerBoundMessages: 1 }))).toBe('≥\u00a0$3.00')
    expect(costOf(spent({ knownCostUsd: 3, messages: 2, unpricedMessages: 1 }))).toBe('≥\u00a0$3.00')
  })

  test('of which nothing is known is unknown, not nothing', () => {
    expect(costOf(spent({ messages: 2, unpricedMessages: 2 }))).toBe('unknown')
    expect(costOf(undefined)).toBe('$0')
  })
})
