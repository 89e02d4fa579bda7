import type { Bench, BenchContext } from '../bench.ts'
import { type Figure, figure } from '../figure.ts'
import { type Input, wordsOf } from '../input/input.ts'
import { install } from '../maestro/installation.ts'
import { paired } from '../measure/paired.ts'
import type { Run } from '../measure/run-measured.ts'
import type { Peer } from '../peer/find-peer.ts'
import { runPeer } from '../peer/run-peer.ts'
import { compare } from './comparison.ts'

const name = 'first-import'
const defaultRounds = 3

/** Everything read, redacted, stored, searchable and derived; and how soon the newest week is answered. */
export const firstImport: Bench = {
  name,
  title: 'First import',
  run: async (context) => {
    const peer = await context.peer()
    const figures: Figure[] = []
    for (const input of context.inputs) figures.push(...(await measure(context, input, peer)))
    return {
      figures,
      remarks: [
        'Each round: ccusage `claude daily --offline --json`, its native program called directly, then `maestro sync` into an empty database that is up. CPU: user and system time of all processes, threads and PostgreSQL backends included.',
        'Memory: resident memory of all Node processes (the command and the keeper of the database) added up every 40 ms; pages that they share count twice.',
        'Newest week: from the start of `maestro start --no-serve` on an empty database that is up to the first line of its answer.',
      ],
    }
  },
}

const measure = async (context: BenchContext, input: Input, peer: Peer): Promise<Figure[]> => {
  const { scratch, note } = context
  const rounds = context.rounds ?? defaultRounds
  await runPeer(peer.native, input, scratch)
  const runs = await paired(
    rounds,
    () => runPeer(peer.native, input, scratch),
    async () => {
      note(`${name}: importing ${input.name}`)
      return importOnce(scratch, input)
    },
  )
  const waits: number[] = []
  for (let round = 0; round < rounds; round++) {
    note(`${name}: newest week of ${input.name}`)
    waits.push(await newestWeek(scratch, input))
  }
  const make = (id: string, what: string, unit: 'MB' | 's', values: readonly number[]) =>
    figure(name, id, what, input, unit, values)
  return [
    ...compare({ bench: name, input, ours: 'maestro sync', theirs: 'ccusage' }, runs.second, runs.first),
    make(
      'node-memory',
      'Node processes together, peak',
      'MB',
      runs.second.map((run) => run.nodeMegabytes),
    ),
    make('newest-week', 'until the newest week is answered', 's', waits),
  ]
}

const importOnce = async (scratch: string, input: Input): Promise<Run> => {
  await using installation = await install(scratch, wordsOf(input))
  return await installation.run(['sync', '--json'], { watchMemory: true })
}

const newestWeek = async (scratch: string, input: Input): Promise<number> => {
  await using installation = await install(scratch, wordsOf(input))
  const run = await installation.run(['start', '--no-serve'], { untilFirstLine: true })
  return run.secondsToFirstLine
}
