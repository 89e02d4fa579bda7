import type { CheckResult } from '../check.ts'
import { checksOf, type FoundCheck } from '../programs/index.ts'
import { legible } from './legible.ts'
import { neverRan, runnerFailed, type Signs, signs } from './signs.ts'

/** How a command ended. */
export interface CommandEnd {
  readonly status: 'ok' | 'error' | 'rejected' | 'interrupted' | 'background'
  readonly exitCode: number | undefined
  readonly output: string
}

/** The shell may not run the program, or did not find it. */
const neverRanCodes = new Set([126, 127])

/** `$ tsc --noEmit`, `> vitest run`: what a runner says that it runs. */
const echo = /^(?:\$|>) (.*)$/gm

/**
 * How each check of a command went; undefined for one that did not run. The exit code counts where it is that of the
 * check, else what the output says; a program that is silent when all is well has passed where it said nothing.
 */
export const resultsOf = (checks: readonly FoundCheck[], end: CommandEnd): (CheckResult | undefined)[] => {
  const { status, exitCode } = end
  if (status === 'rejected') return checks.map(() => undefined)
  if (status === 'interrupted' || status === 'background') return checks.map(() => 'unclear')
  if (exitCode !== undefined && neverRanCodes.has(exitCode)) return checks.map(() => undefined)
  const output = legible(end.output)
  if (status === 'error' && neverRan.some((sign) => sign.test(output))) return checks.map(() => undefined)
  let isOver = false
  return checks.map((check) => {
    if (isOver) return undefined
    const result = resultOf(check, status, output, checks.length === 1)
    isOver = result === 'failed' && status === 'error' && !check.command.isMasked
    return result
  })
}

const resultOf = (check: FoundCheck, status: 'ok' | 'error', output: string, isOnly: boolean): CheckResult => {
  const { isMasked, isFiltered } = check.command
  if (status === 'ok' && !isMasked) return 'passed'
  const said = saidOf(check, output)
  if (said === 'failed' || (isOnly && runnerFailed.some((sign) => sign.test(output)))) return 'failed'
  if (status === 'error' && isOnly && !isMasked) return 'failed'
  if (said === 'passed') return 'passed'
  return status === 'ok' && isOnly && !isFiltered && isSilence(check, output) ? 'passed' : 'unclear'
}

const saidOf = ({ kind }: FoundCheck, output: string): 'passed' | 'failed' | undefined => {
  const own = signs.filter(({ kinds }) => kinds.includes(kind))
  const says = (how: (of: Signs) => readonly RegExp[]) => own.some((of) => how(of).some((sign) => sign.test(output)))
  if (says(({ failed }) => failed)) return 'failed'
  return says(({ passed }) => passed) ? 'passed' : undefined
}

/** Nothing was said beside what is run, by a program of which that means that all is well. */
const isSilence = (check: FoundCheck, output: string): boolean => {
  if (output.replaceAll(echo, '').trim() !== '') return false
  const inner = [...output.matchAll(echo)].flatMap(([, command]) => checksOf(command!))
  return inner.length > 0 ? inner.every(({ isSilent }) => isSilent) : check.isSilent
}
