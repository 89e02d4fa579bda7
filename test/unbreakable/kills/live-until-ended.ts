/** A process in which the live engine runs until SIGTERM, told by JSON what to read into which database. */
import { once } from 'node:events'
import { createPricer, loadPrices } from '../../../src/config/prices/index.ts'
import { startLive } from '../../../src/jobs/live.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { joinEmbedded } from '../../../src/store/embedded/index.ts'
import { now, type Places } from '../../support/read-step.ts'

const { home, name, homes, repositories } = JSON.parse(process.argv[2]!) as Places & { home: string; name: string }
const database = await openDatabase(async () => ({ ...(await joinEmbedded({ home })).connection, database: name }))
const live = await startLive({
  database,
  sync: { homes, repositories, now, roots: ['/'], lineHashKey: () => new Uint8Array(32).fill(7) },
  pricer: createPricer(await loadPrices()),
})
process.stdout.write('begins\n')
// While its database is away nothing else may hold the process, in which a server listens otherwise.
const held = setInterval(() => {}, 60_000)
await once(process, 'SIGTERM')
clearInterval(held)
const { lastError } = live.state()
await live.close()
await database.close()
process.stdout.write(`${JSON.stringify({ lastError: lastError ?? null })}\n`)
