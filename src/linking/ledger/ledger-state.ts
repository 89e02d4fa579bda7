import type { ClientBase } from 'pg'

/** How far the ledger of a repository is. */
export interface LedgerState {
  /** Nothing was walked over yet. */
  readonly isEmpty: boolean
  readonly made: number
  readonly nextNode: number
  readonly nextOrigin: number
  readonly sweptNodes: number
  readonly sweptAt: number
  readonly misfits: number
  readonly absent: readonly string[]
  readonly lacking: number
}

const nothing: LedgerState = {
  isEmpty: true,
  made: 0,
  nextNode: 1,
  nextOrigin: 1,
  sweptNodes: 0,
  sweptAt: 1,
  misfits: 0,
  absent: [],
  lacking: 0,
}

/** Reads how far a ledger is, and keeps others from changing it until the transaction ends. */
export const readLedger = async (client: ClientBase, repository: string): Promise<LedgerState> => {
  const { rows } = await client.query<LedgerState>(
    `select made, next_node as "nextNode", next_origin as "nextOrigin", swept_nodes as "sweptNodes",
       swept_at as "sweptAt", misfits, absent, lacking, false as "isEmpty"
     from ledger where org = 1 and repository = $1 for update`,
    [repository],
  )
  return rows[0] ?? nothing
}

export const writeLedger = async (client: ClientBase, repository: string, state: LedgerState): Promise<void> => {
  await client.query(
    `insert into ledger (repository, made, next_node, next_origin, swept_nodes, swept_at, misfits, absent, lacking)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (org, repository) do update set made = excluded.made, next_node = excluded.next_node,
       next_origin = excluded.next_origin, swept_nodes = excluded.swept_nodes, swept_at = excluded.swept_at,
       misfits = excluded.misfits, absent = excluded.absent, lacking = excluded.lacking`,
    [
      repository,
      state.made,
      state.nextNode,
      state.nextOrigin,
      state.sweptNodes,
      state.sweptAt,
      state.misfits,
      state.absent,
      state.lacking,
    ],
  )
}

/** Whether more of a repository is on record than when it was walked over, so that lines may have other origins. */
export const knowsMore = async (client: ClientBase, repository: string, state: LedgerState): Promise<boolean> => {
  if (state.absent.length > 0) {
    const { rows } = await client.query<{ found: boolean }>(
      'select exists (select from commit where org = 1 and repository = $1 and sha = any($2)) as found',
      [repository, state.absent],
    )
    if (rows[0]!.found) return true
  }
  return state.lacking > 0 && (await lackingMerges(client, repository)) !== state.lacking
}

/** How many merges there are of which nothing but their parents is known. */
export const lackingMerges = async (client: ClientBase, repository: string): Promise<number> => {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from commit where org = 1 and repository = $1 and cardinality(parents) > 1
       and not exists (select from merge where merge.org = 1 and merge.repository = $1 and merge.sha = commit.sha)`,
    [repository],
  )
  return rows[0]!.count
}
