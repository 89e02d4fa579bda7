import type { Client } from 'pg'
import { createPricer, loadPrices } from '../../src/config/prices/index.ts'
import { derive } from '../../src/jobs/refresh.ts'
import { followLines } from '../../src/linking/fates/follow-lines.ts'
import { derivedKinds } from '../../src/metrics/derive.ts'
import { forgetDerived } from '../../src/store/write/forget-derived.ts'

export const pricer = createPricer(await loadPrices())

/** Derives what is marked, and answers how many things were. */
export const deriveMarked = async (client: Client): Promise<number> =>
  (await derive(client, pricer)) + (await followLines(client))

/** Throws away what was derived and derives all of it, as `maestro rebuild` does. */
export const rebuild = async (client: Client): Promise<number> => {
  await forgetDerived(client, derivedKinds)
  return deriveMarked(client)
}
