import { vitestFails, vitestPasses } from '../../play/outputs.ts'
import {
  commit,
  edit,
  type Moment,
  pullRequest,
  push,
  read,
  run,
  runFails,
  say,
  think,
  turn,
  write,
} from '../../script.ts'
import { callInside } from './call-code.ts'
import { databaseOutbox, memoryOutbox, outbox, outboxMigration, outboxTest } from './outbox-code.ts'

/** The outbox, from a list of what must hold. */
export const buildOutbox: Moment = {
  do: 'session',
  by: 'ines',
  agent: 'claude',
  day: 6,
  hour: 13.2,
  title: 'Refund outbox',
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
        say('The test fails as it should: there is no outbox. Now the outbox itself and one in memory for the tests.'),
        write('src/refunds/outbox.ts', outbox),
        write('src/refunds/outbox.memory.ts', memoryOutbox),
        run('npx vitest run src/refunds', 'Run the refund tests', vitestPasses([['src/refunds/outbox.test.ts', 4]])),
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
}
