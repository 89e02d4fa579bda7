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
`)
