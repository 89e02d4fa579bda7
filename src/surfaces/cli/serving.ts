import type { Pricer } from '../../config/prices/index.ts'
import type { Live } from '../../jobs/live.ts'
import type { Database } from '../../store/database.ts'
import { boundLog } from '../../store/embedded/server-log.ts'
import { freshLink } from '../server/control.ts'
import { type RunningServer, serverLog } from '../server/running.ts'
import { serve } from '../server/serve.ts'
import { untilAskedToEnd } from '../server/until-asked-to-end.ts'
import { followPeopleFile, openWorkspace, pricerOf, type Workspace } from '../workspace.ts'
import type { OptionValues } from './command.ts'
import { report } from './exit.ts'
import { option, portOf } from './options.ts'
import { visible } from './output/visible.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'

export interface ServingOptions {
  readonly workspace: Workspace
  readonly terminal: Terminal
  readonly database: Database
  readonly pricer: Pricer
  readonly options: OptionValues
}

/** Runs the server in this process until it is asked to end; where another one serves already, says so. */
export const runServer = async ({ workspace, terminal, database, pricer, options }: ServingOptions): Promise<void> => {
  await database.ask((client) => followPeopleFile(workspace, client))
  const other = await serve({
    database,
    served: { workspace, pricer },
    reopen: async () => {
      const { env, sample } = workspace
      const now = openWorkspace({ timezone: option(options.timezone), sample }, env)
      await database.ask((client) => followPeopleFile(now, client))
      return { workspace: now, pricer: await pricerOf(now) }
    },
    port: portOf(options.port),
    version: version(),
    reads: options.sync !== false,
    asOf: option(options.asOf),
    signal: untilAskedToEnd(),
    onReady: async (server, live) => {
      await tellOfServer(terminal, server, 'The server runs', options, 'Ctrl-C ends it.')
      noteTroubles(workspace, terminal, live)
    },
    onFault: (error) => void report(error, false),
  })
  if (other) await tellOfServer(terminal, other, 'The server runs already', options)
}

/** Says that a server runs, and how to open its page. */
export const tellOfServer = async (
  terminal: Terminal,
  server: RunningServer,
  what: string,
  options: OptionValues,
  end = 'maestro stop ends the server.',
): Promise<void> => {
  const { pid, port } = server
  const link = options.link === false ? undefined : await freshLink(server)
  if (terminal.json) return terminal.value({ pid, port, ...(link === undefined ? {} : { link }) })
  terminal.line(`${what} (process ${pid}, port ${port}).`)
  if (link === undefined) return
  terminal.line(terminal.color.cyan(link))
  terminal.line(terminal.color.dim(`The link opens the page once; maestro link makes another. ${end}`))
}

const betweenLooks = 60_000

/** Keeps the log short, and says in it when something goes wrong. */
const noteTroubles = ({ folder }: Workspace, terminal: Terminal, live: () => Live | undefined): void => {
  let told: string | undefined
  const look = () => {
    boundLog(serverLog(folder))
    const error = live()?.state().lastError
    if (error && error.message !== told)
      terminal.note(`${new Date(error.at).toISOString()} ${visible(error.message)} ${visible(error.next)}`)
    told = error?.message
  }
  setInterval(look, betweenLooks).unref()
}
