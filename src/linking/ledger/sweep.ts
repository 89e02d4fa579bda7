import type { ClientBase } from 'pg'
import type { LedgerState } from './ledger-state.ts'
import { FolderNode } from './tree/node.ts'
import { decodeFolder } from './tree/node-codec.ts'

const leastWritten = 2_000
const page = 2_000

/** Whether so much was written since the last sweep that a sweep costs little beside it. */
export const isSweepDue = ({ nextNode, sweptAt, sweptNodes }: LedgerState): boolean =>
  nextNode - sweptAt > Math.max(leastWritten, sweptNodes)

/**
 * Gives up the files of commits that refs pointed to when they were walked over and do not any more, and all that only
 * they had. In a transaction.
 */
export const sweepLedger = async (client: ClientBase, repository: string, state: LedgerState): Promise<LedgerState> => {
  await client.query(
    `update ledger_commit set root = null where org = 1 and repository = $1 and root is not null and steps > 0
     and sha not in (select sha from ref where org = 1 and repository = $1)`,
    [repository],
  )
  const { rows } = await client.query<{ root: number }>(
    'select distinct root from ledger_commit where org = 1 and repository = $1 and root is not null',
    [repository],
  )
  const live = new Set(rows.map(({ root }) => root))
  let folders = [...live]
  while (folders.length > 0) {
    const next: number[] = []
    for (let at = 0; at < folders.length; at += page) {
      const { rows: bodies } = await client.query<{ body: Buffer }>(
        'select body from ledger_node where org = 1 and repository = $1 and id = any($2)',
        [repository, folders.slice(at, at + page)],
      )
      for (const { body } of bodies) {
        for (const node of decodeFolder(body).values()) {
          if (live.has(node.id)) continue
          live.add(node.id)
          if (node instanceof FolderNode) next.push(node.id)
        }
      }
    }
    folders = next
  }
  await client.query('create temp table live_node (id bigint primary key) on commit drop')
  const ids = [...live]
  for (let at = 0; at < ids.length; at += 50_000)
    await client.query('insert into live_node select * from unnest($1::bigint[])', [ids.slice(at, at + 50_000)])
  await client.query('analyze live_node')
  await client.query(
    `delete from ledger_node where org = 1 and repository = $1 and not exists (select from live_node where live_node.id = ledger_node.id)`,
    [repository],
  )
  await client.query('drop table live_node')
  return { ...state, sweptNodes: live.size, sweptAt: state.nextNode }
}
