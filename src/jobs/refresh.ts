import type { Client } from 'pg'
import type { Pricer } from '../config/prices/index.ts'
import { type SyncOptions, type SyncReport, sync } from '../ingest/sync.ts'
import { deriveAll } from '../metrics/derive.ts'
import { markForPrices } from '../metrics/usage/mark-for-prices.ts'
import type { Database } from '../store/database.ts'
import { isConnectionLost } from '../store/database-failure.ts'
import { sweepDeleted, withStrays } from '../store/delete/sweep.ts'
import { holdingStill } from '../store/locks.ts'
import { analyse } from '../store/write/analyse.ts'

/** After so many records what PostgreSQL knows of its tables is out of date, and autovacuum comes only in a minute. */
const manyRecords = 5_000

/**
 * Reads what is new in the sources and derives what follows from it. When the database goes away under it, it is done
 * once more: what was written stays, and is not read again.
 */
export const refresh = async (database: Database, options: SyncOptions, pricer: Pricer): Promise<SyncReport> => {
  try {
    return await refreshOnce(database, options, pricer)
  } catch (error) {
    if (!isConnectionLost(error)) throw error
    return refreshOnce(database, options, pricer)
  }
}

const refreshOnce = async (database: Database, options: SyncOptions, pricer: Pricer): Promise<SyncReport> => {
  const client = await database.connect()
  try {
    const report = await sync(client, options)
    await derive(client, pricer)
    await analyseAfter(client, report)
    return report
  } finally {
    await client.end()
  }
}

/** Lets PostgreSQL look at its tables where a sync brought many records. */
export const analyseAfter = async (client: Client, { records }: SyncReport): Promise<void> => {
  if (records >= manyRecords) await analyse(client)
}

/** Derives what is marked; also what other prices change. */
export const derive = async (client: Client, pricer: Pricer): Promise<number> => {
  await markForPrices(client, pricer)
  const derived = await deriveAll(client, { pricer })
  if (derived === 0 || !(await withStrays(client))) return derived
  await holdingStill(client, () => sweepDeleted(client))
  return derived + (await deriveAll(client, { pricer }))
}
