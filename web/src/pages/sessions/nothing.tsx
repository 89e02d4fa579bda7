import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { scopeWords } from '../../shell/scope.ts'
import { usePeriod, useScope } from '../../shell/use-page.ts'
import { Empty } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { withoutLast } from './complete.ts'

/** Where no session is: what would stand here, and what would find some. */
export const Nothing = ({ q, agent }: { readonly q: string | undefined; readonly agent: string | undefined }) => {
  const { label } = usePeriod()
  const scope = scopeWords(useScope())
  const isOfTime = label !== 'All time'
  const isNarrow = agent !== undefined || scope !== undefined
  const rest = q === undefined ? undefined : withoutLast(q)
  const ways = [
    rest !== undefined && (
      <Way key="rest" next={{ q: rest.query === '' ? undefined : rest.query }}>
        Without <code className="font-mono text-[0.82rem]">{visibleLine(rest.left)}</code>
      </Way>
    ),
    isOfTime && (
      <Way key="time" next={{ period: 'all', since: undefined, until: undefined }}>
        Of all time
      </Way>
    ),
    isNarrow && (
      <Way key="scope" next={{ project: undefined, repo: undefined, person: undefined, agent: undefined }}>
        Everywhere, of everybody
      </Way>
    ),
  ].filter((way) => way !== false)
  if (q === undefined && ways.length === 0)
    return (
      <Empty title="No session is on record yet.">
        Here stand all sessions of Claude Code and Codex on this machine, once <code>maestro sync</code> has read them.
      </Empty>
    )
  return (
    <Empty
      title={q === undefined ? 'No session ran here in this time.' : 'Nothing like that was said or done in a session.'}
    >
      {q !== undefined && (
        <p>
          All words and filters must hold for one session; a word is found by its beginning. Of a filter given twice
          either will do.
        </p>
      )}
      {ways.length > 0 && (
        <>
          <p>Look instead:</p>
          <ul className="list-disc pl-5">{ways}</ul>
        </>
      )}
    </Empty>
  )
}

const Way = ({ next, children }: { readonly next: object; readonly children: ReactNode }) => (
  <li>
    <Link to="/sessions" search={((before: object) => ({ ...before, ...next })) as never} className="evidence">
      {children}
    </Link>
  </li>
)
