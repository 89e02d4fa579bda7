import { Client, type ClientConfig, Pool, types } from 'pg'
import { MaestroError } from '../model/errors.ts'
import { migrate } from './migrate.ts'

const int8 = 20
const numeric = 1700
types.setTypeParser(int8, Number)
types.setTypeParser(numeric, Number)

/** Where PostgreSQL is reached: a URL, or the parts of an embedded server's address. */
export type Address =
  | { readonly url: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly database: string
      readonly password?: string
    }

/** The data: connections that have the layout of this program. */
export interface Database {
  /** For questions; several may run at once. */
  readonly pool: Pool
  /** A connection of one's own, for writing. The caller ends it. */
  connect(): Promise<Client>
  close(): Promise<void>
}

const configOf = (address: Address): ClientConfig => ({
  ...('url' in address ? { connectionString: address.url } : address),
  application_name: 'maestro',
})

const unavailable = (address: Address, cause: unknown): MaestroError =>
  new MaestroError(
    'database-unavailable',
    `The database cannot be reached: ${(cause as Error).message || (cause as { code?: string }).code}.`,
    'url' in address
      ? 'Check DATABASE_URL, and that PostgreSQL 15 or newer runs there.'
      : 'Run maestro doctor; maestro stop and another try start it afresh.',
    { cause },
  )

/** Opens the data and brings its layout up to date. Throws `MaestroError('database-unavailable' | 'database-newer')`. */
export const openDatabase = async (address: Address): Promise<Database> => {
  const pool = new Pool({ ...configOf(address), max: 4, allowExitOnIdle: true })
  pool.on('error', () => {})
  const connect = async () => {
    const client = new Client(configOf(address))
    client.on('error', () => {})
    await client.connect().catch((cause) => {
      throw unavailable(address, cause)
    })
    return client
  }
  try {
    const client = await pool.connect().catch((cause) => {
      throw unavailable(address, cause)
    })
    await migrate(client).finally(() => client.release())
  } catch (error) {
    await pool.end()
    throw error
  }
  return { pool, connect, close: () => pool.end() }
}
