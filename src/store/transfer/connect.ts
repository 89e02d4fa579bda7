import { Client } from 'pg'
import { type Address, configOf } from '../address.ts'
import { reach } from '../reach.ts'

/**
 * A connection to a database that may have no layout yet, or another program's tables; `openDatabase` would make its
 * layout there. The caller ends it. Throws `MaestroError('database-unavailable' | 'storage')`.
 */
export const connectTo = (address: Address): Promise<Client> =>
  reach({ address: async () => address, waits: false }, async (at) => {
    const client = new Client(configOf(at))
    client.on('error', () => {})
    await client.connect()
    return client
  })
