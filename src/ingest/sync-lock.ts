import type { ClientBase } from 'pg'
import { locks } from '../store/locks.ts'

/** PostgreSQL's word for a lock that was not to be had in time. */
const lockTimeout = '55P03'

/**
 * Does work that one process at a time may do, waiting for the one that does it up to so many milliseconds. Answers
 * undefined where that was not enough.
 */
export const whileNobodyElseSyncs = async <Result>(
  client: ClientBase,
  waitMs: number,
  work: () => Promise<Result>,
): Promise<Result | undefined> => {
  if (!(await acquire(client, waitMs))) return undefined
  try {
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.sync]).catch(() => {})
  }
}

const acquire = async (client: ClientBase, waitMs: number): Promise<boolean> => {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [locks.sync])
  if (rows[0]!.held) return true
  if (waitMs <= 0) return false
  await client.query(`select set_config('lock_timeout', $1, false)`, [`${Math.ceil(waitMs)}ms`])
  try {
    await client.query('select pg_advisory_lock($1)', [locks.sync])
    return true
  } catch (error) {
    if ((error as { code?: string }).code === lockTimeout) return false
    throw error
  } finally {
    await client.query('reset lock_timeout').catch(() => {})
  }
}
