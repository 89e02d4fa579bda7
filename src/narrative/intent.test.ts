import { describe, expect, test } from 'vitest'
import { intentOf } from './intent.ts'

const ofPrompt = (goal: string): string | undefined => intentOf({ title: null, goal })
const ofTitle = (title: string): string | undefined => intentOf({ title, goal: 'Something else entirely' })

const cases = (name: string, rows: readonly (readonly [prompt: string, intent: string | undefined])[]): void =>
  void describe(name, () => {
    test.each(rows)('%j', (prompt, intent) => expect(ofPrompt(prompt)).toBe(intent))
  })

describe('a title', () => {
  test.each([
    ['Retry refunds that the bank refused', 'Retry refunds that the bank refused'],
    ['retry refunds', 'Retry refunds'],
    ['fix-refund-retries', 'Fix refund retries'],
    ['fix_refund_retries', 'Fix refund retries'],
    ['check-out', 'check-out'],
    ['Fix: fix refund retries', 'Fix refund retries'],
    ['Fix: fixture of refunds', 'Fix: fixture of refunds'],
    ['**Retry** `refunds`:', 'Retry refunds'],
    ['# \n', 'Something else entirely'],
    ['', 'Something else entirely'],
    [' \t', 'Something else entirely'],
  ])('%j', (title, intent) => expect(ofTitle(title)).toBe(intent))

  test('nothing says what for', () => {
    expect(intentOf({ title: null, goal: null })).toBeUndefined()
    expect(intentOf({ title: '', goal: '' })).toBeUndefined()
    expect(intentOf({ title: '---', goal: '???' })).toBeUndefined()
  })
})

cases('politeness', [
  ['can you please add a retry to the refund worker?', 'Add a retry to the refund worker'],
  ['Could you add a retry to the refund worker please?', 'Add a retry to the refund worker'],
  ['Hey Claude, would you add a retry to the refund worker for me, thanks!', 'Add a retry to the refund worker!'],
  ["ok so now let's add a retry to the refund worker", 'Add a retry to the refund worker'],
  ['let’s also add a retry to the refund worker.', 'Add a retry to the refund worker'],
  ["Great, thanks. I'd like you to add a retry to the refund worker", 'Add a retry to the refund worker'],
  ['I think we should add a retry to the refund worker', 'Add a retry to the refund worker'],
  ['we need to add a retry to the refund worker', 'Add a retry to the refund worker'],
  ['Help me add a retry to the refund worker', 'Add a retry to the refund worker'],
  ['Q: why does the refund worker wait?', 'Why does the refund worker wait?'],
])

cases('words that only look polite', [
  ['we have three failing checks on the refund branch', 'We have three failing checks on the refund branch'],
  ['We should not show refunds to guests', 'We should not show refunds to guests'],
  ['Hi-res icons are blurred in the menu', 'Hi-res icons are blurred in the menu'],
  ['So far the worker drops every third refund', 'So far the worker drops every third refund'],
  ['Now that refunds retry, drop the old queue', 'Now that refunds retry, drop the old queue'],
  ['Good first issues need a label', 'Good first issues need a label'],
  ['Perfect numbers are computed twice', 'Perfect numbers are computed twice'],
])

cases('numbers and signs at the start', [
  ['404 page shows a stack trace', '404 page shows a stack trace'],
  ['3D viewer flickers on resize', '3D viewer flickers on resize'],
  ['.env is read twice at startup', '.env is read twice at startup'],
  ['1. rename the worker\n2. move its tests', 'Rename the worker'],
  ['b) drop the old refund queue', 'Drop the old refund queue'],
  ['🔥 🔥 checkout answers 500 since noon', 'Checkout answers 500 since noon'],
  ['👩‍💻 document the refund queue', 'Document the refund queue'],
])

cases('where the request stands later', [
  ['This function grew over time. Can you split the parsing from the sending?', 'Split the parsing from the sending'],
  ['You are an expert in payments. Review the refund worker for races.', 'Review the refund worker for races'],
  ['can you take a look at this? The refund worker eats two cores', 'The refund worker eats two cores'],
  ['One more thing: the author of merge commits is lost', 'The author of merge commits is lost'],
  ['can we add one more thing? the author of merge commits is lost', 'The author of merge commits is lost'],
  ['PAY-95 again. The bank answered that case numbers change.', 'The bank answered that case numbers change'],
  [
    'when running:\n❯ payctl status\n✓ queue empty\n\nI want to show the age of the oldest refund',
    'Show the age of the oldest refund',
  ],
])

cases('where what was told says more than the request', [
  ['The refund worker dies on 502. Could you have a look at the logs?', 'The refund worker dies on 502'],
  [
    'The modal shows the wrong bank after a click. Investigate why and fix this bug',
    'The modal shows the wrong bank after a click',
  ],
  ["I'm rebasing onto the release branch. Please take a look", "I'm rebasing onto the release branch"],
])

cases('tickets and addresses', [
  ['PAY-88: refunds are tried once only', 'PAY-88: refunds are tried once only'],
  ['Have a look at https://linear.app/acme/issue/PAY-88/refunds-are-tried-once', 'Have a look at PAY-88'],
  ['https://acme.atlassian.net/browse/PAY-88', 'PAY-88'],
  ['https://github.com/acme/shop/pull/12 address the feedback', 'acme/shop#12 address the feedback'],
  ['https://github.com/acme/shop/issues/7', 'acme/shop#7'],
  ['Review https://gitlab.com/acme/shop/-/merge_requests/12/diffs.', 'Review acme/shop#12'],
  [
    'Follow https://docs.example.org/a/b/c/guide.html?x=1#y for retries',
    'Follow docs.example.org/…/guide.html for retries',
  ],
])

cases('plans and headings', [
  ['Implement the following plan:\n\n# Retry refunds\n\n## Context\nBanks fail.', 'Retry refunds'],
  ['Implement the following plan:\n\n# Plan: Retry refunds\n\n1. queue', 'Retry refunds'],
  ['# Implementation Plan — Retry refunds', 'Retry refunds'],
  ['# Plan\n\n## Retry refunds by a worker\n\ntext', 'Retry refunds by a worker'],
  ['## Context\nRefunds fail when a bank is down.\n\n## Steps\n- queue', 'Refunds fail when a bank is down'],
  ['Implement the following plan:', undefined],
])

cases('slash commands', [
  ['/review 12', 'Review 12'],
  ['/review https://github.com/acme/shop/pull/12', 'Review acme/shop#12'],
  ['/review', 'Review'],
  ['/team:plan-work retry refunds that failed at night', 'Plan work: retry refunds that failed at night'],
  ['/fix-issue\ncan you stop the worker from retrying for ever?', 'Fix issue: stop the worker from retrying for ever'],
  ['/home/ana/shop/src/refund.ts loses the amount', '…/src/refund.ts loses the amount'],
])

cases('code, logs and errors', [
  ['```ts\nconst a = 1\n```\nWhy is this refund not sent?', 'Why is this refund not sent?'],
  ['```\nretry the refund worker\n```', 'Retry the refund worker'],
  ['TypeError: amount is undefined\n    at refund (/srv/shop/src/refund.ts:10:4)', 'TypeError: amount is undefined'],
  [
    'Error: /home/ci/work/shop/src/pay/refund.go:33:20: string text is repeated\n  if text == "" {',
    'Error: …/pay/refund.go:33:20: string text is repeated',
  ],
  ['refunds stop at night [03:12:44.030] [worker] GET /refunds', 'Refunds stop at night'],
  ['[03:12:44] GET /refunds\n{"amount":\nwhy are refunds slow at night', 'Why are refunds slow at night'],
  ['panic: nil refund\n\nfix this', 'Panic: nil refund'],
])

cases('wrappers', [
  ['<ide_selection file="a.ts">const x</ide_selection>\nrename the refund worker', 'Rename the refund worker'],
  ['<task>Rename the refund worker</task>', 'Rename the refund worker'],
  ['<a><b>Rename the refund worker</b></a>', 'Rename the refund worker'],
  ['[Image #1] the refund button is cut off', 'The refund button is cut off'],
  ['[Pasted text #2 +30 lines] why do refunds fail twice', 'Why do refunds fail twice'],
  ['> rename the refund worker', 'Rename the refund worker'],
])

cases('lists and lines', [
  ['- rename the refund worker\n- move its tests', 'Rename the refund worker'],
  ['* rename the refund worker', 'Rename the refund worker'],
  [
    'Low severity\n\nThe error of the settings file is wrapped twice',
    'The error of the settings file is wrapped twice',
  ],
  [
    'Please make the refund worker retry what the banks refuse when they are\ndown for the night',
    'Make the refund worker retry what the banks refuse when they are down for the night',
  ],
])

cases('names of files', [
  ['src/refund.ts should log the bank', 'src/refund.ts should log the bank'],
  ['@src/refund.ts should log the bank', 'src/refund.ts should log the bank'],
  ['setup_refund_hooks_test.go runs twice', 'setup_refund_hooks_test.go runs twice'],
  ['PAY_OPT_OUT=1 is not heeded by workers', 'PAY_OPT_OUT=1 is not heeded by workers'],
  ['Match **/*.ts and *.js below src', 'Match **/*.ts and *.js below src'],
  ['Look at /Users/ana/work/shop/docs/REFUND.md and build it', 'Look at …/docs/REFUND.md and build it'],
  ['C:\\Users\\ana\\shop\\refund.ts loses amounts', '…/shop/refund.ts loses amounts'],
])

cases('markup', [
  ['Make **refunds** _really_ fast in `worker.ts`', 'Make refunds really fast in worker.ts'],
  ['Read [the guide](https://example.org/a_(b)) of refunds', 'Read the guide of refunds'],
  ['5 * 3 * 2 refunds are lost', '5 * 3 * 2 refunds are lost'],
])

cases('few words', [
  ['commit', 'Commit'],
  ['fix tests', 'Fix tests'],
  ['yes', 'Yes'],
  ['https://example.org', 'example.org'],
  ['?', undefined],
  ['', undefined],
])

cases('other languages', [
  ['Bitte die Erstattungen nachts wiederholen. Danke', 'Bitte die Erstattungen nachts wiederholen'],
  ['Les remboursements échouent la nuit, pourquoi ?', 'Les remboursements échouent la nuit, pourquoi ?'],
  ['夜に払い戻しが失敗する。原因を調べて', '夜に払い戻しが失敗する。'],
  ['ночью не проходят возвраты', 'Ночью не проходят возвраты'],
])

describe('long ones', () => {
  test('are cut at a word', () => {
    const intent = ofPrompt(`Rename ${'refund worker '.repeat(40)}`)!
    expect(intent).toMatch(/^Rename (refund worker )+refund( worker)?…$/)
    expect(intent.length).toBeLessThanOrEqual(97)
  })

  test('without spaces are cut between characters, not within one', () => {
    const intent = ofPrompt(`Zahlung ${'😀'.repeat(200)}`)!
    expect(intent.isWellFormed()).toBe(true)
    expect([...intent]).toHaveLength(97)
  })

  test('show the end of a deep path instead of losing the rest', () => {
    expect(
      ofPrompt(
        'Split packages/server/src/payments/refunds/worker.ts so that sending and parsing can be tested one by one',
      ),
    ).toBe('Split …/refunds/worker.ts so that sending and parsing can be tested one by one')
  })

  test.each([
    '<'.repeat(20_000),
    '`'.repeat(20_000),
    '<a>'.repeat(7_000),
    '['.repeat(20_000),
    'a_'.repeat(10_000),
    '/x'.repeat(10_000),
    ' \n'.repeat(10_000),
    'e.g. '.repeat(4_000),
    '👩‍💻'.repeat(4_000),
    'just please '.repeat(1_700),
  ])('that a pattern could get lost in end as well: %#', (prompt) => {
    expect([...(ofPrompt(prompt) ?? '')].length).toBeLessThanOrEqual(97)
  })
})
