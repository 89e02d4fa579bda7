/** The table. */
export const outboxMigration = `create table refund_outbox (
  refund uuid primary key references refund (id),
  attempt integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text
);

create index refund_outbox_due on refund_outbox (due_at);
`

/** What must hold, written first. */
export const outboxTest = `import { expect, test } from 'vitest'
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

/** What sends what is due. */
export const outbox = `import { type BankClient, BankTimeout } from '../bank/client.ts'
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

/** The outbox of the tests. */
export const memoryOutbox = `import type { Outbox, Waiting } from './outbox.ts'

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

/** The outbox of the service. */
export const databaseOutbox = `import type { Pool } from 'pg'
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
