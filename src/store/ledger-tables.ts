import type { ClientBase } from 'pg'

/** The tables of the line ledger: derived, and thrown away together. */
export const ledgerTables = [
  'ledger',
  'ledger_commit',
  'ledger_node',
  'line_origin',
  'default_commit',
  'line_span',
] as const

/** Throws the ledger of a repository away: it is made anew from nothing. */
export const clearLedger = async (client: ClientBase, repository: string): Promise<void> => {
  for (const table of ledgerTables)
    await client.query(`delete from ${table} where org = 1 and repository = $1`, [repository])
}

/** The same for every repository of which commits are gone; what is left of it is marked to be walked over again. */
export const clearLedgersWithoutCommits = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ repository: string }>(
    `select distinct repository from ledger_commit where org = 1 and not exists (
       select from commit
       where commit.org = 1 and commit.repository = ledger_commit.repository and commit.sha = ledger_commit.sha)`,
  )
  for (const { repository } of rows) await clearLedger(client, repository)
  await client.query(
    `delete from dirty where org = 1 and kind in ('ledger', 'ledger-begun')
     and not exists (select from repository where repository.org = 1 and repository.id = dirty.key)`,
  )
  await client.query(
    `insert into dirty (kind, key) select 'ledger', id from repository where org = 1 and id = any($1) on conflict do nothing`,
    [rows.map(({ repository }) => repository)],
  )
}
