import type { ClientBase } from 'pg'
import { explainDatabaseFailure } from '../database-failure.ts'
import type { StoredTable } from './tables.ts'

/**
 * Does work that sees these tables as they are at one moment, whatever is written meanwhile. They cannot be emptied or
 * dropped until it is done: `truncate` would show through. When it fails the connection is of no use any more, as it may
 * be in the middle of a table: the caller ends it.
 */
export const inSnapshot = async <Result>(
  client: ClientBase,
  tables: readonly StoredTable[],
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    await client.query('begin isolation level repeatable read read only')
    if (tables.length > 0)
      await client.query(`lock table ${tables.map(({ name }) => name).join(', ')} in access share mode`)
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    throw explainDatabaseFailure(error)
  }
}
