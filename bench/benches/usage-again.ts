import { join } from 'node:path'
import type { Bench, BenchContext } from '../bench.ts'
import { type Figure, figure } from '../figure.ts'
import { multiply } from '../input/copy-home.ts'
import { type Input, wordsOf } from '../input/input.ts'
import { install } from '../maestro/installation.ts'
import { paired } from '../measure/paired.ts'
import { pairwise } from '../measure/statistics.ts'
import type { Peer } from '../peer/find-peer.ts'
import { runPeer } from '../peer/run-peer.ts'
import { compare } from './comparison.ts'

const name = 'usage-again'
const defaultRounds = 11
const question = ['usage', '--by', 'day', '--json']
const times = 10

/** Asking again when nothing is new, with the logs as they are and with ten times as many. */
export const usageAgain: Bench = {
  name,
  title: 'Usage when nothing is new',
  run: async (context) => {
    const peer = await context.peer()
    const figures: Figure[] = []
    for (const input of context.inputs) figures.push(...(await measure(context, input, peer)))
    figures.push(...(await measureGrowth(context)))
    return {
      figures,
      remarks: [
        'Each round: ccusage `claude daily --offline --json`, its native program called directly, then `./bin/maestro usage --by day --json`, which looks whether anything is new first.',
        `Ten times the logs: copies of the input as further homes, every id in them renamed so that each copy counts. Compared is the same command on one home and on ${times} homes.`,
      ],
    }
  },
}

const measure = async (context: BenchContext, input: Input, peer: Peer): Promise<Figure[]> => {
  const { scratch, note } = context
  await using installation = await install(scratch, wordsOf(input))
  note(`${name}: importing ${input.name}`)
  await installation.run(['sync', '--json'])
  await installation.run(question)
  const runs = await paired(
    context.rounds ?? defaultRounds,
    () => runPeer(peer.native, input, scratch),
    () => installation.run(question),
  )
  const sides = { bench: name, input, ours: 'maestro usage', theirs: 'ccusage' }
  const figures = compare(sides, runs.second, runs.first)
  if (!peer.launcher) return figures
  const launched: number[] = []
  for (let round = 0; round < runs.first.length; round++) {
    launched.push((await runPeer(peer.launcher, input, scratch)).seconds)
  }
  return [...figures, figure(name, 'wall-launcher', 'ccusage through npm’s launcher', input, 's', launched)]
}

const measureGrowth = async (context: BenchContext): Promise<Figure[]> => {
  const { scratch, note } = context
  const input = context.inputs[0]!
  note(`${name}: copying ${input.name} ${times} times`)
  const many = multiply(input, times, join(scratch, 'copies'))
  await using one = await install(scratch, wordsOf(input))
  await using ten = await install(scratch, wordsOf(many))
  note(`${name}: importing ${many.name} (${Math.round(many.megabytes)} MB)`)
  for (const installation of [one, ten]) {
    await installation.run(['sync', '--json'])
    await installation.run(question)
  }
  const runs = await paired(
    context.rounds ?? defaultRounds,
    () => one.run(question),
    () => ten.run(question),
  )
  const make = (id: string, what: string, unit: 's' | 'times' | 'count', values: readonly number[]) =>
    figure(name, id, what, many, unit, values)
  const seconds = { one: runs.first.map((run) => run.seconds), ten: runs.second.map((run) => run.seconds) }
  return [
    make('wall-one', `maestro usage, ${input.files} files`, 's', seconds.one),
    make('wall-ten', `maestro usage, ${many.files} files`, 's', seconds.ten),
    make('ten-times-the-logs', 'times as long', 'times', pairwise(seconds.ten, seconds.one)),
    make(
      'ten-times-the-tokens',
      'times the tokens counted',
      'times',
      pairwise([tokensOf(runs.second[0]!.output)], [tokensOf(runs.first[0]!.output)]),
    ),
  ]
}

const tokensOf = (output: string): number =>
  (JSON.parse(output) as { inputTokens: number; outputTokens: number }[]).reduce(
    (sum, row) => sum + row.inputTokens + row.outputTokens,
    0,
  )
