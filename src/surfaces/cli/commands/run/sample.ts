import { resolve } from 'node:path'
import { makeSample, removeSample, writeSample } from '../../../sample-team.ts'
import { openWorkspace } from '../../../workspace.ts'
import type { Invocation } from '../../command.ts'
import { withContext } from '../../open-context.ts'
import { wholeNumber } from '../../options.ts'
import { plural } from '../../output/figures.ts'
import { showWork } from '../../output/work.ts'

/** `maestro sample` */
export const run = async ({ terminal, workspace, options }: Invocation): Promise<void> => {
  if (options.remove) {
    await removeSample(workspace.env)
    return terminal.json
      ? terminal.value({ removed: true })
      : terminal.line('The sample team and its data are deleted.')
  }
  const seed = wholeNumber(options.seed, 'seed')
  const size = wholeNumber(options.size, 'size')
  const request = { ...(seed === undefined ? {} : { seed }), ...(size === undefined ? {} : { size }) }
  if (typeof options.out === 'string') {
    const world = await writeSample(resolve(options.out), request)
    if (terminal.json) return terminal.value(world)
    return terminal.line(
      `Wrote ${plural(world.homes.length, 'home')} and ${plural(world.repositories.length, 'repository', 'repositories')} to ${resolve(options.out)}.`,
    )
  }
  await makeSample(workspace.env, request)
  const sample = openWorkspace({ sample: true, timezone: options.timezone as string | undefined }, workspace.env)
  if (!workspace.sample)
    terminal.note(terminal.color.magenta('Sample team: a fictional company. Ask it more with --sample.'))
  await withContext(sample, terminal, options, true, (context) => showWork(context, terminal))
}
