import { vitestFails, vitestPasses } from '../play/outputs.ts'
import {
  commit,
  edit,
  pullRequest,
  push,
  read,
  run,
  runFails,
  say,
  search,
  think,
  turn,
  type WorkItem,
  write,
} from '../script.ts'

const retryInside = `    await inTransaction(async (client) => {
      await insertRefund(client, { id, payment, amount, state: 'requested' })
      const answer = await withRetries(() => this.#bank.refund(payment, amount, id), { attempts: 5, firstDelay: 500 })
      await setRefundState(client, id, answer.accepted ? 'sent' : 'failed')
    })`

const callInside = `    await inTransaction(async (client) => {
      await insertRefund(client, { id, payment, amount, state: 'requested' })
      const answer = await this.#bank.refund(payment, amount, id)
      await setRefundState(client, id, answer.accepted ? 'sent' : 'failed')
    })`

const retryHelper = `/** Calls again after a timeout, waiting twice as long each time. */
export const withRetries = async <Result>(
  call: () => Promise<Result>,
  { attempts, firstDelay }: { attempts: number; firstDelay: number },
): Promise<Result> => {
  let delay = firstDelay
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof BankTimeout) || attempt === attempts) throw error
      await new Promise((resolve) => setTimeout(resolve, delay))
      delay *= 2
    }
  }
}
`

const outboxMigration = `create table refund_outbox (
  refund uuid primary key references refund (id),
  attempt integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text
);

create index refund_outbox_due on refund_outbox (due_at);
`

const outboxTest = `import { expect, test } from 'vitest'
import { BankTimeout } from '../bank/client.ts'
import { fixedClock } from '../clock.ts'
import { money } from '../money.ts'
import { memoryOutbox } from './outbox.memory.ts'
import { sendDue } from './outbox.ts'

const refund = { id: 'r1', payment: 'p1', amount: money(1200, 'EUR'), attempt: 0 }

test('a refund that the bank takes leaves the outbox', async () => {
  const outbox = memoryOutbox([refund])
  await sendDue(outbox, { refund: async () => ({ accepted: true, reference: 'b1' }) }, fixedClock('2026-03-02T10:00:00Z'))
  expect(outbox.waiting()).toEqual([])
  expect(outbox.state('r1')).toBe('sent')
})

test('after a timeout it is tried again, later each time', async () => {
  const outbox = memoryOutbox([refund])
  const bank = {
    refund: async () => {
      throw new BankTimeout('bank did not answer in time')
    },
  }
  await sendDue(outbox, bank, fixedClock('2026-03-02T10:00:00Z'))
  expect(outbox.waiting()).toEqual([{ ...refund, attempt: 1, dueAt: '2026-03-02T10:00:30.000Z' }])
})

test('the same idempotency key is used for every attempt', async () => {
  const keys: string[] = []
  const outbox = memoryOutbox([refund])
  const bank = {
    refund: async (_payment: string, _amount: unknown, key: string) => {
      keys.push(key)
      throw new BankTimeout('bank did not answer in time')
    },
  }
  await sendDue(outbox, bank, fixedClock('2026-03-02T10:00:00Z'))
  await sendDue(outbox, bank, fixedClock('2026-03-02T10:05:00Z'))
  expect(keys).toEqual(['r1', 'r1'])
})

test('after eight attempts the refund has failed', async () => {
  const outbox = memoryOutbox([{ ...refund, attempt: 7 }])
  const bank = {
    refund: async () => {
      throw new BankTimeout('bank did not answer in time')
    },
  }
  await sendDue(outbox, bank, fixedClock('2026-03-02T10:00:00Z'))
  expect(outbox.state('r1')).toBe('failed')
})
`

const outbox = `import { type BankClient, BankTimeout } from '../bank/client.ts'
import type { Clock } from '../clock.ts'
import type { Money } from '../money.ts'

export interface Waiting {
  readonly id: string
  readonly payment: string
  readonly amount: Money
  readonly attempt: number
}

/** Refunds that the bank has not answered for yet. */
export interface Outbox {
  due(now: Date): Promise<readonly Waiting[]>
  sent(id: string): Promise<void>
  failed(id: string, reason: string): Promise<void>
  again(id: string, attempt: number, dueAt: Date): Promise<void>
}

const mostAttempts = 8
const firstDelay = 30_000

/** Sends what is due. The refund's id is the idempotency key, so a call that did arrive is not paid twice. */
export const sendDue = async (outbox: Outbox, bank: BankClient, clock: Clock): Promise<void> => {
  const now = clock.now()
  for (const refund of await outbox.due(now)) {
    try {
      const answer = await bank.refund(refund.payment, refund.amount, refund.id)
      if (answer.accepted) await outbox.sent(refund.id)
      else await outbox.failed(refund.id, answer.code ?? 'refused')
    } catch (error) {
      if (!(error instanceof BankTimeout)) throw error
      const attempt = refund.attempt + 1
      if (attempt === mostAttempts) await outbox.failed(refund.id, 'timeout')
      else await outbox.again(refund.id, attempt, new Date(now.getTime() + firstDelay * 2 ** refund.attempt))
    }
  }
}
`

const memoryOutbox = `import type { Outbox, Waiting } from './outbox.ts'

type Row = Waiting & { dueAt?: string }

/** An outbox for tests. */
export const memoryOutbox = (rows: readonly Row[]) => {
  const waiting = new Map(rows.map((row) => [row.id, row]))
  const states = new Map<string, string>()
  const outbox: Outbox = {
    due: async (now) => [...waiting.values()].filter((row) => !row.dueAt || new Date(row.dueAt) <= now),
    sent: async (id) => {
      waiting.delete(id)
      states.set(id, 'sent')
    },
    failed: async (id) => {
      waiting.delete(id)
      states.set(id, 'failed')
    },
    again: async (id, attempt, dueAt) => {
      waiting.set(id, { ...waiting.get(id)!, attempt, dueAt: dueAt.toISOString() })
    },
  }
  return { ...outbox, waiting: () => [...waiting.values()], state: (id: string) => states.get(id) }
}
`

const databaseOutbox = `import type { Pool } from 'pg'
import { money } from '../money.ts'
import type { Outbox } from './outbox.ts'

/** The outbox in the database. Rows are taken with SKIP LOCKED, so several workers can share it. */
export const databaseOutbox = (pool: Pool): Outbox => ({
  async due(now) {
    const { rows } = await pool.query(
      'update refund_outbox o set due_at = $1::timestamptz + interval \\'2 minutes\\' from refund r ' +
        'where r.id = o.refund and o.refund in ' +
        '(select refund from refund_outbox where due_at <= $1 order by due_at limit 50 for update skip locked) ' +
        'returning o.refund, o.attempt, r.payment, r.amount, r.currency',
      [now],
    )
    return rows.map((row) => ({
      id: row.refund,
      payment: row.payment,
      amount: money(Number(row.amount), row.currency),
      attempt: row.attempt,
    }))
  },
  async sent(id) {
    await pool.query('with gone as (delete from refund_outbox where refund = $1) update refund set state = \\'sent\\' where id = $1', [id])
  },
  async failed(id, reason) {
    await pool.query('update refund set state = \\'failed\\', changed_at = now() where id = $1', [id])
    await pool.query('delete from refund_outbox where refund = $1', [id])
    console.warn({ refund: id, reason }, 'refund failed')
  },
  async again(id, attempt, dueAt) {
    await pool.query('update refund_outbox set attempt = $2, due_at = $3 where refund = $1', [id, attempt, dueAt])
  },
})
`

/** The feature of these weeks: refunds that no longer vanish when the bank times out. */
export const refundRetries: WorkItem = {
  name: 'refund-retries',
  repository: 'payments',
  branch: 'ines/pay-88-refund-retries',
  moments: [
    {
      do: 'session',
      by: 'ines',
      agent: 'claude',
      day: 6,
      hour: 9.6,
      title: 'refund-retries-first-try',
      turns: [
        turn(
          'PAY-88: when the bank times out on a refund we roll back and the refund is gone, support had 31 tickets in February about refunds that "vanished". Make RefundService retry on BankTimeout, with backoff.',
          [
            think(
              'The ticket is about BankTimeout in RefundService.request. Let me look at how the call is made and what the client throws.',
            ),
            say("I'll look at the refund path first."),
            read('src/refunds/service.ts'),
            read('src/bank/client.ts'),
            read('src/database.ts'),
            search('BankTimeout', 'src'),
            say(
              'The bank call sits inside `inTransaction`, so a timeout rolls the refund row back. I will add a small retry helper and use it around the call.',
            ),
            edit(
              'src/bank/client.ts',
              'export class BankTimeout extends Error {}\n',
              `export class BankTimeout extends Error {}\n\n${retryHelper}`,
            ),
            edit(
              'src/refunds/service.ts',
              "import type { BankClient } from '../bank/client.ts'",
              "import { type BankClient, withRetries } from '../bank/client.ts'",
            ),
            edit('src/refunds/service.ts', callInside, retryInside),
            { do: 'interrupt' },
          ],
        ),
        turn(
          'stop. you are retrying inside the transaction: five attempts with backoff hold a row lock and a pool connection for up to half a minute, we have 20 connections. CLAUDE.md says nothing may call the bank inside a transaction. Undo this. I want an outbox: the request only writes the refund and an outbox row, a worker sends what is due.',
          [
            say('You are right, that would hold the connection through all attempts. Undoing both edits.'),
            { do: 'undo', paths: ['src/bank/client.ts', 'src/refunds/service.ts'] },
            say(
              'Both files are back to what they were. For the outbox I would:\n\n1. add `refund_outbox` (migration 0003): refund, attempt, due_at\n2. let `request` write refund and outbox row in one transaction, without the bank\n3. add `sendDue(outbox, bank, clock)` that takes due rows with SKIP LOCKED, uses the refund id as idempotency key, and sets the next due time on a timeout\n\nOne question stays: after how many attempts is a refund failed?',
            ),
          ],
          { after: 0.4 },
        ),
        turn('8 attempts, first delay 30s, doubling. write that down in the ticket, I start fresh after lunch', [
          say(
            'Noted here: 8 attempts, 30 s first delay, doubling (about an hour in all). I cannot reach the tracker from this session, so here is the text for PAY-88:\n\n> Refunds go through an outbox. At most 8 attempts, 30 s after the first, doubling. The refund id is the idempotency key. After the last attempt the refund is `failed` and an event is sent.',
          ),
        ]),
      ],
    },
    {
      do: 'session',
      by: 'ines',
      agent: 'claude',
      day: 6,
      hour: 13.2,
      title: 'refund-outbox',
      turns: [
        turn(
          'PAY-88, refund outbox. Start from this failing test, which I wrote by hand, src/refunds/outbox.test.ts:\n\n- a refund that the bank takes leaves the outbox\n- after BankTimeout it is due again 30s later, then 60s, ... (attempt counts up)\n- same idempotency key for every attempt: the refund id\n- after 8 attempts the refund is failed\n\nNo bank call in a transaction. Clock comes from src/clock.ts. Do not touch the http layer yet.',
          [
            think('She has the test as a list. I write it as a file first and see it fail, then the outbox.'),
            read('src/refunds/service.ts'),
            read('src/clock.ts'),
            write('src/refunds/outbox.test.ts', outboxTest),
            runFails(
              'npx vitest run src/refunds',
              'Run the refund tests',
              vitestFails(
                'src/refunds/outbox.test.ts',
                [
                  [
                    'a refund that the bank takes leaves the outbox',
                    "Error: Cannot find module './outbox.memory.ts'",
                    'src/refunds/outbox.test.ts:5:1',
                  ],
                ],
                0,
              ),
              1,
              3,
            ),
            say(
              'The test fails as it should: there is no outbox. Now the outbox itself and one in memory for the tests.',
            ),
            write('src/refunds/outbox.ts', outbox),
            write('src/refunds/outbox.memory.ts', memoryOutbox),
            run(
              'npx vitest run src/refunds',
              'Run the refund tests',
              vitestPasses([['src/refunds/outbox.test.ts', 4]]),
            ),
            write('migrations/0003_refund_outbox.sql', outboxMigration),
            write('src/refunds/outbox.database.ts', databaseOutbox),
            edit(
              'src/refunds/store.ts',
              'export const setRefundState',
              "/** Puts a refund into the outbox, due at once. */\nexport const enqueueRefund = async (client: PoolClient, id: string): Promise<void> => {\n  await client.query('insert into refund_outbox (refund) values ($1)', [id])\n}\n\nexport const setRefundState",
            ),
            edit(
              'src/refunds/service.ts',
              "import { insertRefund, setRefundState } from './store.ts'",
              "import { enqueueRefund, insertRefund } from './store.ts'",
            ),
            edit(
              'src/refunds/service.ts',
              callInside,
              "    await inTransaction(async (client) => {\n      await insertRefund(client, { id, payment, amount, state: 'requested' })\n      await enqueueRefund(client, id)\n    })",
            ),
            run(
              'npm test && npm run lint && npm run types',
              'Run tests, linter and type check',
              `${vitestPasses(
                [
                  ['src/money.test.ts', 2],
                  ['src/settlement/cutoff.test.ts', 3],
                  ['src/refunds/outbox.test.ts', 4],
                ],
                1204,
              )}\n\nChecked 14 files in 21ms. No fixes applied.`,
              9,
            ),
            say(
              'The four tests pass, as do lint and types. `RefundService` now only writes the refund and its outbox row; `sendDue` does the rest. The constructor still takes the bank, which nothing uses any more: shall I remove it?',
            ),
          ],
        ),
        turn('yes remove it. and where is the worker started?', [
          say('Nowhere yet. I will start it in `main.ts`, every 5 seconds, and stop it on SIGTERM.'),
          edit('src/refunds/service.ts', "import type { BankClient } from '../bank/client.ts'\n", ''),
          edit(
            'src/refunds/service.ts',
            '  readonly #bank: BankClient\n\n  constructor(bank: BankClient) {\n    this.#bank = bank\n  }\n\n',
            '',
          ),
          write(
            'src/refunds/worker.ts',
            "import type { BankClient } from '../bank/client.ts'\nimport type { Clock } from '../clock.ts'\nimport { type Outbox, sendDue } from './outbox.ts'\n\n/** Sends due refunds until it is stopped; a round that fails is logged and the next one starts on time. */\nexport const startRefundWorker = (outbox: Outbox, bank: BankClient, clock: Clock, every = 5000): (() => Promise<void>) => {\n  let round = Promise.resolve()\n  const timer = setInterval(() => {\n    round = round.then(() => sendDue(outbox, bank, clock)).catch((error) => console.error(error, 'refund round failed'))\n  }, every)\n  return async () => {\n    clearInterval(timer)\n    await round\n  }\n}\n",
          ),
          edit(
            'src/main.ts',
            'const refunds = new RefundService(bank)',
            'const refunds = new RefundService()\nconst stopRefunds = startRefundWorker(databaseOutbox(pool), bank, systemClock)',
          ),
          edit(
            'src/main.ts',
            "import { RefundService } from './refunds/service.ts'",
            "import { systemClock } from './clock.ts'\nimport { pool } from './database.ts'\nimport { databaseOutbox } from './refunds/outbox.database.ts'\nimport { RefundService } from './refunds/service.ts'\nimport { startRefundWorker } from './refunds/worker.ts'",
          ),
          edit(
            'src/main.ts',
            "await server.listen({ port: 8080, host: '0.0.0.0' })",
            "process.once('SIGTERM', async () => {\n  await server.close()\n  await stopRefunds()\n})\n\nawait server.listen({ port: 8080, host: '0.0.0.0' })",
          ),
          run(
            'npm test && npm run types',
            'Run tests and type check',
            vitestPasses(
              [
                ['src/money.test.ts', 2],
                ['src/settlement/cutoff.test.ts', 3],
                ['src/refunds/outbox.test.ts', 4],
              ],
              1188,
            ),
            8,
          ),
          commit(
            'Send refunds from an outbox (PAY-88)',
            'A timeout of the bank rolled the refund back. The request now writes the refund and an\noutbox row; a worker sends what is due, at most 8 times, with the refund id as idempotency key.',
          ),
          say('The worker runs from `main.ts` and stops on SIGTERM after the round it is in. Committed.'),
        ]),
        turn('push and open a PR, ask marek', [
          push,
          pullRequest(
            'Retry refunds when the bank times out (PAY-88)',
            'Refunds go through an outbox, so that a timeout of the bank no longer loses them.\n\n- at most 8 attempts, 30 s after the first, doubling\n- the refund id is the idempotency key of every attempt\n- no call to the bank inside a transaction\n\nTests: `src/refunds/outbox.test.ts`',
          ),
          say('Opened #{pr}. I could not set a reviewer: `gh` says the token may not read the team.'),
        ]),
      ],
    },
    {
      do: 'commit',
      by: 'ines',
      day: 5,
      hour: 10.3,
      subject: 'Give up a refund at once when the bank refuses it',
      changes: [
        {
          path: 'src/refunds/outbox.ts',
          from: "      else await outbox.failed(refund.id, answer.code ?? 'refused')",
          to: "      else if (answer.code === 'rate_limited') await outbox.again(refund.id, refund.attempt, new Date(now.getTime() + firstDelay))\n      else await outbox.failed(refund.id, answer.code ?? 'refused')",
        },
      ],
    },
    {
      do: 'session',
      by: 'ines',
      agent: 'claude',
      day: 2,
      hour: 15.1,
      turns: [
        turn(
          'marek reviewed #{pr}: "what happens to the rows that are taken when the worker dies in the middle of a round?" look at outbox.database.ts and tell me, do not change anything yet',
          [
            read('src/refunds/outbox.database.ts'),
            read('src/refunds/outbox.ts'),
            say(
              '`due` moves the due time two minutes ahead in the statement that takes the rows, so a row that was taken and never answered comes back after two minutes. Its attempt is not counted up, which means that a worker that dies each time would try for ever. The bank sees the same idempotency key, so nothing is paid twice.\n\nSo the answer for Marek: they come back after two minutes; what is missing is that such a round counts as an attempt.',
            ),
          ],
        ),
        turn(
          'good, count it. attempt = attempt + 1 when taking, and adapt sendDue so it does not count twice. test first',
          [
            edit(
              'src/refunds/outbox.test.ts',
              "test('after eight attempts the refund has failed'",
              "test('a round that never ended counts as an attempt', async () => {\n  const outbox = memoryOutbox([refund])\n  const never = { refund: () => Promise.reject(new Error('worker died')) }\n  await sendDue(outbox, never, fixedClock('2026-03-02T10:00:00Z')).catch(() => {})\n  expect(outbox.waiting()[0]).toMatchObject({ attempt: 1 })\n})\n\ntest('after eight attempts the refund has failed'",
            ),
            runFails(
              'npx vitest run src/refunds',
              'Run the refund tests',
              vitestFails(
                'src/refunds/outbox.test.ts',
                [
                  [
                    'a round that never ended counts as an attempt',
                    "AssertionError: expected { id: 'r1', payment: 'p1', …(2) } to match object { attempt: 1 }",
                    'src/refunds/outbox.test.ts:56:32',
                  ],
                ],
                4,
              ),
              1,
              3,
            ),
            edit(
              'src/refunds/outbox.memory.ts',
              '    due: async (now) => [...waiting.values()].filter((row) => !row.dueAt || new Date(row.dueAt) <= now),',
              '    due: async (now) => {\n      const rows = [...waiting.values()].filter((row) => !row.dueAt || new Date(row.dueAt) <= now)\n      for (const row of rows) waiting.set(row.id, { ...row, attempt: row.attempt + 1 })\n      return rows\n    },',
            ),
            edit(
              'src/refunds/outbox.database.ts',
              "'update refund_outbox o set due_at = $1::timestamptz + interval \\'2 minutes\\' from refund r '",
              "'update refund_outbox o set attempt = o.attempt + 1, due_at = $1::timestamptz + interval \\'2 minutes\\' from refund r '",
            ),
            edit(
              'src/refunds/outbox.database.ts',
              "'returning o.refund, o.attempt, r.payment, r.amount, r.currency'",
              "'returning o.refund, o.attempt - 1 as attempt, r.payment, r.amount, r.currency'",
            ),
            run(
              'npx vitest run src/refunds',
              'Run the refund tests',
              vitestPasses([['src/refunds/outbox.test.ts', 5]]),
            ),
            commit('Count a round that never ended as an attempt'),
            push,
            say(
              'A taken row now counts as an attempt at once; `sendDue` still computes the delay from the attempt before. Five tests pass, pushed to #{pr}.',
            ),
          ],
        ),
      ],
    },
    {
      do: 'merge',
      by: 'marek',
      day: 1,
      hour: 16.4,
      style: 'merge',
      title: 'Retry refunds when the bank times out (PAY-88)',
      body: 'Refunds go through an outbox, so that a timeout of the bank no longer loses them.',
    },
    { do: 'tag', by: 'marek', day: 0, hour: 9.5, name: 'v2.41.0', message: 'Refunds retry by themselves' },
  ],
}
