import type { LiveState } from '../../jobs/live.ts'
import { MaestroError } from '../../model/errors.ts'
import type { RunningServer } from './running.ts'

const answersWithin = 5_000

/** What a server tells of itself. */
export interface ServerReport {
  readonly pid: number
  /** How the reading goes; absent where the server reads nothing. */
  readonly live?: LiveState
}

/** A new link that opens the page once. Throws `MaestroError('busy')` when the server does not answer. */
export const freshLink = async (server: RunningServer): Promise<string> =>
  ((await asked(server, 'POST', '/control/link')) as { url: string }).url

/** What the server says of itself. Throws `MaestroError('busy')` when it does not answer. */
export const reportOf = async (server: RunningServer): Promise<ServerReport> =>
  (await asked(server, 'GET', '/control/status')) as ServerReport

const asked = async (server: RunningServer, method: 'GET' | 'POST', path: string): Promise<unknown> => {
  try {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.control}` },
      signal: AbortSignal.timeout(answersWithin),
    })
    if (!answer.ok) throw new Error(`it answered with status ${answer.status}`)
    return await answer.json()
  } catch (cause) {
    throw new MaestroError(
      'busy',
      `The server (process ${server.pid}, port ${server.port}) does not answer: ${(cause as Error).message}.`,
      'Wait a moment and try again, or end it with maestro stop.',
      { cause },
    )
  }
}
