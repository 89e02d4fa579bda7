/** A process that syncs once: told by JSON what to read into which database, it prints its progress and its report. */
import { sync } from '../../src/ingest/sync.ts'
import type { Home } from '../../src/model/connector.ts'
import { type Address, openDatabase } from '../../src/store/database.ts'

const { address, homes, repositories, now } = JSON.parse(process.argv[2]!) as {
  address: Address
  homes: Home[]
  repositories: string[]
  now: number
}
const database = await openDatabase(address)
const client = await database.connect()
const report = await sync(client, {
  homes,
  repositories,
  now,
  roots: ['/'],
  lineHashKey: () => new Uint8Array(32).fill(7),
  onProgress: ({ records }) => console.log(JSON.stringify({ progress: records })),
})
await client.end()
await database.close()
console.log(JSON.stringify({ report }))
