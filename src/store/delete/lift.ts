import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { holdingStill } from '../locks.ts'
import { inTransaction } from '../transaction.ts'
import { listDeletions, type TombstoneRow } from './list.ts'
import { bumpVersion } from './tombstones.ts'

/**
 * Takes a deletion back: what the sources still hold is read again by the next sync, from the start of each. Throws
 * `MaestroError('not-found')` when there is none of this number.
 */
export const liftDeletion = async (client: ClientBase, id: number, onWait?: () => void): Promise<TombstoneRow> =>
  holdingStill(
    client,
    async () => {
      const lifted = (await listDeletions(client)).find((row) => row.id === id)
      if (!lifted) throw new MaestroError('not-found', `There is no deletion ${id}.`, 'maestro deletions lists them.')
      await inTransaction(client, async () => {
        await client.query('delete from tombstone where org = 1 and id = $1', [id])
        for (const table of ['tombstone_key', 'tombstone_records'])
          await client.query(`delete from ${table} where org = 1 and tombstone = $1`, [id])
        await client.query(
          `update source set stamp = '', cursor = 'null', finished = false where org = 1 and ($1 or connector <> 'git')`,
          [lifted.kind !== 'session'],
        )
        await bumpVersion(client)
      })
      return lifted
    },
    onWait,
  )
