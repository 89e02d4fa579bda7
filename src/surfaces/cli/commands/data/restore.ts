import { resolve } from 'node:path'
import { restoreData } from '../../../../store/transfer/restore-data.ts'
import { stopServer } from '../../../server/stop-server.ts'
import { addressOf } from '../../../workspace.ts'
import type { Invocation } from '../../command.ts'
import { confirm } from '../../confirm.ts'
import { dateAndTime } from '../../output/dates.ts'
import { plural } from '../../output/figures.ts'
import { visibleLine } from '../../output/visible.ts'

/** `maestro restore` */
export const run = async ({ terminal, workspace, options, arguments: words }: Invocation): Promise<void> => {
  const file = resolve(words[0]!)
  const replace = options.replace === true
  if (replace) await confirm(options, `All data in ${workspace.folder} are replaced by those of ${file}.`)
  let stopped = false
  const header = await restoreData(await addressOf(workspace), {
    file,
    dataFolder: workspace.folder,
    env: workspace.env,
    replace,
    beforeChange: async () => {
      stopped = (await stopServer(workspace.folder)) !== 'not running'
    },
    onWait: () => terminal.note('Another maestro is reading the logs; this waits until it is done.'),
  })
  const rows = Object.values(header.rows).reduce((sum, value) => sum + value, 0)
  if (terminal.json) return terminal.value({ file, rows: header.rows, at: new Date(header.at), serverStopped: stopped })
  terminal.line(
    `Restored ${plural(rows, 'row')} from ${visibleLine(file)}, as they were ${dateAndTime(header.at, workspace.timezone)}.`,
  )
  if (stopped) terminal.line('The server was stopped for it: maestro up starts it again.')
}
