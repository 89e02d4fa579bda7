import type { Errand } from '../errand.ts'

const repository = 'payments' as const

/** What has to do with amounts, payouts and cards. */
export const moneyErrands: readonly Errand[] = [
  {
    repository,
    slug: 'payout-day-utc',
    area: 'payouts',
    nature: 'fix',
    subjects: ['Compute the next payout in UTC', 'Weekly payouts came a day late from Bogota hosts'],
    asks: {
      full: 'nextPayout in src/payouts/schedule.ts uses the local time of the host. On hosts that are behind UTC a weekly merchant is paid on Tuesday instead of Monday. Use UTC throughout.',
      short: 'nextPayout uses local time, make it utc',
      chat: 'a merchant says their monday payout arrived on a tuesday. I think nextPayout takes the local day of the machine? can you check and fix',
    },
    must: ['a weekly merchant with `on: 1` is paid on a Monday, seen from UTC', 'never today'],
    why: 'Hosts behind UTC took the wrong day.',
    changes: [
      {
        path: 'src/payouts/schedule.ts',
        from: "  day.setDate(day.getDate() + 1)\n  if (rhythm.every === 'week') while (day.getDay() !== rhythm.on) day.setDate(day.getDate() + 1)",
        to: "  day.setUTCDate(day.getUTCDate() + 1)\n  if (rhythm.every === 'week') while (day.getUTCDay() !== rhythm.on) day.setUTCDate(day.getUTCDate() + 1)",
      },
    ],
    test: {
      path: 'src/payouts/schedule.test.ts',
      content: `import { expect, test } from 'vitest'
import { nextPayout } from './schedule.ts'

test('a weekly merchant is paid on the day, seen from UTC', () => {
  const sunday = new Date('2026-03-01T23:30:00Z')
  expect(nextPayout({ every: 'week', on: 1 }, sunday).toISOString().slice(0, 10)).toBe('2026-03-02')
})

test('never today', () => {
  const monday = new Date('2026-03-02T08:00:00Z')
  expect(nextPayout({ every: 'week', on: 1 }, monday).toISOString().slice(0, 10)).toBe('2026-03-09')
})
`,
      tests: 2,
      fails: [
        'a weekly merchant is paid on the day, seen from UTC',
        "AssertionError: expected '2026-03-03' to be '2026-03-02'",
      ],
    },
    answer:
      'You were right about the host. `nextPayout` counts in UTC now; two tests, one of them on a Sunday at half past eleven.',
  },
  {
    repository,
    slug: 'fees-in-basis-points',
    area: 'fees',
    nature: 'fix',
    subjects: ['Count fees in hundredths of a percent', 'Fees were a cent off for some rates'],
    asks: {
      full: 'fee() in src/merchants/fees.ts multiplies with a float: 1005 at 1.45 % gives 14 or 15 depending on how the rate was written. Take the rate as whole basis points (145) and round half up.',
      short: 'fee(): rate as int basis points not float, half up',
      chat: 'finance found invoices that are one cent off. it is the float rate in fee(), I am pretty sure. could we use basis points instead?',
    },
    why: 'Floats made some fees a cent too small.',
    changes: [
      {
        path: 'src/merchants/fees.ts',
        from: '/** Our fee for a payment. The rate is a fraction: 0.0145 for 1.45 %. */\nexport const fee = (amount: number, rate: number): number => Math.round(amount * rate)',
        to: '/** Our fee for a payment, rounded half up. The rate is in hundredths of a percent: 145 for 1.45 %. */\nexport const fee = (amount: number, basisPoints: number): number => Math.floor((amount * basisPoints + 5000) / 10_000)',
      },
    ],
    test: {
      path: 'src/merchants/fees.test.ts',
      content: `import { expect, test } from 'vitest'
import { fee } from './fees.ts'

test.each([
  [10_000, 145, 145],
  [1000, 145, 15],
  [1, 145, 0],
])('%i at %i basis points costs %i', (amount, rate, expected) => {
  expect(fee(amount, rate)).toBe(expected)
})
`,
      tests: 3,
      fails: ['1000 at 145 basis points costs 15', 'AssertionError: expected 145000 to be 15'],
    },
    answer:
      'Whole numbers throughout, half up, three cases in the test. No caller passes a rate yet except the invoice job in the other repository.',
  },
  {
    repository,
    slug: 'card-expiry-month-end',
    area: 'cards',
    nature: 'fix',
    subjects: ['Let cards live to the end of their month', 'Cards expired a month early'],
    asks: {
      full: 'isExpired says that a card 03/26 is expired on 2 March 2026, but it is good until the end of March. Fix it in src/cards/expiry.ts.',
      short: 'isExpired is off by a month, 03/26 is valid through march',
      chat: 'we decline cards in their last month!! 03/26 should work until the 31st of march. easy one I think',
    },
    must: ['03/26 is good on 31 March 2026', 'and expired on 1 April', '12/26 works too'],
    why: 'A card is good until the last day of the month that is printed on it.',
    changes: [
      {
        path: 'src/cards/expiry.ts',
        from: 'return new Date(Date.UTC(2000 + year!, month! - 1, 1)) < now',
        to: 'return new Date(Date.UTC(2000 + year!, month!, 1)) <= now',
      },
    ],
    test: {
      path: 'src/cards/expiry.test.ts',
      content: `import { expect, test } from 'vitest'
import { isExpired } from './expiry.ts'

test('a card is good until the end of its month', () => {
  expect(isExpired('03/26', new Date('2026-03-31T23:59:59Z'))).toBe(false)
  expect(isExpired('03/26', new Date('2026-04-01T00:00:00Z'))).toBe(true)
})

test('December goes into the next year', () => {
  expect(isExpired('12/26', new Date('2026-12-31T12:00:00Z'))).toBe(false)
})
`,
      tests: 2,
      fails: ['a card is good until the end of its month', 'AssertionError: expected true to be false'],
    },
    answer:
      'It compares with the first of the next month now. December needs nothing special, `Date.UTC` carries over.',
  },
  {
    repository,
    slug: 'czk-huf',
    area: 'currency',
    nature: 'feat',
    subjects: ['Take payments in koruna and forint', 'Allow CZK and HUF'],
    asks: {
      full: 'Allow CZK and HUF in src/currency.ts. HUF has two minor digits with the bank although nobody uses them, so nothing special is needed.',
      short: 'add CZK, HUF to currencies',
      chat: 'we can finally do CZK and HUF, the bank confirmed. can you add them?',
    },
    why: 'The bank confirmed both.',
    changes: [{ path: 'src/currency.ts', from: "'CHF', 'GBP']", to: "'CHF', 'GBP', 'CZK', 'HUF']" }],
    answer: 'Both are in the list. The checks elsewhere read it, so there is nothing else to change.',
  },
  {
    repository,
    slug: 'statement-amounts',
    area: 'bank',
    nature: 'fix',
    subjects: ['Read statement amounts without floats', 'Statement lines with a comma lost their cents'],
    asks: {
      full: 'parseLine reads amounts with parseFloat, so "1204,50" becomes 1204.00 and "8.2" may be off by one. Parse the digits; comma and point both separate cents.',
      short: 'parseLine: no parseFloat. "1204,50" must be 120450',
      chat: 'the bank sends some lines with a decimal comma and we drop the cents there. could you make parseLine understand both?',
    },
    pasted: '2026-02-27;B-77213;1204,50',
    why: 'The bank writes a decimal comma in some files.',
    changes: [
      {
        path: 'src/bank/statement.ts',
        from: '  return { date, reference, amount: Math.round(parseFloat(amount!) * 100) }',
        to: "  const [whole, cents = ''] = amount!.split(/[.,]/)\n  return { date, reference, amount: Number(whole + cents.padEnd(2, '0')) }",
      },
    ],
    test: {
      path: 'src/bank/statement.test.ts',
      content: `import { expect, test } from 'vitest'
import { parseLine } from './statement.ts'

test.each([
  ['1204,50', 120450],
  ['8.2', 820],
  ['-17', -1700],
])('%s is %i', (text, amount) => {
  expect(parseLine('2026-02-27;B-77213;' + text).amount).toBe(amount)
})
`,
      tests: 3,
      fails: ['1204,50 is 120450', 'AssertionError: expected 120400 to be 120450'],
    },
    answer: 'Digits only, both separators, negative amounts too.',
  },
  {
    repository,
    slug: 'statement-reference-length',
    area: 'payouts',
    nature: 'fix',
    subjects: ['Cut statement references to what banks print', 'Long merchant names broke payouts'],
    asks: {
      full: 'The bank refuses payouts whose reference is longer than 35 characters or has characters outside of A-Z, 0-9, space, point and dash. statementReference passes the name as it is. Replace accents by the plain letter, everything else by a space, and keep the payout id whole.',
      short: 'statementReference: max 35 chars, [A-Z0-9 .-] only, keep payout id',
      chat: 'payout for "Crème & Cône" bounced because of the reference. can you clean that up before we send it? the id at the end must survive',
    },
    pasted: 'bank answer 422: field remittance does not match ^[A-Z0-9 .-]{1,35}$',
    why: 'The bank refused references with accents.',
    changes: [
      {
        path: 'src/payouts/reference.ts',
        from: "export const statementReference = (merchant: string, payout: string): string => merchant + ' ' + payout",
        to: "export const statementReference = (merchant: string, payout: string): string => {\n  const plain = merchant.normalize('NFD').replace(/\\p{M}/gu, '').toUpperCase()\n  const allowed = plain.replace(/[^A-Z0-9 .-]+/g, ' ').replace(/ +/g, ' ').trim()\n  return allowed.slice(0, 34 - payout.length).trim() + ' ' + payout.toUpperCase()\n}",
      },
    ],
    test: {
      path: 'src/payouts/reference.test.ts',
      content: `import { expect, test } from 'vitest'
import { statementReference } from './reference.ts'

test('letters lose their accents, the rest becomes a space', () => {
  expect(statementReference('Crème & Cône', 'po-17')).toBe('CREME CONE PO-17')
})

test('a long name is cut, the id is not', () => {
  const reference = statementReference('The Very Long Name Of A Shop By The Sea', 'po-123456')
  expect(reference).toMatch(/^[A-Z0-9 .-]{1,35}$/)
  expect(reference.endsWith('PO-123456')).toBe(true)
})
`,
      tests: 2,
      fails: [
        'letters lose their accents, the rest becomes a space',
        "AssertionError: expected 'Crème & Cône po-17' to be 'CREME CONE PO-17'",
      ],
    },
    slip: {
      path: 'src/payouts/reference.ts',
      right: "allowed.slice(0, 34 - payout.length).trim() + ' ' + payout.toUpperCase()",
      wrong: "(allowed + ' ' + payout.toUpperCase()).slice(0, 35)",
      complaint: 'long names cut the id off now, the id is the one thing that must stay',
      answer: 'The name is cut to what the id leaves.',
      tested: true,
    },
    answer: 'References fit the pattern of the bank, and the id is always whole.',
  },
]
