import type { ClientBase } from 'pg'
import type { RecordKind } from '../../model/record.ts'
import { recordKinds } from '../../model/records/index.ts'
import { tellChanges } from '../changes.ts'
import { tableOf } from '../columns.ts'
import { holdingStill } from '../locks.ts'
import { inTransaction } from '../transaction.ts'
import { recordHashSql } from './entries.ts'
import { exportGone } from './export.ts'
import { conditionOf, type Gone, keySql } from './gone.ts'
import { rankSql } from './order.ts'
import { totalOf } from './plan.ts'
import { type Removal, removeGone } from './remove.ts'
import { removeEverything } from './remove-everything.ts'
import type { DeletionPlan, DeletionRequest } from './request.ts'
import { resolve, type Target } from './resolve.ts'
import { forgetSetAside } from './set-aside.ts'
import { addKeys, bumpVersion } from './tombstones.ts'

/** What was deleted, and the number under which it can be taken back. */
export interface Deletion extends DeletionPlan {
  readonly id: number
  /** Records that were written to the export file before. */
  readonly exported: number | null
}

export interface DeletionOptions {
  /** Write all records that go to this new file first; nothing is deleted unless all of it is on disk. */
  readonly exportTo?: string | undefined
  /** Rewrite the tables, so that what was deleted is not in the database's files any more. */
  readonly scrub?: boolean | undefined
  /** Called when another process reads or derives just now and is waited for. */
  readonly onWait?: (() => void) | undefined
  readonly now?: number | undefined
}

/**
 * Deletes for good: records, their texts, search words and what was derived go in one transaction, and a tombstone stays
 * that keeps readers from bringing them back. What remains must be derived again (it is marked). The client must not be
 * in a transaction. Throws as `planDeletion` does, and `MaestroError('storage')` when the export cannot be written.
 */
export const deleteFor = async (
  client: ClientBase,
  request: DeletionRequest,
  { exportTo, scrub = false, onWait, now = Date.now() }: DeletionOptions = {},
): Promise<Deletion> =>
  holdingStill(
    client,
    async () => {
      const { deletion, tables } = await inTransaction(client, async () => {
        const target = await resolve(client, request, now)
        const exported = exportTo === undefined ? null : await exportGone(client, target.gone, exportTo)
        const id = await bury(client, target)
        const everything = target.gone.by === 'everything'
        if (!everything) await forgetSetAside(client)
        const { counts, trimmed, tables } = everything
          ? await removeEverything(client)
          : await removeGone(client, target.gone)
        await client.query('update tombstone set counts = $2 where org = 1 and id = $1', [id, JSON.stringify(counts)])
        await tellChanges(client, [{ kind: 'everything', keys: [] }])
        const { gone: _gone, keys: _keys, ...told } = target
        return { deletion: { ...told, id, counts, total: totalOf(counts), trimmed, exported }, tables }
      })
      await vacuum(client, tables, scrub)
      return deletion
    },
    onWait,
  )

/** Frees the space of rows that went; with `scrub`, by writing the tables anew. */
const vacuum = async (client: ClientBase, tables: Removal['tables'], scrub: boolean): Promise<void> => {
  for (const table of tables) await client.query(`vacuum ${scrub ? '(full) ' : ''}${table}`)
}

/** Writes the tombstone, with the records of sessions that go: copies of them may lie in other logs. */
const bury = async (client: ClientBase, target: Target): Promise<number> => {
  const { kind, key, since, until, gone } = target
  const { rows } = await client.query<{ id: number }>(
    `insert into tombstone (kind, key, since, until, counts) values ($1, $2, $3, $4, '{}') returning id`,
    [kind, key, since === null ? null : new Date(since), until === null ? null : new Date(until)],
  )
  const id = rows[0]!.id
  await addKeys(
    client,
    target.keys.map(([keyKind, value]) => ({ tombstone: id, kind: keyKind, value })),
  )
  if (gone.by !== 'time' && gone.by !== 'everything') {
    await client.query(
      `insert into tombstone_key (tombstone, kind, value) select $1, 'session', id from gone_session on conflict do nothing`,
      [id],
    )
  }
  if (gone.by !== 'everything')
    for (const recordKind of Object.values(recordKinds)) await holdDown(client, id, recordKind, gone)
  await bumpVersion(client)
  return id
}

const holdDown = async (client: ClientBase, id: number, kind: RecordKind, gone: Gone): Promise<void> => {
  const condition = conditionOf(kind, gone)
  if (condition === undefined || (kind.conflict !== 'first' && kind.conflict !== 'largest')) return
  const owner = 'session' in kind.fields ? 'session' : 'sha'
  const position = 'position' in kind.fields ? 'position' : '0'
  await client.query(
    `insert into tombstone_records (tombstone, owner, entries)
     select $1, ${owner}, string_agg(${recordHashSql(kind.name, keySql(kind))} || float8send(${rankSql(kind.name)})
       || float8send((extract(epoch from at) * 1000)::float8) || float8send(${position}::float8), ''::bytea)
     from ${tableOf(kind)} where org = 1 and ${condition} group by ${owner}`,
    [id],
  )
}
