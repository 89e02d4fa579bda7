import { basename } from 'node:path'
import type { Bench } from '../bench.ts'
import { type Figure, figure } from '../figure.ts'
import { install } from '../maestro/installation.ts'
import { paired } from '../measure/paired.ts'
import { runMeasured } from '../measure/run-measured.ts'
import { compare } from './comparison.ts'

const name = 'git'
const defaultRounds = 3

/** The first import of a history, beside git printing the same patches. */
export const git: Bench = {
  name,
  title: 'First import of a history',
  run: async ({ histories, scratch, rounds, note }) => {
    const figures: Figure[] = []
    for (const history of histories) {
      const log = () =>
        runMeasured({
          command: 'git',
          arguments: ['-C', history, '--no-pager', 'log', '--all', '-p', '--shortstat'],
          environment: { GIT_NO_LAZY_FETCH: '1' },
          discardOutput: true,
        })
      await log()
      const runs = await paired(rounds ?? defaultRounds, log, async () => {
        await using installation = await install(scratch, ['--repo', history])
        note(`${name}: importing ${history}`)
        return await installation.run(['sync', '--json'], { watchMemory: true })
      })
      const input = { name: basename(history.replace(/\/(\.git|repo)\/?$/, '')), megabytes: 0 }
      figures.push(
        ...compare({ bench: name, input, ours: 'maestro sync', theirs: 'git log -p' }, runs.second, runs.first),
        figure(
          name,
          'node-memory',
          'Node processes together, peak',
          input,
          'MB',
          runs.second.map((run) => run.nodeMegabytes),
        ),
      )
    }
    return {
      figures,
      remarks:
        histories.length > 0
          ? ['Each round: `git log --all -p`, then `maestro sync` of the same repository into an empty database.']
          : ['No history was named: give --repo or MAESTRO_HISTORIES.'],
    }
  },
}
