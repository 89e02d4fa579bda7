import type { ClientBase } from 'pg'
import type { Pricer } from '../../config/prices/index.ts'
import { inTransaction } from '../../store/transaction.ts'

/** Marks every session to be derived again when the prices in force are not those that the stored costs were made with. */
export const markForPrices = async (client: ClientBase, pricer: Pricer): Promise<void> => {
  const { rows } = await client.query<{ value: string }>(
    `select value from derived_with where org = 1 and name = 'prices'`,
  )
  if (rows[0]?.value === pricer.version) return
  await inTransaction(client, async () => {
    await client.query(
      `insert into derived_with (name, value) values ('prices', $1) on conflict (org, name) do update set value = excluded.value`,
      [pricer.version],
    )
    await client.query(
      `insert into dirty (kind, key) select 'session', id from session where org = 1 on conflict do nothing`,
    )
  })
}
