import type { Errand } from './errand.ts'

const repository = 'payments' as const

export const paymentsErrands: readonly Errand[] = [
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
    slug: 'no-stack-traces',
    area: 'http',
    nature: 'fix',
    subjects: ['Keep stack traces out of error bodies', 'Error bodies showed our stack traces'],
    asks: {
      full: 'Error bodies carry the stack trace, see src/http/errors.ts. Answer with the message and an id that is also in our log, nothing else.',
      short: 'errorBody leaks the stack, remove. add an id we can grep for',
      chat: 'uh, a merchant just sent me a screenshot with our file paths in it. can we stop sending stack traces? they should get some id instead so that support can find it',
    },
    pasted:
      '{"error":"currencies differ","stack":"RangeError: currencies differ\\n    at add (file:///srv/payments/src/money.ts:14:46)\\n    at ..."}',
    why: 'Merchants saw our file paths.',
    changes: [
      {
        path: 'src/http/errors.ts',
        from: 'export const errorBody = (error: Error) => ({ error: error.message, stack: error.stack })',
        to: 'export const errorBody = (error: Error, id: string) => ({ error: error.message, id })',
      },
    ],
    slip: {
      path: 'src/http/errors.ts',
      right: '({ error: error.message, id })',
      wrong: '({ error: error.name, id })',
      complaint: 'the message has to stay, merchants match on it. only the stack goes',
      answer: 'The message is back; only the stack is gone.',
    },
    answer:
      'The body has the message and an `id`. Nobody calls `errorBody` with an id yet, the error handler in `main.ts` is the place.',
  },
  {
    repository,
    slug: 'page-size-limits',
    area: 'http',
    nature: 'fix',
    subjects: ['Limit pages to 200 rows', 'Refuse page sizes that are no number'],
    asks: {
      full: 'pageSize in src/http/pages.ts takes anything: `limit=100000` reads the whole table, `limit=abc` gives NaN and a 500. Between 1 and 200, 50 when it is missing or no number.',
      short: 'pageSize: clamp 1..200, NaN -> 50',
      chat: 'somebody pulls /payments?limit=100000 every five minutes and the replica suffers. can you put a cap on it, 200 or so',
    },
    must: ['`limit=0` gives 1', '`limit=abc` gives 50', '`limit=100000` gives 200'],
    why: 'One caller read the whole table every five minutes.',
    changes: [
      {
        path: 'src/http/pages.ts',
        from: 'export const pageSize = (query: { limit?: string }): number => Number(query.limit ?? 50)',
        to: 'export const pageSize = (query: { limit?: string }): number => {\n  const wanted = Number(query.limit ?? 50)\n  return Number.isInteger(wanted) ? Math.min(200, Math.max(1, wanted)) : 50\n}',
      },
    ],
    test: {
      path: 'src/http/pages.test.ts',
      content: `import { expect, test } from 'vitest'
import { pageSize } from './pages.ts'

test.each([
  [undefined, 50],
  ['abc', 50],
  ['0', 1],
  ['100000', 200],
  ['25', 25],
])('limit %s gives %i rows', (limit, rows) => {
  expect(pageSize(limit === undefined ? {} : { limit })).toBe(rows)
})
`,
      tests: 5,
      fails: ['limit abc gives 50 rows', 'AssertionError: expected NaN to be 50'],
    },
    slip: {
      path: 'src/http/pages.ts',
      right: 'Number.isInteger(wanted) ? Math.min(200, Math.max(1, wanted)) : 50',
      wrong: 'Math.min(200, Math.max(1, wanted))',
      complaint: 'limit=abc is still NaN, Math.min does not help there',
      answer: 'What is no whole number gives 50 now.',
      tested: true,
    },
    answer: 'Page sizes lie between 1 and 200; what is no number counts as missing.',
  },
  {
    repository,
    slug: 'ids-from-crypto',
    area: 'ids',
    nature: 'fix',
    subjects: ['Make ids from random bytes', 'Math.random is no source for ids'],
    asks: {
      full: 'newId in src/ids.ts uses Math.random, which is predictable and gives shorter ids now and then. Use node:crypto, 16 characters of the alphabet that we have, same prefix.',
      short: 'newId -> crypto.randomBytes, always 16 chars',
      chat: 'the pen test people complained about ids from Math.random, can you swap it for something from crypto? keep the prefix please, the console parses it',
    },
    must: ['always the same length', 'lower case letters and digits only'],
    why: 'Found by the pen test: ids could be guessed.',
    changes: [
      {
        path: 'src/ids.ts',
        from: "export const newId = (kind: string): string => kind + '_' + Math.random().toString(36).slice(2, 12)",
        to: "export const newId = (kind: string): string => {\n  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length])\n  return kind + '_' + letters.join('')\n}",
      },
      {
        path: 'src/ids.ts',
        from: '/** An id with',
        to: "import { randomBytes } from 'node:crypto'\n\n/** 32 characters, so that each is as likely as the others. */\nconst alphabet = 'abcdefghjkmnpqrstuvwxyz0123456789'.slice(0, 32)\n\n/** An id with",
      },
    ],
    answer:
      'Ids come from `randomBytes` now, 16 characters from an alphabet of 32. Old ids keep working, nothing reads their length.',
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
    slug: 'health-asks-database',
    area: 'health',
    nature: 'fix',
    subjects: ['Let the health check ask the database', 'Health said ok while the database was away'],
    asks: {
      full: 'health() always says ok, so a host without database stays in the load balancer. It should run `select 1` with a limit of one second and say which part is not well.',
      short: 'health check must hit the db (select 1, 1s)',
      chat: 'during the failover last week all hosts said they were healthy while nothing worked. can health look at the database?',
    },
    why: 'Hosts without a database stayed in the load balancer.',
    changes: [
      {
        path: 'src/health.ts',
        from: 'export const health = async () => ({ ok: true })',
        to: "import { pool } from './database.ts'\n\n/** Whether this host can work, and what is missing if not. */\nexport const health = async (limit = 1000) => {\n  const late = new Promise<false>((resolve) => setTimeout(resolve, limit, false))\n  const asked = pool.query('select 1').then(() => true, () => false)\n  return (await Promise.race([asked, late])) ? { ok: true } : { ok: false, missing: 'database' }\n}",
      },
    ],
    slip: {
      path: 'src/health.ts',
      right: '(await Promise.race([asked, late]))',
      wrong: '(await asked)',
      complaint: 'where is the one second? when the pool is exhausted this waits for ever',
      answer: 'It gives up after a second now and says that the database is missing.',
    },
    answer:
      '`health` asks the database, at most for a second. The route must turn `ok: false` into a 503, that is in the gateway, not here.',
  },
  {
    repository,
    slug: 'redact-iban',
    area: 'log',
    nature: 'fix',
    subjects: ['Hide IBANs and tokens in logs', 'Redact authorization headers and IBANs'],
    asks: {
      full: 'Our logs hold IBANs and authorization headers: the redact list in src/log.ts only knows password and secret. Add iban and the header, also one level down.',
      short: 'log.ts redact: iban + authorization, nested too',
      chat: 'privacy review: there are IBANs in the logs. can you add them to the redact list? and the auth header while you are there',
    },
    why: 'Found in the privacy review.',
    changes: [
      {
        path: 'src/log.ts',
        from: "redact: ['password', 'secret']",
        to: "redact: ['password', 'secret', 'iban', '*.iban', 'authorization', '*.authorization', '*.headers.authorization']",
      },
    ],
    slip: {
      path: 'src/log.ts',
      right: ", '*.iban', 'authorization', '*.authorization', '*.headers.authorization'",
      wrong: ", 'authorization'",
      complaint: 'only the top level, but we log { payout: { iban } }. nested as well please',
      answer: 'One level down is covered as well, and the header where requests are logged.',
    },
    answer:
      'Both are hidden, at the top and one level down. What is in the log store already stays there; that is for the platform team.',
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
    slug: 'queue-survives-errors',
    area: 'queue',
    nature: 'fix',
    subjects: ['Go on with the queue after a job that fails', 'One failed job stopped all that followed'],
    asks: {
      full: 'createQueue in src/queue.ts: once a job rejects, `last` is a rejected promise and nothing after it ever runs. The caller of that job must still get the error.',
      short: 'queue stops for good after one rejection, fix',
      chat: 'the export queue was stuck since friday. one job threw and then nothing ran any more? can you see why',
    },
    why: 'The rejected promise was kept as the tail of the queue.',
    changes: [
      {
        path: 'src/queue.ts',
        from: '    last = last.then(job)\n    return last',
        to: '    const done = last.then(job)\n    last = done.catch(() => {})\n    return done',
      },
    ],
    slip: {
      path: 'src/queue.ts',
      right: '    return done',
      wrong: '    return last',
      complaint: 'now the caller never hears of the error. return the promise of the job itself',
      answer: 'The caller gets the promise of its own job; only the tail swallows the error.',
    },
    answer: 'A job that fails rejects for its caller, and the next one runs.',
  },
  {
    repository,
    slug: 'pino-9-6',
    area: 'deps',
    nature: 'chore',
    subjects: ['Update pino to 9.6.0', 'pino 9.6.0'],
    asks: {
      full: 'Update pino to 9.6.0 and look through its changelog for anything that concerns redact.',
      short: 'bump pino 9.6.0',
      chat: 'can you bump pino? there is a fix for redact in 9.6',
    },
    why: 'It fixes redaction of nested paths.',
    changes: [{ path: 'package.json', from: '"pino": "9.5.0"', to: '"pino": "9.6.0"' }],
    answer: 'pino is at 9.6.0. I cannot reach the changelog from the sandbox; the tests pass.',
  },
  {
    repository,
    slug: 'jose-advisory',
    area: 'deps',
    nature: 'chore',
    subjects: ['Update jose because of the advisory', 'jose 5.9.7'],
    asks: {
      full: 'npm audit complains about jose. Update to the patched version in the same major, nothing else in the lock file.',
      short: 'npm audit: jose. patch only',
      chat: 'ci is red because of npm audit, looks like jose. could you update it, smallest step that makes audit happy',
    },
    pasted: 'jose  5.0.0 - 5.9.6\nSeverity: moderate\nfix available via `npm audit fix`',
    why: 'npm audit reported 5.9.6.',
    changes: [{ path: 'package.json', from: '"jose": "5.9.6"', to: '"jose": "5.9.7"' }],
    answer: 'jose is at 5.9.7; nothing else moved.',
  },
  {
    repository,
    slug: 'ci-timeout',
    area: 'ci',
    nature: 'chore',
    subjects: ['End CI jobs after ten minutes', 'Stop hanging CI jobs'],
    asks: {
      full: 'CI jobs that hang run for six hours before GitHub ends them. Set a timeout of ten minutes on the job.',
      short: 'ci: timeout-minutes 10',
      chat: 'I found a CI run of 6 hours :D can we put a timeout on it',
    },
    why: 'A job hung for six hours.',
    changes: [
      {
        path: '.github/workflows/ci.yml',
        from: '    runs-on: ubuntu-latest\n',
        to: '    runs-on: ubuntu-latest\n    timeout-minutes: 10\n',
      },
    ],
    answer: 'Ten minutes; the slowest run of the last month took four.',
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
  {
    repository,
    slug: 'readme-environment',
    area: 'readme',
    nature: 'docs',
    subjects: ['List the environment variables in the README', 'README: what must be set'],
    asks: {
      full: 'The README does not say which environment variables the service reads. List them with their defaults, from the code.',
      short: 'readme: env vars',
      chat: 'I set this up on a new laptop and had to guess the env vars, could you write them into the readme',
    },
    why: 'Everybody guesses them once.',
    changes: [
      {
        path: 'README.md',
        from: '## Words',
        to: '## Settings\n\n| variable | default |\n|---|---|\n| `BANK_URL` | `http://localhost:9000` |\n| `BANK_TOKEN` | none |\n| `LOG_LEVEL` | `info` |\n\n`pg` reads the usual `PGHOST`, `PGUSER` and so on.\n\n## Words',
      },
    ],
    answer: 'Three of our own, and those that `pg` reads by itself.',
  },
]
