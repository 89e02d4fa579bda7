import type { ClientBase } from 'pg'

/** Numbers of the advisory locks: whoever takes several takes them in this order. */
export const locks = {
  /** One process at a time reads sources into the records. */
  sync: 7_310_002,
  /** One process at a time derives. */
  derive: 7_310_003,
  /** One process at a time walks over histories: that may take a while, and answers that need none of it do not wait. */
  ledger: 7_310_004,
  /** One process at a time changes the layout. */
  layout: 7_310_001,
} as const

/**
 * Does work while nobody else reads sources or derives. `onWait` is called when somebody does so just now and is waited
 * for. The locks are the connection's: they go with it, however it ends.
 */
export const holdingStill = async <Result>(
  client: ClientBase,
  work: () => Promise<Result>,
  onWait: () => void = () => {},
): Promise<Result> => {
  const held: number[] = []
  try {
    for (const lock of [locks.sync, locks.derive, locks.ledger]) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock])
      if (!rows[0]!.held) {
        onWait()
        await client.query('select pg_advisory_lock($1)', [lock])
      }
      held.push(lock)
    }
    return await work()
  } finally {
    for (const lock of held.reverse()) await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => {})
  }
}
