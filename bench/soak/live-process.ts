/** A process in which the live engine runs on the workspace that its environment names; it tells how it is, line by line. */
import { startLive } from '../../src/jobs/live.ts'
import { openData, openWorkspace, pricerOf, syncOptionsOf } from '../../src/surfaces/workspace.ts'

const everyMs = 5_000

const workspace = openWorkspace({ timezone: 'UTC' })
const database = await openData(workspace)
const live = await startLive({ database, sync: syncOptionsOf(workspace), pricer: await pricerOf(workspace) })
await live.first

const tell = () => {
  const { rss, heapUsed, external } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const { lastError } = live.state()
  process.stdout.write(
    `${JSON.stringify({ rss, heapUsed, external, cpuMicroseconds: user + system, lastError: lastError ?? null })}\n`,
  )
}

tell()
const telling = setInterval(tell, everyMs)
process.once('SIGTERM', async () => {
  clearInterval(telling)
  await live.close()
  await database.close()
})
