import { randomInt } from 'node:crypto'
import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import type { Address } from '../address.ts'
import { holdingStill } from '../locks.ts'
import { connectTo } from './connect.ts'
import { type CopyReport, copyDatabase } from './copy-database.ts'

export interface MoveOptions {
  /** Throw away what the target holds of Maestro. */
  readonly replace: boolean
  /** Called when a running sync is waited for. */
  readonly onWait?: () => void
  /** Called before each table. */
  readonly onTable?: (name: string) => void
}

/**
 * Copies all data from one database to another, while nothing is written to the first; it is left as it is. The target
 * has all of it afterwards, counted and compared, or is as before. Throws `MaestroError('usage')` when both are one.
 */
export const moveData = async (from: Address, to: Address, options: MoveOptions): Promise<CopyReport> => {
  const { replace, onWait, onTable } = options
  const source = await connectTo(from)
  try {
    const target = await connectTo(to)
    try {
      await refuseSame(source, target)
      const copy = () =>
        copyDatabase(source, target, { scope: 'what travels', replace, ...(onTable ? { onTable } : {}) })
      return await holdingStill(source, copy, onWait)
    } finally {
      await target.end()
    }
  } finally {
    await source.end()
  }
}

/** Two addresses may name one database: then a lock that is held here is held there. */
const refuseSame = async (source: ClientBase, target: ClientBase): Promise<void> => {
  const lock = randomInt(2 ** 47)
  await source.query('select pg_advisory_lock($1)', [lock])
  const { rows } = await target.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [lock])
  await source.query('select pg_advisory_unlock($1)', [lock])
  if (rows[0]!.free) await target.query('select pg_advisory_unlock($1)', [lock])
  else throw new MaestroError('usage', 'The data are in that database already.', 'Name another one.')
}
