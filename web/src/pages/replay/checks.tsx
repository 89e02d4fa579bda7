import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { visibleLine } from '../../ui/visible.ts'
import { Go, Part } from './overview-part.tsx'

type Check = Answer<'session-checks'>['atEnd'][number]

const kinds = { test: 'Tests', build: 'Build', typecheck: 'Type check', lint: 'Lint', check: 'Checks' } as const
const runBy = { agent: '', hook: ' in a hook', ci: ' in CI' } as const
const results = { passed: 'passed', failed: 'failed', unclear: 'no clear result' } as const

/** What a session made sure of after its last edit of code. */
export const Checks = ({ session, onGo }: { readonly session: string; readonly onGo: (event: string) => void }) => {
  const { data } = useAnswer('session-checks', { id: session, limit: 1 })
  if (!data || (data.lastEditAt === null && data.atEnd.length === 0)) return null
  return (
    <Part
      title={data.lastEditAt === null ? 'Made sure of' : 'Made sure of after the last edit of code'}
      none="After the last edit of code, no test, build, type check or lint is on record."
      items={data.atEnd}
    >
      {(check) => <CheckLine key={`${check.id} ${check.kind}`} check={check} onGo={onGo} />}
    </Part>
  )
}

const CheckLine = ({ check, onGo }: { readonly check: Check; readonly onGo: (event: string) => void }) => {
  const { id, kind, program, by, result } = check
  return (
    <Go onGo={() => onGo(id)}>
      <span className="min-w-0 flex-1 truncate">
        {kinds[kind]}
        {runBy[by]} <span className="text-soft">{visibleLine(program)}</span>
      </span>
      <span className={result === 'failed' ? 'shrink-0 text-now' : 'shrink-0 text-soft'}>{results[result]}</span>
    </Go>
  )
}
