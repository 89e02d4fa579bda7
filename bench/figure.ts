import { type Bound, bounds, boundsFrom } from './bounds.ts'
import type { Input } from './input/input.ts'
import { median } from './measure/statistics.ts'

export type Unit = 's' | 'ms' | 'MB' | 'kB' | 'times' | 'count'

/** One thing that was measured, once a round. */
export interface Figure {
  /** `wall`, `times-as-long`: names its bound. */
  readonly id: string
  readonly name: string
  /** The input that it was measured on. */
  readonly input: string
  readonly unit: Unit
  readonly values: readonly number[]
  readonly bound?: Bound
}

/** A figure with its bound, where it has one and the input is large enough for it. */
export const figure = (
  bench: string,
  id: string,
  name: string,
  input: Pick<Input, 'name' | 'megabytes'>,
  unit: Unit,
  values: readonly number[],
): Figure => {
  const bound = input.megabytes >= boundsFrom ? bounds[`${bench}/${id}`] : undefined
  return { id, name, input: input.name, unit, values, ...(bound ? { bound } : {}) }
}

/** Whether a figure keeps its bound; one without a bound does. */
export const holds = ({ values, bound }: Figure): boolean => !bound || median(values) <= bound.atMost
