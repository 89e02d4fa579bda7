import type { Errand } from '../errand.ts'

const repository = 'payments' as const

/** What has to do with running a service. */
export const serviceErrands: readonly Errand[] = [
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
]
