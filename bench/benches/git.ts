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
    const remarks = [howItIsMeasured]
    for (const history of histories) {
      const log = () =>
        runMeasured({
          command: 'git',
          arguments: ['-C', history, '--no-pager', 'log', '--exclude=*entire/*', '--all', '-p'],
          environment: { GIT_NO_LAZY_FETCH: '1' },
          discardOutput: true,
        })
      try {
        await log()
      } catch {
        remarks.push(`Left out, as git itself cannot print it: ${nameOf(history)} (objects are missing).`)
        continue
      }
      const runs = await paired(rounds ?? defaultRounds, log, async () => {
        await using installation = await install(scratch, ['--repo', history])
        note(`${name}: importing ${history}`)
        return await installation.run(['sync', '--json'], { watchMemory: true })
      })
      const input = { name: nameOf(history), megabytes: 0 }
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
    if (histories.length === 0) remarks.push('No history was named: give --repo or MAESTRO_HISTORIES.')
    return { figures, remarks }
  },
}

const howItIsMeasured =
  'Each round: `git log --all -p` (without the branches below `entire/`, which are no code), then `maestro sync` of the same repository into an empty database.'

const nameOf = (history: string): string => basename(history.replace(/\/(\.git|repo)\/?$/, ''))
