import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { serve as listen, type ServerType } from '@hono/node-server'
import { MaestroError } from '../../model/errors.ts'
import type { WorkAnswer } from '../../narrative/work-answer.ts'
import type { Terminal } from '../cli/terminal.ts'
import type { Workspace } from '../workspace.ts'
import { createApp } from './app.ts'
import { forgetServer, noteServer, runningServer } from './running.ts'

export interface ServeOptions {
  readonly workspace: Workspace
  readonly terminal: Terminal
  /** Exactly this port; absent: the first free one from 4747 on. */
  readonly port: number | undefined
  readonly answer: () => Promise<WorkAnswer | undefined>
  readonly now: number
}

const usualPort = 4747
const portsTried = 20

/** Serves the page on 127.0.0.1 until the process is asked to end. */
export const serve = async ({ workspace, terminal, port, answer }: ServeOptions): Promise<void> => {
  const { color } = terminal
  const there = await runningServer(workspace.folder)
  if (there) {
    terminal.line(`\nThe page is served already: ${color.cyan(linkOf(there.port, there.key))}`)
    return
  }
  const key = randomBytes(24).toString('base64url')
  const server = await listenOn(port, (listening) =>
    createApp({ key, answer, sample: workspace.sample, timezone: workspace.timezone, port: () => listening() }),
  )
  noteServer(workspace.folder, { pid: process.pid, port: server.port, key })
  terminal.line(`\nThe same as a page: ${color.cyan(linkOf(server.port, key))}\n${color.dim('Ctrl-C ends it.')}`)
  const end = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())
  await once(end.signal, 'abort')
  forgetServer(workspace.folder)
  await new Promise<void>((resolve) => {
    server.server.close(() => resolve())
    if ('closeAllConnections' in server.server) server.server.closeAllConnections()
  })
}

const linkOf = (port: number, key: string): string => `http://127.0.0.1:${port}/open?key=${key}`

const listenOn = async (
  wanted: number | undefined,
  appFor: (port: () => number) => { fetch: (request: Request) => Response | Promise<Response> },
): Promise<{ server: ServerType; port: number }> => {
  const first = wanted ?? usualPort
  let cause: unknown
  for (let port = first; port < first + (wanted === undefined ? portsTried : 1); port++) {
    try {
      const server = listen({ fetch: appFor(() => port).fetch, hostname: '127.0.0.1', port })
      await new Promise<void>((resolve, reject) => {
        server.once('listening', resolve)
        server.once('error', reject)
      })
      return { server, port }
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
