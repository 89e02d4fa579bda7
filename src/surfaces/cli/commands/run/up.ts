import { startDetached } from '../../../server/detach.ts'
import { runningServer } from '../../../server/running.ts'
import { openData, pricerOf } from '../../../workspace.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { option, portOf } from '../../options.ts'
import { runServer, tellOfServer } from '../../serving.ts'

export const check = ({ port }: OptionValues): void => void portOf(port)

/** `maestro up` */
export const run = async ({ terminal, workspace, options }: Invocation): Promise<void> => {
  const there = runningServer(workspace.folder)
  if (there) return tellOfServer(terminal, there, 'The server runs already', options)
  if (options.detach) {
    const server = await startDetached(workspace.folder, passedOn(options))
    return tellOfServer(terminal, server, 'The server runs', options)
  }
  const database = await openData(workspace)
  try {
    await runServer({ workspace, terminal, database, pricer: await pricerOf(workspace), options })
  } finally {
    await database.close()
  }
}

/** The options that the process in the background needs as well; the others are remembered. */
const passedOn = (options: OptionValues): string[] => [
  ...['port', 'timezone'].flatMap((name) => {
    const value = option(options[name])
    return value === undefined ? [] : [`--${name}`, value]
  }),
  ...(options.sample ? ['--sample'] : []),
  ...(options.sync === false ? ['--no-sync'] : []),
]
