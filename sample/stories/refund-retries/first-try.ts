import { edit, type Moment, read, say, search, think, turn } from '../../script.ts'
import { callInside, retryHelper, retryInside } from './call-code.ts'

/** The wrong start, stopped and talked over. */
export const firstTry: Moment = {
  do: 'session',
  by: 'ines',
  agent: 'claude',
  day: 6,
  hour: 9.6,
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
}
