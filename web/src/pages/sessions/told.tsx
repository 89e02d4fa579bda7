import { Link } from '@tanstack/react-router'
import type { Answer } from '../../api/ask.ts'
import { useAnswer } from '../../api/hooks.ts'
import { usePeriod, useScope } from '../../shell/use-page.ts'
import { dollars, plural } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'
import { nameInQuery } from './complete.ts'

const list = new Intl.ListFormat('en-GB')

/** How many sessions there are, whose, and what they cost in all, as far as it is known. */
export const Told = ({
  shown,
  totals,
  more,
  q,
}: {
  readonly shown: number
  readonly totals: Answer<'session-totals'> | undefined
  readonly more: boolean
  readonly q: string | undefined
}) => {
  const { label } = usePeriod()
  const { project, repo, person } = useScope()
  const total = totals?.sessions ?? undefined
  const place = project ?? repo
  const number =
    more && total === undefined ? `${plural(shown, 'session')} or more` : plural(more ? total! : shown, 'session')
  const { people, knownCostUsd, costUsd } = totals ?? {}
  const others = (people?.total ?? 0) - (people?.named.length ?? 0)
  const names = [...(people?.named ?? []).map(visibleLine), ...(others > 0 ? [plural(others, 'other')] : [])]
  const whose = person === undefined ? names.length > 0 && `of ${list.format(names)}` : `of ${visibleLine(person)}`
  const parts = [number, q !== undefined && 'with that', place && `in ${visibleLine(place)}`, shown > 0 && whose]
  return (
    <>
      <span aria-live="polite">
        {parts.filter(Boolean).join(' ')}
        {shown > 0 && typeof knownCostUsd === 'number' && `, ${dollars(knownCostUsd, costUsd === null)} at list price`}{' '}
        · {label}
      </span>
      {q !== undefined && <OnBranches q={q} />}
    </>
  )
}

/** Branches are no text of a session: where one has what was looked for, it is said how many sessions began on it. */
const OnBranches = ({ q }: { readonly q: string }) => {
  const { since, until } = usePeriod()
  const name = nameInQuery(q)
  const query = `branch:${name}`
  const { data } = useAnswer(
    'session-totals',
    { ...useScope(), since, until, q: query },
    { enabled: name !== undefined },
  )
  if (name === undefined || !data?.sessions) return null
  return (
    <>
      {' · '}
      <Link to="/sessions" search={((before: object) => ({ ...before, q: query })) as never} className="evidence">
        {plural(data.sessions, 'session')} began on a branch named so
      </Link>
    </>
  )
}
