import { derive, refresh } from '../../../../jobs/refresh.ts'
import { workAnswer } from '../../../../narrative/work-answer.ts'
import { serve } from '../../../http/serve.ts'
import { syncOptionsOf } from '../../../workspace.ts'
import type { Invocation, OptionValues } from '../../command.ts'
import { untilNewestWeekIsRead } from '../../newest-week.ts'
import { wholeNumber } from '../../options.ts'
import { showProgress } from '../../output/progress.ts'
import { showWork } from '../../output/work.ts'

export const check = ({ port }: OptionValues): void => void wholeNumber(port, 'port')

/** `maestro`, `maestro start` */
export const run = async ({ terminal, workspace, options, withContext }: Invocation): Promise<void> => {
  const port = wholeNumber(options.port, 'port')
  await withContext(
    async (context) => {
      const { database, client, pricer, now, period } = context
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
      const refreshed = oneAtATime(() => refresh(database, syncOptionsOf(workspace), pricer))
      await serve({
        workspace,
        terminal,
        port,
        answer: async () => {
          if (options.sync !== false) await refreshed()
          return workAnswer(client, { timezone: workspace.timezone, now: Date.now(), asOf: period.asOf, pricer })
        },
        now,
      })
    },
    { sync: false },
  )
}

/** Whoever asks while it runs gets the answer of the run that is under way. */
const oneAtATime = (run: () => Promise<unknown>): (() => Promise<unknown>) => {
  let underway: Promise<unknown> | undefined
  return () => {
    underway ??= run().finally(() => {
      underway = undefined
    })
    return underway
  }
}
