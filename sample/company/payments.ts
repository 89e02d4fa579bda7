import { filesFrom } from './files.ts'

/** The payments service as it stood before the story begins: TypeScript and SQL. */
export const payments = filesFrom(`
=== package.json
{
  "name": "payments",
  "private": true,
  "type": "module",
  "engines": { "node": ">=22" },
  "scripts": {
    "start": "node src/main.ts",
    "test": "vitest run",
    "lint": "biome check src",
    "types": "tsc --noEmit"
  },
  "dependencies": {
    "fastify": "5.2.1",
    "jose": "5.9.6",
    "pg": "8.13.1",
    "pino": "9.5.0"
  },
  "devDependencies": {
    "@biomejs/biome": "2.2.0",
    "@types/node": "22.10.2",
    "typescript": "5.9.3",
    "vitest": "4.0.6"
  }
}
=== .github/workflows/ci.yml
name: ci
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm run lint
      - run: npm run types
      - run: npm test
=== .nvmrc
22
=== README.md
# payments

Takes payments, refunds them, and tells merchants about it.

## Start
    npm ci
    docker compose up -d postgres
    npm start

## Words
- **payment**: money taken from a payer for a merchant
- **refund**: money given back for a payment, whole or in part
- **webhook**: a signed call that tells a merchant what happened
=== CLAUDE.md
# Working here
- Run \`npm test\` and \`npm run lint\` before you say that you are done.
- Money is integer minor units (src/money.ts), never a float.
- Every outgoing call needs a timeout and an idempotency key.
- Nothing may call the bank inside a database transaction.
- Migrations are append-only; the next number is one above the last.
=== AGENTS.md
See CLAUDE.md.
=== src/money.ts
/** An amount in minor units: 1999 EUR is 19.99 euros. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

export const money = (amount: number, currency: string): Money => {
  if (!Number.isInteger(amount)) throw new RangeError('amount must be whole minor units')
  return { amount, currency }
}

export const add = (left: Money, right: Money): Money => {
  if (left.currency !== right.currency) throw new RangeError('currencies differ')
  return money(left.amount + right.amount, left.currency)
}

export const subtract = (left: Money, right: Money): Money => add(left, money(-right.amount, right.currency))
=== src/money.test.ts
import { expect, test } from 'vitest'
import { add, money } from './money.ts'

test('adds amounts of one currency', () => {
  expect(add(money(100, 'EUR'), money(250, 'EUR'))).toEqual(money(350, 'EUR'))
})

test('refuses to add different currencies', () => {
  expect(() => add(money(100, 'EUR'), money(100, 'SEK'))).toThrow('currencies differ')
})
=== src/clock.ts
/** Time as a dependency, so that tests need not wait. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const fixedClock = (at: string): Clock => ({ now: () => new Date(at) })
=== src/settlement/cutoff.ts
import type { Clock } from '../clock.ts'

/** Payments before 17:00 UTC settle the same day. */
export const settlementDay = (clock: Clock): string => {
  const now = clock.now()
  const day = new Date(now)
  if (now.getUTCHours() >= 17) day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10)
}
=== src/settlement/cutoff.test.ts
import { expect, test } from 'vitest'
import { fixedClock, systemClock } from '../clock.ts'
import { settlementDay } from './cutoff.ts'

test('a payment before the cutoff settles the same day', () => {
  expect(settlementDay(fixedClock('2026-03-02T16:59:59Z'))).toBe('2026-03-02')
})

test('a payment after the cutoff settles the day after', () => {
  expect(settlementDay(fixedClock('2026-03-02T17:00:00Z'))).toBe('2026-03-03')
})

test('works with the system clock', () => {
  expect(settlementDay(systemClock)).toBe(new Date().toISOString().slice(0, 10))
})
=== src/database.ts
import { Pool, type PoolClient } from 'pg'

export const pool = new Pool({ max: 20 })

/** Runs the work in one transaction; any throw rolls it back. */
export const inTransaction = async <Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
=== src/bank/client.ts
import type { Money } from '../money.ts'

export interface BankAnswer {
  readonly accepted: boolean
  readonly reference?: string
  readonly code?: string
}

export class BankTimeout extends Error {}

export interface BankClient {
  refund(paymentReference: string, amount: Money, idempotencyKey: string): Promise<BankAnswer>
}

export const createBankClient = (baseUrl: string, token: string, timeout = 8000): BankClient => ({
  async refund(paymentReference, amount, idempotencyKey) {
    const response = await fetch(new URL('/v2/refunds', baseUrl), {
      method: 'POST',
      headers: { authorization: 'Bearer ' + token, 'idempotency-key': idempotencyKey, 'content-type': 'application/json' },
      body: JSON.stringify({ payment: paymentReference, amount: amount.amount, currency: amount.currency }),
      signal: AbortSignal.timeout(timeout),
    }).catch((error: Error) => {
      if (error.name === 'TimeoutError') throw new BankTimeout('bank did not answer in time')
      throw error
    })
    const body = (await response.json()) as { reference?: string; code?: string }
    return { accepted: response.ok, ...body }
  },
})
=== src/refunds/store.ts
import type { PoolClient } from 'pg'
import type { Money } from '../money.ts'

export type RefundState = 'requested' | 'sent' | 'settled' | 'failed'

export interface Refund {
  readonly id: string
  readonly payment: string
  readonly amount: Money
  readonly state: RefundState
}

export const insertRefund = async (client: PoolClient, refund: Refund): Promise<void> => {
  await client.query('insert into refund (id, payment, amount, currency, state) values ($1, $2, $3, $4, $5)', [
    refund.id,
    refund.payment,
    refund.amount.amount,
    refund.amount.currency,
    refund.state,
  ])
}

export const setRefundState = async (client: PoolClient, id: string, state: RefundState): Promise<void> => {
  await client.query('update refund set state = $2, changed_at = now() where id = $1', [id, state])
}
=== src/refunds/service.ts
import { randomUUID } from 'node:crypto'
import type { BankClient } from '../bank/client.ts'
import { inTransaction } from '../database.ts'
import type { Money } from '../money.ts'
import { insertRefund, setRefundState } from './store.ts'

export class RefundService {
  readonly #bank: BankClient

  constructor(bank: BankClient) {
    this.#bank = bank
  }

  /** Refunds a payment and answers with the refund's id. */
  async request(payment: string, amount: Money): Promise<string> {
    const id = randomUUID()
    await inTransaction(async (client) => {
      await insertRefund(client, { id, payment, amount, state: 'requested' })
      const answer = await this.#bank.refund(payment, amount, id)
      await setRefundState(client, id, answer.accepted ? 'sent' : 'failed')
    })
    return id
  }
}
=== src/webhooks/sign.ts
import { createHmac } from 'node:crypto'

/** The signature that a merchant checks: hex HMAC-SHA256 over timestamp, dot and body. */
export const sign = (secret: string, timestamp: number, body: string): string =>
  createHmac('sha256', secret).update(timestamp + '.' + body).digest('hex')

export const verify = (secret: string, timestamp: number, body: string, signature: string): boolean =>
  sign(secret, timestamp, body) === signature
=== src/webhooks/deliver.ts
import { sign } from './sign.ts'

export interface Delivery {
  readonly url: string
  readonly secret: string
  readonly event: string
  readonly payload: unknown
}

/** Sends one event to a merchant and answers whether the merchant took it. */
export const deliver = async (delivery: Delivery, now: number): Promise<boolean> => {
  const body = JSON.stringify({ event: delivery.event, data: delivery.payload })
  const response = await fetch(delivery.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-signature': sign(delivery.secret, now, body) },
    body,
    signal: AbortSignal.timeout(5000),
  })
  return response.ok
}
=== src/main.ts
import Fastify from 'fastify'
import { createBankClient } from './bank/client.ts'
import { money } from './money.ts'
import { RefundService } from './refunds/service.ts'

const bank = createBankClient(process.env.BANK_URL ?? 'http://localhost:9000', process.env.BANK_TOKEN ?? '')
const refunds = new RefundService(bank)
const server = Fastify({ logger: true })

server.post<{ Params: { id: string }; Body: { amount: number; currency: string } }>(
  '/payments/:id/refunds',
  async (request, reply) => {
    const { amount, currency } = request.body
    const id = await refunds.request(request.params.id, money(amount, currency))
    return reply.code(202).send({ id })
  },
)

await server.listen({ port: 8080, host: '0.0.0.0' })
=== migrations/0001_refund.sql
create table refund (
  id uuid primary key,
  payment text not null,
  amount bigint not null check (amount > 0),
  currency char(3) not null,
  state text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
=== migrations/0002_webhook.sql
create table webhook_endpoint (
  id uuid primary key,
  merchant text not null,
  url text not null,
  secret text not null
);
=== src/payouts/schedule.ts
/** When a merchant is paid: every day, or once a week on this day (0 is Sunday). */
export type Rhythm = { every: 'day' } | { every: 'week'; on: number }

/** The next day on which a merchant is paid; never today. */
export const nextPayout = (rhythm: Rhythm, today: Date): Date => {
  const day = new Date(today)
  day.setDate(day.getDate() + 1)
  if (rhythm.every === 'week') while (day.getDay() !== rhythm.on) day.setDate(day.getDate() + 1)
  return day
}
=== src/payouts/reference.ts
/** What the merchant reads on the bank statement. */
export const statementReference = (merchant: string, payout: string): string => merchant + ' ' + payout
=== src/http/errors.ts
/** The body of every error that we answer with. */
export const errorBody = (error: Error) => ({ error: error.message, stack: error.stack })
=== src/http/pages.ts
/** How many rows a caller wants. */
export const pageSize = (query: { limit?: string }): number => Number(query.limit ?? 50)
=== src/ids.ts
/** An id with the kind of thing in front: pay_x81kd02mxa. */
export const newId = (kind: string): string => kind + '_' + Math.random().toString(36).slice(2, 12)
=== src/merchants/fees.ts
/** Our fee for a payment. The rate is a fraction: 0.0145 for 1.45 %. */
export const fee = (amount: number, rate: number): number => Math.round(amount * rate)
=== src/health.ts
export const health = async () => ({ ok: true })
=== src/log.ts
import pino from 'pino'

export const log = pino({ level: process.env.LOG_LEVEL ?? 'info', redact: ['password', 'secret'] })
=== src/cards/expiry.ts
/** Whether a card can still be used; the month is printed on it as MM/YY. */
export const isExpired = (printed: string, now: Date): boolean => {
  const [month, year] = printed.split('/').map(Number)
  return new Date(Date.UTC(2000 + year!, month! - 1, 1)) < now
}
=== src/currency.ts
/** Currencies that merchants can take payments in. */
export const currencies = ['EUR', 'SEK', 'NOK', 'DKK', 'PLN', 'CHF', 'GBP']
=== src/bank/statement.ts
/** One line of the bank's daily statement: date;reference;amount */
export const parseLine = (line: string) => {
  const [date, reference, amount] = line.split(';')
  return { date, reference, amount: Math.round(parseFloat(amount!) * 100) }
}
=== src/queue.ts
/** Runs jobs one after the other. */
export const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve()
  return (job: () => Promise<void>) => {
    last = last.then(job)
    return last
  }
}
`)
