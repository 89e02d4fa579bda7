import { once } from 'node:events'
import { type ServerType, serve } from '@hono/node-server'
import { MaestroError } from '../../model/errors.ts'

const usualPort = 4747
const portsTried = 20

/** Answers requests. */
export interface Application {
  readonly fetch: (request: Request) => Response | Promise<Response>
}

export interface Listener {
  readonly port: number
  /** Lets answers that are under way end for a second, then cuts whoever is still connected. */
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1: on exactly `wanted`, else on the first free port from 4747 on. Throws `MaestroError('busy')` when
 * there is none.
 */
export const listen = async (
  wanted: number | undefined,
  applicationFor: (port: number) => Application,
): Promise<Listener> => {
  const first = wanted ?? usualPort
  let cause: unknown
  for (let port = first; port < first + (wanted === undefined ? portsTried : 1); port++) {
    try {
      const { fetch } = applicationFor(port)
      const server = serve({ fetch, hostname: '127.0.0.1', port })
      await once(server, 'listening')
      return { port, close: () => closed(server) }
    } catch (error) {
      cause = error
    }
  }
  throw new MaestroError(
    'busy',
    `No page can be served on port ${first}: ${(cause as Error).message}.`,
    'Give another --port, or --no-serve.',
    { cause },
  )
}

/** Whoever is being answered has a second to hear the end of it. */
const graceMs = 1_000

const closed = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    if (!('closeAllConnections' in server)) return
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), graceMs).unref()
  })
