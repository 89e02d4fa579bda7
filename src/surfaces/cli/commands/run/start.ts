import { derive, refresh } from '../../../../jobs/refresh.ts'
import { syncOptionsOf } from '../../../workspace.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { untilNewestWeekIsRead } from '../../newest-week.ts'
import { portOf } from '../../options.ts'
import { showProgress } from '../../output/progress.ts'
import { showWork } from '../../output/work.ts'
import { runServer } from '../../serving.ts'

export const check = ({ port }: OptionValues): void => void portOf(port)

/** `maestro`, `maestro start` */
export const run = async ({ terminal, workspace, options, withContext }: Invocation): Promise<void> => {
  await withContext(
    async (context) => {
      const { database, client, pricer } = context
      let reading: Promise<unknown> = Promise.resolve()
      if (options.sync !== false) {
        const progress = showProgress(terminal)
        const gate = untilNewestWeekIsRead()
        reading = refresh(
          database,
          {
            ...syncOptionsOf(workspace),
            onProgress: (state) => {
              gate.see(state)
              progress.show(state)
            },
          },
          pricer,
        ).finally(() => {
          gate.open()
          progress.end()
        })
        await gate.opened
        await derive(client, pricer)
        progress.end()
      }
      await showWork(context, terminal)
      await reading
      if (options.serve === false || terminal.json) return
      terminal.line()
      await runServer({ workspace, terminal, database, pricer, options })
    },
    { sync: false },
  )
}
