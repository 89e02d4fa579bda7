import { followLines } from '../../../../linking/fates/follow-lines.ts'
import type { Invocation } from '../../command.ts'
import { bytes, count, duration, plural } from '../../output/figures.ts'

/** `maestro sync` */
export const run = async ({ terminal, withContext }: Invocation): Promise<void> => {
  await withContext(
    async ({ report, client }) => {
      if (!report) return
      await followLines(client)
      if (terminal.json) return terminal.value(report)
      if (report.busy) return
      if (report.sources === 0) return terminal.line(`Nothing new in ${plural(report.found, 'source')}.`)
      terminal.line(
        `Read ${plural(report.sourcesDone, 'source')} of ${count(report.found)} (${bytes(report.bytes)}, ` +
          `${plural(report.records, 'record')}) in ${duration(report.milliseconds)}.`,
      )
      if (report.setAside > 0)
        terminal.line(`${plural(report.setAside, 'stretch', 'stretches')} set aside: see maestro doctor.`)
    },
    { sync: true },
  )
}
