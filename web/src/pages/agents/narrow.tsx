import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Stretch } from '../../charts/stretches.ts'
import type { Days } from '../../shell/period.ts'
import type { Dimension } from './groups.ts'
import { daysSearch, useNarrow } from './use-narrow.ts'

/** Narrows the page to a group, or leads to its sessions where it is that already. */
export const GroupLink = ({
  by,
  of,
  children,
}: {
  readonly by: Dimension
  readonly of: string
  readonly children: ReactNode
}) => {
  const target = useNarrow().targetOf(by, of)
  if (!target) return <>{children}</>
  return (
    <Link {...target} resetScroll={false} className="evidence">
      {children}
    </Link>
  )
}

/** Narrows the page to the days of a stretch. */
export const DaysLink = ({
  of,
  stretch,
  period,
  children,
}: {
  readonly of: string
  readonly stretch: Stretch
  readonly period: Days
  readonly children: ReactNode
}) => (
  <Link to="." search={daysSearch(of, stretch, period)} resetScroll={false} className="evidence">
    {children}
  </Link>
)
