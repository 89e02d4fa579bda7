import type { Client } from 'pg'
import type { Pricer } from '../config/prices/index.ts'
import { type SyncOptions, type SyncReport, sync } from '../ingest/sync.ts'
import { deriveAll } from '../metrics/derive.ts'
import { markForPrices } from '../metrics/usage/mark-for-prices.ts'
import type { Database } from '../store/database.ts'
import { analyse } from '../store/write/analyse.ts'

/** After so many records what PostgreSQL knows of its tables is out of date, and autovacuum comes only in a minute. */
const manyRecords = 5_000

/** Reads what is new in the sources and derives what follows from it. */
export const refresh = async (database: Database, options: SyncOptions, pricer: Pricer): Promise<SyncReport> => {
  const client = await database.connect()
  try {
    const report = await sync(client, options)
    await derive(client, pricer)
    if (report.records >= manyRecords) await analyse(client)
    return report
  } finally {
    await client.end()
  }
}

/** Derives what is marked; also what other prices change. */
export const derive = async (client: Client, pricer: Pricer): Promise<number> => {
  await markForPrices(client, pricer)
  return deriveAll(client, { pricer })
}
