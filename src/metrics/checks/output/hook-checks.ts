import type { CheckResult } from '../check.ts'
import type { MadeCheck } from '../made-check.ts'
import { legible } from './legible.ts'
import { signs } from './signs.ts'

/** What hooks of git made sure of, as far as the output of a commit or a push shows it. */
export const hookChecksOf = (printed: string): MadeCheck[] => {
  const output = legible(printed)
  return signs.flatMap(({ of, kinds, failed, passed }): MadeCheck[] => {
    const has = (those: readonly RegExp[]) => those.some((sign) => sign.test(output))
    const result: CheckResult | undefined = has(failed) ? 'failed' : has(passed) ? 'passed' : undefined
    return result === undefined ? [] : [{ kind: kinds[0]!, program: of, by: 'hook', result }]
  })
}
