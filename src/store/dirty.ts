import type { ClientBase } from 'pg'
import { inTransaction } from './transaction.ts'

/** How many keys are derived in one transaction. */
const batch = 200

/**
 * Takes what is marked to be derived again, some at a time, and derives it: the marks go in the transaction that writes
 * what was derived. Two processes that drain at once share the work.
 */
export const drain = async (
  client: ClientBase,
  kind: string,
  derive: (client: ClientBase, keys: string[]) => Promise<void>,
): Promise<number> => {
  let derived = 0
  for (;;) {
    const taken = await inTransaction(client, async () => {
      const { rows } = await client.query<{ key: string }>(
        `with taken as materialized (
           select key from dirty where org = 1 and kind = $1 order by key limit ${batch} for update skip locked
         )
         delete from dirty using taken where org = 1 and kind = $1 and dirty.key = taken.key returning dirty.key`,
        [kind],
      )
      const keys = rows.map((row) => row.key)
      if (keys.length > 0) await derive(client, keys)
      return keys.length
    })
    derived += taken
    if (taken < batch) return derived
  }
}
