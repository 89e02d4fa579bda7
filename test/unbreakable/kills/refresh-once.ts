/** A process that syncs, derives and follows lines once, told by JSON what to read into which database; it says when it begins. */
import { createPricer, loadPrices } from '../../../src/config/prices/index.ts'
import { refresh } from '../../../src/jobs/refresh.ts'
import { followLines } from '../../../src/linking/fates/follow-lines.ts'
import { openDatabase } from '../../../src/store/database.ts'
import { joinEmbedded } from '../../../src/store/embedded/index.ts'
import { now, type Places } from '../../support/read-step.ts'

const { home, name, homes, repositories } = JSON.parse(process.argv[2]!) as Places & { home: string; name: string }
const database = await openDatabase(async () => ({ ...(await joinEmbedded({ home })).connection, database: name }))
process.stdout.write('begins\n')
const report = await refresh(
  database,
  { homes, repositories, now, roots: ['/'], lineHashKey: () => new Uint8Array(32).fill(7) },
  createPricer(await loadPrices()),
)
const client = await database.connect()
await followLines(client)
await client.end()
await database.close()
process.stdout.write(`${JSON.stringify({ busy: report.busy, failures: report.failures })}\n`)
