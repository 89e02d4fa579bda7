import type { z } from 'zod'
import type { DeepReadonly } from '../../answers/answer.ts'
import type { sessionChecks } from '../../answers/session-checks.ts'
import type { Terminal } from '../terminal.ts'
import { visibleLine } from './visible.ts'

type Checks = Pick<DeepReadonly<z.output<typeof sessionChecks.answer>>, 'lastEditAt' | 'atEnd'>

const kinds = { test: 'tests', build: 'build', typecheck: 'type check', lint: 'lint', check: 'checks' } as const
const runBy = { agent: '', hook: ' in a hook', ci: ' in CI' } as const
const results = { passed: 'passed', failed: 'failed', unclear: 'with no clear result' } as const

/** Says what a session made sure of after its last edit of code. */
export const printProof = ({ lastEditAt, atEnd }: Checks, { line, color }: Terminal): void => {
  if (lastEditAt === null) return
  const told = atEnd.map(({ kind, program, by, result }) => {
    const text = `${kinds[kind]} ${results[result]}${runBy[by]} (${visibleLine(program)})`
    return result === 'failed' ? color.red(text) : color.dim(text)
  })
  line(
    told.length === 0
      ? color.dim('after the last edit of code: no test, build, type check or lint on record')
      : `${color.dim('after the last edit of code:')} ${told.join(color.dim(', '))}`,
  )
}
