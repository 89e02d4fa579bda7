import { derive } from '../../../../jobs/refresh.ts'
import { followLines } from '../../../../linking/fates/follow-lines.ts'
import { derivedKinds } from '../../../../metrics/derive.ts'
import { forgetDerived } from '../../../../store/write/forget-derived.ts'
import type { Invocation } from '../../command.ts'
import { duration, plural } from '../../output/figures.ts'

/** `maestro rebuild` */
export const run = async ({ terminal, withContext }: Invocation): Promise<void> => {
  await withContext(
    async ({ client, pricer }) => {
      const started = performance.now()
      await forgetDerived(client, derivedKinds)
      const derived = (await derive(client, pricer)) + (await followLines(client))
      const milliseconds = Math.round(performance.now() - started)
      if (terminal.json) terminal.value({ derived, milliseconds })
      else terminal.line(`Computed ${plural(derived, 'thing')} again from the records in ${duration(milliseconds)}.`)
    },
    { sync: false },
  )
}
