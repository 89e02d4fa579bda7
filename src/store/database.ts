import { Client, type ClientBase, type Pool, types } from 'pg'
import { type Address, configOf } from './address.ts'
import { explainDatabaseFailure, isConnectionLost } from './database-failure.ts'
import { LastingPool } from './lasting-pool.ts'
import { migrate } from './migrate.ts'
import { type Route, reach } from './reach.ts'

export type { Address } from './address.ts'

const int8 = 20
const numeric = 1700
types.setTypeParser(int8, Number)
types.setTypeParser(numeric, Number)

/** The data: connections that have the layout of this program. It outlives its server: that may be killed and come back. */
export interface Database {
  /** For questions; several may run at once. */
  readonly pool: Pool
  /**
   * Asks over a connection of the pool. `question` only reads: when the server goes away under it, it is asked again.
   * Throws `MaestroError('database-unavailable' | 'storage')` when the server stays away or cannot answer.
   */
  ask<Answer>(question: (client: ClientBase) => Promise<Answer>): Promise<Answer>
  /** A connection of one's own, for writing. The caller ends it; when it breaks, the caller takes another. */
  connect(): Promise<Client>
  close(): Promise<void>
}

/** More than the pool has connections that may be dead without its knowing. */
const mostTries = 5

/**
 * Opens the data and brings its layout up to date. A function is asked for the address before each new connection, and
 * sees to it that the server runs. Throws `MaestroError('database-unavailable' | 'database-newer' | 'storage')`.
 */
export const openDatabase = async (address: Address | (() => Promise<Address>)): Promise<Database> => {
  const isOurs = typeof address === 'function'
  const route: Route = { address: isOurs ? address : async () => address, waits: isOurs }
  const connect = () =>
    reach(route, async (at) => {
      const client = new Client(configOf(at))
      client.on('error', () => {})
      try {
        await client.connect()
        return client
      } catch (error) {
        await client.end().catch(() => {})
        throw error
      }
    })
  const pool = new LastingPool(route, await route.address())
  try {
    const client = await pool.connect()
    await migrate(client).finally(() => client.release())
  } catch (error) {
    await pool.end()
    throw explainDatabaseFailure(error)
  }
  return { pool, connect, ask: (question) => ask(pool, question), close: () => pool.end() }
}

const ask = async <Answer>(pool: Pool, question: (client: ClientBase) => Promise<Answer>): Promise<Answer> => {
  for (let tries = 1; ; tries++) {
    const client = await pool.connect()
    try {
      const answer = await question(client)
      client.release()
      return answer
    } catch (error) {
      const isLost = isConnectionLost(error)
      client.release(isLost)
      if (!isLost || tries === mostTries) throw explainDatabaseFailure(error)
    }
  }
}
