import { setTimeout as sleep } from 'node:timers/promises'
import { MaestroError } from '../model/errors.ts'
import type { Address } from './address.ts'
import { explainDatabaseFailure, isConnectionLost, isStarting, reasonOf } from './database-failure.ts'

/** How long a server that was there is waited for, in milliseconds: to be started again takes it a few seconds. */
const patience = 15_000
const firstPause = 25
const longestPause = 2_000

/** How a server is come by that may be killed and started again. */
export interface Route {
  /** Where it is now; starts it where that is in our hands. */
  readonly address: () => Promise<Address>
  /** It answered before, or is ours to start: then it is waited for. */
  waits: boolean
}

/**
 * Connects as `attempt` does, again and again with growing pauses while the server is away. Throws
 * `MaestroError('database-unavailable' | 'storage')`.
 */
export const reach = async <Connection>(
  route: Route,
  attempt: (address: Address) => Promise<Connection>,
): Promise<Connection> => {
  const deadline = performance.now() + patience
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    const address = await route.address()
    try {
      const connection = await attempt(address)
      route.waits = true
      return connection
    } catch (cause) {
      const mayPass = isStarting(cause) || (route.waits && isConnectionLost(cause))
      if (!mayPass || performance.now() + pause > deadline) throw unavailable(address, cause)
      await sleep(pause)
    }
  }
}

const unavailable = (address: Address, cause: unknown): unknown => {
  const explained = isConnectionLost(cause) ? undefined : explainDatabaseFailure(cause)
  if (MaestroError.isInstance(explained) && ('url' in address || explained.code === 'storage')) return explained
  return new MaestroError(
    'database-unavailable',
    `The database cannot be reached: ${reasonOf(cause)}.`,
    'url' in address
      ? 'Check DATABASE_URL, and that PostgreSQL 15 or newer runs there.'
      : 'Run maestro doctor; maestro stop and another try start it afresh.',
    { cause },
  )
}
