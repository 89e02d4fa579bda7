import { type Figure, figure } from '../figure.ts'
import type { Input } from '../input/input.ts'
import type { Run } from '../measure/run-measured.ts'
import { pairwise } from '../measure/statistics.ts'

/** Names of what is compared. */
export interface Sides {
  readonly bench: string
  readonly input: Pick<Input, 'name' | 'megabytes'>
  readonly ours: string
  readonly theirs: string
}

const wall = (run: Run) => run.seconds
const cpu = (run: Run) => run.cpuSeconds

/** The figures of two commands that were run in turn: time, CPU time, and how many times as long ours took. */
export const compare = (sides: Sides, ours: readonly Run[], theirs: readonly Run[]): Figure[] => {
  const make = (id: string, name: string, unit: 's' | 'times', values: readonly number[]) =>
    figure(sides.bench, id, name, sides.input, unit, values)
  return [
    make('wall', sides.ours, 's', ours.map(wall)),
    make('wall-theirs', sides.theirs, 's', theirs.map(wall)),
    make('times-as-long', 'times as long', 'times', pairwise(ours.map(wall), theirs.map(wall))),
    make('cpu', `${sides.ours}, CPU`, 's', ours.map(cpu)),
    make(
      'cpu-database',
      'of it PostgreSQL',
      's',
      ours.map((run) => run.helperCpuSeconds),
    ),
    make('cpu-theirs', `${sides.theirs}, CPU`, 's', theirs.map(cpu)),
    make('times-the-cpu', 'times the CPU', 'times', pairwise(ours.map(cpu), theirs.map(cpu))),
  ]
}
