import { Pool, type PoolClient } from 'pg'
import { type Address, configOf } from './address.ts'
import { isConnectionLost } from './database-failure.ts'
import { type Route, reach } from './reach.ts'

type Callback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void

const mostConnections = 4
/** A new one plans anew what it is asked: who looks at a page longer than a moment still gets the next answer at once. */
const idleMs = 5 * 60_000

/** A pool whose server may be killed and come back elsewhere: whoever wants a connection waits for that. */
export class LastingPool extends Pool {
  readonly #route: Route

  constructor(route: Route, address: Address) {
    super({ ...configOf(address), max: mostConnections, idleTimeoutMillis: idleMs, allowExitOnIdle: true })
    this.#route = route
    this.on('error', () => {})
    // The pool listens to idle ones only: one that breaks while it is lent out would end the process.
    this.on('connect', (client) => client.on('error', () => {}))
  }

  override connect(): Promise<PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<PoolClient> | undefined {
    const connected = this.idleCount > 0 ? this.#takeIdle() : this.#reach()
    if (!callback) return connected
    connected.then(
      (client) => callback(undefined, client, (release) => client.release(release)),
      (error: Error) => callback(error, undefined, () => {}),
    )
    return undefined
  }

  /** An idle one may break before it is lent out; the pool then makes a new one by itself, at the address it knew. */
  #takeIdle(): Promise<PoolClient> {
    return super.connect().catch((error) => {
      if (!isConnectionLost(error)) throw error
      return this.#reach()
    })
  }

  /** The options are those of every connection that the pool makes from now on. */
  #reach(): Promise<PoolClient> {
    return reach(this.#route, (address) => {
      Object.assign(this.options, configOf(address))
      return super.connect()
    })
  }
}
