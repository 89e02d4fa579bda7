import type { WorkAnswer, WorkPlace, WorkSession } from '../../narrative/work-answer.ts'

const at = Date.parse('2026-03-06T15:00:00Z')

/** For tests: a session of an answer. */
export const sessionWith = (fields: Partial<WorkSession> = {}): WorkSession => ({
  id: 'claude-code:1',
  logId: '1',
  agent: 'claude-code',
  intent: 'Retry refunds',
  person: 'ana',
  branch: 'main',
  startedAt: at - 3_600_000,
  endedAt: at,
  prompts: 2,
  files: 1,
  added: 3,
  removed: 1,
  ...fields,
})

/** For tests: a place of an answer. */
export const placeWith = (fields: Partial<WorkPlace> = {}): WorkPlace => ({
  repository: 'r1',
  name: 'acme/shop',
  sessions: [sessionWith()],
  commits: 2,
  added: 10,
  removed: 4,
  authors: ['Ana'],
  latestCommits: [],
  pullRequests: [{ number: 12, title: 'Retry refunds', inferred: true, person: 'Ana', mergedAt: at }],
  ...fields,
})

/** For tests: the answer of a week. */
export const answerWith = (fields: Partial<WorkAnswer> = {}): WorkAnswer => {
  const spent = { tokens: 12_300, costUsd: 1.5, costIncomplete: false, lowerBound: false }
  const total = { sessions: 1, prompts: 2, ...spent }
  return {
    period: {
      since: Date.parse('2026-03-01T00:00:00Z'),
      until: Date.parse('2026-03-08T00:00:00Z'),
      timezone: 'UTC',
    },
    current: true,
    places: [placeWith()],
    usage: total,
    before: { ...total, sessions: 0, prompts: 0, tokens: 0, costUsd: 0 },
    byAgent: [{ agent: 'claude-code', ...spent }],
    ...fields,
  }
}
