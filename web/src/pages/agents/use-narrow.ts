import { useNavigate } from '@tanstack/react-router'
import { daysOf, type Stretch } from '../../charts/stretches.ts'
import type { Days } from '../../shell/period.ts'
import { withScope } from '../../shell/scope.ts'
import { usePeriod, useShared } from '../../shell/use-page.ts'
import type { Dimension } from './groups.ts'
import { agentsRoute } from './route.ts'

/** Where a group leads: the page narrowed to it, or its sessions where the page already is. */
export interface Target {
  readonly to: '.' | '/sessions'
  readonly search: (before: Record<string, unknown>) => never
}

/** The address with the days of a stretch as its period. */
export const daysSearch =
  (key: string, stretch: Stretch, period: Days) =>
  (before: Record<string, unknown>): never =>
    ({ ...before, period: 'custom', ...daysOf(key, stretch, period) }) as never

/** Narrows the page by what it shows. */
export const useNarrow = () => {
  const navigate = useNavigate()
  const { repo, person, period } = useShared()
  const { since, until } = usePeriod()
  const { agent } = agentsRoute.useSearch()
  // A list of sessions is of all time where its address does not say which.
  const sessions: Target = {
    to: '/sessions',
    search: () => ({ agent, ...(period === undefined ? { period: 'custom', since, until } : {}) }) as never,
  }
  const targetOf = (by: Dimension, key: string): Target | undefined => {
    if (by === 'model' || key === 'unknown') return undefined
    if ({ agent, repo, person }[by] === key) return sessions
    if (by === 'agent') return { to: '.', search: (before) => ({ ...before, agent: key }) as never }
    return { to: '.', search: (before) => withScope({ [by]: key })(before) }
  }
  return {
    /** The sessions of all that the page shows. */
    sessions,
    targetOf,
    toGroup: (by: Dimension, key: string): void => {
      const target = targetOf(by, key)
      if (target) void navigate({ ...target, resetScroll: false })
    },
    toDays: (key: string, stretch: Stretch, period: Days): void =>
      void navigate({ to: '.', search: daysSearch(key, stretch, period), resetScroll: false }),
  }
}
