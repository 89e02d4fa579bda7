import { find, type RepositoryName, read, type Step, search } from '../script.ts'

/** Something that somebody wanted to know: nothing is changed. */
export interface Question {
  repository: RepositoryName
  prompt: string
  steps: Step[]
  answer: string
  /** A second prompt, when the first answer did not do. */
  more?: { prompt: string; steps: Step[]; answer: string }
}

export const questions: readonly Question[] = [
  {
    repository: 'payments',
    prompt: 'where is the idempotency key of a refund made? does it survive a restart?',
    steps: [search('idempotency', 'src'), read('src/bank/client.ts'), read('src/refunds/service.ts')],
    answer:
      'The key is the refund id, made with `randomUUID()` in `RefundService.request` and stored with the refund row. So it survives a restart as long as the row was committed.',
  },
  {
    repository: 'payments',
    prompt: 'what happens today if a merchant answers a webhook with 301?',
    steps: [read('src/webhooks/deliver.ts')],
    answer:
      '`fetch` follows the redirect by itself, with the signed body, to wherever the merchant points. For a 301 the method becomes GET and the body is dropped, so the merchant gets an empty call and we count it as delivered when it ends with 2xx.',
    more: {
      prompt: 'are you sure about GET? I thought only for 303',
      steps: [],
      answer:
        "For a POST that is answered with 301 or 302 the fetch standard also changes the method to GET, for history's sake; 307 and 308 keep it. So yes: POST becomes GET here.",
    },
  },
  {
    repository: 'payments',
    prompt:
      'Which currencies have no minor unit and do we handle them? I need the answer for a sales call at 3, no changes please.',
    steps: [read('src/money.ts'), search('/ 100', 'src')],
    answer:
      'In this service nothing divides by 100: `Money` is whole minor units, so JPY 500 is simply 500. The danger is elsewhere, the console divides by 100 in `formatMoney`.',
  },
  {
    repository: 'console',
    prompt: 'why does the refunds table render twice on load',
    steps: [read('src/pages/RefundsPage.tsx'), read('src/api/useRefunds.ts')],
    answer:
      'Once with `isPending`, once with data: that is expected. If you see two requests it is React strict mode in development; the production build mounts once.',
  },
  {
    repository: 'console',
    prompt: 'does formatMoney handle yen?',
    steps: [read('src/lib/format.ts'), search('formatMoney', 'src')],
    answer:
      'No. It always divides by 100, and JPY has no minor unit, so ¥500 is shown as ¥5. The same for KRW and CLP.',
    more: {
      prompt: 'how would you fix it, only tell me',
      steps: [],
      answer:
        'Ask `Intl.NumberFormat` for `resolvedOptions().maximumFractionDigits` of the currency and divide by ten to that power. Three lines; the test should have JPY (0), EUR (2) and BHD (3).',
    },
  },
  {
    repository: 'ledger',
    prompt: 'how slow will balance.Of be with 40M rows? is the index used?',
    steps: [read('internal/balance/balance.go'), read('migrations/0001_entry.sql')],
    answer:
      'The index on (account, currency) is used to find the rows, but `amount` is not in it, so every entry is fetched from the heap. For an account with a million entries that is seconds. `include (amount)` would make it index-only; a running balance is the real answer (PAY-71).',
  },
  {
    repository: 'ledger',
    prompt: 'is there anything that deletes or updates entries?',
    steps: [search('(update|delete from) entry'), find('migrations/*.sql')],
    answer:
      'Nothing in this repository does. Nothing prevents it either: the role that the service uses could. A `revoke update, delete on entry` would hold the rule for good.',
  },
  {
    repository: 'ledger',
    prompt: 'Review the error handling in post.go: can a half-posted transaction stay behind?',
    steps: [read('internal/ledger/post.go'), read('internal/ledger/post_test.go'), search('Post\\(')],
    answer:
      'Not as long as the caller rolls back: all inserts use the `tx` that was handed in, and `Post` returns the first error. But it is only a convention. Nobody who calls `Post` with a pool-backed tx can be stopped from committing after an error.',
  },
  {
    repository: 'payments',
    prompt: 'explain settlementDay to me, we have a merchant in Lisbon who says 17:30 is too late',
    steps: [read('src/settlement/cutoff.ts'), read('src/settlement/cutoff.test.ts')],
    answer:
      'The cutoff is 17:00 UTC, for everybody. In Lisbon that is 17:00 in winter and 18:00 in summer, so at 17:30 in winter the payment settles a day later. Weekends and bank holidays are not looked at here at all.',
  },
  {
    repository: 'console',
    prompt: 'list every text a merchant can see that is not in src/text',
    steps: [search('>[A-Z][a-z]+ [a-z]+<', 'src'), find('src/**/*.tsx'), read('src/text/index.ts')],
    answer:
      'The pages take their texts from `src/text`. Some of the newer components have words of their own, in the component itself: badges and notes mostly. None of the base components (Table, EmptyState) has any.',
  },
]
