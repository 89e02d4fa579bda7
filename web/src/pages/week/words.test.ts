import { describe, expect, test } from 'vitest'
import { headline, type Place, people, placeSentence, usageSentences, type Work } from './words.ts'

const session = {
  id: 'claude-code:1',
  logId: '1',
  agent: 'claude-code',
  intent: 'Retry refunds',
  person: 'ana',
  branch: null,
  startedAt: 0,
  endedAt: 0,
  prompts: 2,
  files: 1,
  added: 3,
  removed: 1,
}

const placeWith = (fields: Partial<Place> = {}): Place => ({
  repository: 'r1',
  name: 'acme/shop',
  sessions: [session],
  commits: 0,
  added: 0,
  removed: 0,
  authors: [],
  latestCommits: [],
  pullRequests: [],
  ...fields,
})

const spent = { tokens: 12_300, costUsd: 1.5, costIncomplete: false, lowerBound: false }
const workWith = (fields: Partial<Work> = {}): Work => ({
  period: { since: 0, until: 1, timezone: 'UTC' },
  current: true,
  places: [placeWith()],
  usage: { sessions: 4, prompts: 9, ...spent },
  before: { sessions: 3, prompts: 2, ...spent, costUsd: 2 },
  byAgent: [{ agent: 'claude-code', ...spent }],
  ...fields,
})

describe('the headline', () => {
  const named = (...names: string[]) => ({ places: names.map((name) => placeWith({ name })) })

  test.each([
    [['acme/shop'], 7, 'A week of work in shop'],
    [['a/shop', 'b/ledger', '/srv/x/'], 1, 'A day of work in shop, ledger and /srv/x/'],
    [['a/1', 'a/2', 'a/3', 'a/4'], 30, '30 days of work in 1, 2 and 2 other places'],
    [['acme/cli', '/home/ana/tmp/cli', 'acme/shop'], 7, 'A week of work in acme/cli, tmp/cli and shop'],
    [['a/\u202etxt'], 7, 'A week of work in \\u{202e}txt'],
  ] as const)('of %j over %i days names where the work was', (names, days, text) => {
    expect(headline(named(...names), days)).toBe(text)
  })

  test('says where there was none', () => {
    expect(headline({ places: [] }, 7)).toBe('Nothing on record in this period')
    expect(headline({ places: [placeWith({ sessions: [] })] }, 7)).toBe('Commits in 1 repository, and no session')
  })
})

test('a place is told in a sentence, with whose each thing is, without what there was nothing of', () => {
  expect(placeSentence(placeWith())).toBe('1 session of ana.')
  const pull = { number: 1, title: 'x', inferred: true, person: null, mergedAt: 0 }
  const sessions = [session, { ...session, person: 'ben' }, session]
  const made = { commits: 2, added: 1200, removed: 4, pullRequests: [pull, pull] }
  expect(placeSentence(placeWith({ sessions, ...made, authors: ['Ana Ruiz'] }))).toBe(
    '3 sessions of ana and ben; 2 commits (+1,200 −4 lines) and 2 pull requests merged, by Ana Ruiz.',
  )
  expect(placeSentence(placeWith({ sessions: [], ...made }))).toBe(
    '2 commits (+1,200 −4 lines) and 2 pull requests merged.',
  )
  expect(placeSentence(placeWith({ repository: null }))).toBe('Its repository is not known here. 1 session of ana.')
})

test('people are named while they are few', () => {
  expect(people(['Ada', 'Ines', 'Sam'])).toBe('Ada, Ines and Sam')
  expect(people(['Ada', 'Ines', 'Sam', 'Noor'])).toBe('Ada, Ines and 2 others')
})

describe('what was used', () => {
  const said = (work: Work) => usageSentences(work, 'the seven days before')

  test('is compared with the time before', () => {
    expect(said(workWith())).toEqual([
      '4 sessions with 9 prompts used 12.3k tokens, $1.50 at list price.',
      'That is 1 more session and at $0.50 less compared with the seven days before.',
    ])
  })

  test('says what is not known, and what is a lower bound', () => {
    const usage = { sessions: 4, prompts: 9, ...spent, costUsd: null }
    expect(said(workWith({ usage }))[0]).toContain('at a cost that is not known')
    expect(said(workWith({ usage }))[1]).toBe('That is 1 more session compared with the seven days before.')
    expect(said(workWith({ usage: { ...usage, costUsd: 1, lowerBound: true } }))[0]).toContain('≥ $1.00')
    expect(said(workWith({ before: { sessions: 0, prompts: 0, ...spent } }))[1]).toBe(
      'There is no session on record in the seven days before.',
    )
  })

  test('is told of each agent where there are several', () => {
    const codex = { agent: 'codex', ...spent, costUsd: 2, lowerBound: true }
    expect(said(workWith({ byAgent: [...workWith().byAgent, codex] }))[2]).toBe(
      'By agent: Claude Code 12.3k tokens, $1.50; Codex 12.3k tokens, ≥ $2.00.',
    )
  })
})
