import type { ClientBase } from 'pg'
import type { Pricer } from '../../config/prices/index.ts'

/** Marks every session to be derived again when the prices in force are not those that the stored costs were made with. */
export const markForPrices = async (client: ClientBase, pricer: Pricer): Promise<void> => {
  const { rows } = await client.query<{ value: string }>(
    `select value from derived_with where org = 1 and name = 'prices'`,
  )
  if (rows[0]?.value === pricer.version) return
  await client.query('begin')
  try {
    await client.query(
      `insert into derived_with (name, value) values ('prices', $1) on conflict (org, name) do update set value = excluded.value`,
      [pricer.version],
    )
    await client.query(
      `insert into dirty (kind, key) select 'session', id from session where org = 1 on conflict do nothing`,
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
