import { find, read, search } from '../../script.ts'
import type { Question } from './question.ts'

/** What people want to know about payments. */
export const paymentsQuestions: readonly Question[] = [
  {
    prompt: 'where is the idempotency key of a refund made? does it survive a restart?',
    steps: [search('idempotency', 'src'), read('src/bank/client.ts'), read('src/refunds/service.ts')],
    answer:
      'The key is the refund id, made with `randomUUID()` in `RefundService.request` and stored with the refund row. So it survives a restart as long as the row was committed.',
  },
  {
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
    prompt:
      'Which currencies have no minor unit and do we handle them? I need the answer for a sales call at 3, no changes please.',
    steps: [read('src/money.ts'), search('/ 100', 'src')],
    answer:
      'In this service nothing divides by 100: `Money` is whole minor units, so JPY 500 is simply 500. The danger is elsewhere, the console divides by 100 in `formatMoney`.',
  },
  {
    prompt: 'explain settlementDay to me, we have a merchant in Lisbon who says 17:30 is too late',
    steps: [read('src/settlement/cutoff.ts'), read('src/settlement/cutoff.test.ts')],
    answer:
      'The cutoff is 17:00 UTC, for everybody. In Lisbon that is 17:00 in winter and 18:00 in summer, so at 17:30 in winter the payment settles a day later. Weekends and bank holidays are not looked at here at all.',
  },
  {
    prompt: 'what would it take to let merchants refund more than once per payment? only an estimate',
    steps: [read('src/refunds/service.ts'), read('src/refunds/store.ts'), read('migrations/0001_refund.sql')],
    answer:
      'Less than it looks. Nothing stops a second refund today: `refund.payment` is not unique, and `request` does not look at what was refunded before. What is missing is the opposite, a check that the sum stays below the payment, and that needs a lock on the payment. I would say two days with tests, most of it for the lock.',
  },
  {
    prompt: 'Which of our outgoing calls have no timeout?',
    steps: [search('fetch\\(', 'src'), read('src/bank/client.ts'), read('src/webhooks/deliver.ts')],
    answer:
      'None. There are two `fetch` calls, the bank with 8 s and webhooks with 5 s. The database pool has no `statement_timeout`, if you count that.',
    more: {
      prompt: 'I do. what is a sane value?',
      steps: [read('src/database.ts')],
      answer:
        'Above the slowest query that you want, below the timeout of the load balancer in front. With 30 s there I would take 10 s, and set it on the pool so that jobs can have their own.',
    },
  },
  {
    prompt: 'a new colleague asks why Money is an interface and not a class. is there a reason or did it just happen',
    steps: [read('src/money.ts'), read('src/money.test.ts')],
    answer:
      'The code does not say. What it gives: a plain object survives JSON and the database without conversion, and `add` and `subtract` check the currency in one place. A class could hide the constructor, so that nobody makes `{ amount: 1.5 }` by hand; that hole is open today.',
  },
  {
    prompt: 'can two workers settle the same payment? read only',
    steps: [search('settle', 'src'), read('src/settlement/cutoff.ts')],
    answer: 'I cannot tell from this repository: it only computes the day. The job that settles is somewhere else.',
  },
  {
    prompt:
      'Summarise what changed in src/webhooks in the last two weeks, for the release notes. Merchants read it, so no internals.',
    steps: [find('src/webhooks/**/*.ts'), read('src/webhooks/deliver.ts')],
    answer:
      'From the files, for merchants:\n\n- New events, each with the id and one further field\n- Deliveries carry the time at which they were signed\n\nI left out everything that they cannot see.',
    more: {
      prompt: 'shorter, one sentence',
      steps: [],
      answer: 'There are new webhook events, and every call now carries the time at which it was signed.',
    },
  },
  {
    prompt: 'explain the regex in src/payouts/reference.ts or wherever we clean the statement text',
    steps: [search('replace\\(', 'src'), read('src/payouts/reference.ts')],
    answer:
      'Look at `src/payouts/reference.ts`: it decides what stands on the bank statement. What the bank takes is in its refusal, capitals, digits, space, point and dash, up to 35.',
  },
  {
    prompt: 'how do I run only the settlement tests, and with a fixed clock',
    steps: [read('package.json'), read('src/settlement/cutoff.test.ts')],
    answer:
      '`npx vitest run src/settlement`. The clock is a parameter, so the tests pass `fixedClock(...)` and need nothing from outside.',
  },
]
