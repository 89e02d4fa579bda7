import { expect, test } from 'vitest'
import { answerWith, placeWith, sessionWith } from '../testing.ts'
import { type WorkPageOptions, workPage } from './work-page.ts'

const pageOf = async (options: Partial<WorkPageOptions> = {}): Promise<string> =>
  String(
    await workPage({
      answer: answerWith(),
      sample: false,
      timezone: 'UTC',
      now: Date.parse('2026-03-07T12:00:00Z'),
      ...options,
    }),
  )

test('shows the week', async () => {
  const page = await pageOf()
  for (const text of ['A week of work in shop', 'acme/shop', 'Retry refunds', '#12', 'What it used', '12.3k', '$1.50'])
    expect(page).toContain(text)
  expect(page).not.toContain('Sample team')
})

test('of the sample team says so', async () => {
  for (const answer of [answerWith(), undefined])
    expect(await pageOf({ sample: true, answer })).toContain('Sample team.')
})

test('says what would stand there when nothing is on record', async () => {
  const page = await pageOf({ answer: undefined })
  expect(page).toContain('Nothing on record yet')
  expect(page).toContain('maestro --home DIR --repo DIR')
})

test('says what it does not know', async () => {
  const page = await pageOf({
    answer: answerWith({
      current: false,
      places: [placeWith({ repository: null, name: '/srv/x', sessions: [sessionWith({ intent: null })] })],
      usage: { ...answerWith().usage, costUsd: null },
      before: { ...answerWith().usage, costIncomplete: true },
    }),
  })
  for (const text of [
    'Its repository is not known here',
    '(nothing says what for)',
    'the latest week on record',
    '<td>unknown</td>',
    '≥ $1.50',
  ])
    expect(page).toContain(text)
})

test('says of each agent what it says of all: where a figure is a lower bound, and nothing where there is one agent', async () => {
  const [known] = answerWith().byAgent
  const codex = { ...known!, agent: 'codex', costUsd: 2, lowerBound: true }
  const page = await pageOf({ answer: answerWith({ byAgent: [known!, codex] }) })
  expect(page).toContain('claude-code: 12.3k tokens, $1.50 · codex: 12.3k tokens, ≥ $2.00')
  expect(await pageOf({ answer: answerWith() })).not.toContain('claude-code:')
})

test('folds what is more than a few', async () => {
  const sessions = Array.from({ length: 11 }, (_, index) => sessionWith({ intent: `Count till ${index}` }))
  const page = await pageOf({ answer: answerWith({ places: [placeWith({ sessions })] }) })
  expect(page).toMatch(/<details><summary>3 more sessions<\/summary>.*Count till 8.*Count till 10/s)
  for (let index = 0; index < 11; index++) expect(page).toContain(`Count till ${index}`)
})

test('shows hostile text as text', async () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u202e\u200b\u001b[31m'
  const places = [
    placeWith({
      name: evil,
      authors: [evil],
      sessions: [sessionWith({ intent: evil, person: evil })],
      pullRequests: [{ number: 1, title: evil, inferred: true, person: evil, mergedAt: 0 }],
    }),
  ]
  const [known] = answerWith().byAgent
  const page = await pageOf({ answer: answerWith({ places, byAgent: [known!, { ...known!, agent: evil }] }) })
  expect(page.replace('<script src="/live.js" defer></script>', '')).not.toMatch(/<script|<img|[\u001b\u200b\u202e]/)
  expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThanOrEqual(7)
  expect(page).toContain('&amp;amp;\\u{202e}\\u{200b}\\u{1b}[31m')
})
