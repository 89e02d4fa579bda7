import { useQuery } from '@tanstack/react-query'
import { useMatches, useSearch } from '@tanstack/react-router'
import { type Answer, ask } from '../api/ask.ts'
import { answerOptions } from '../api/hooks.ts'
import { type PagePeriod, periodOf } from './period.ts'
import { type Scope, scopeOf } from './scope.ts'
import type { SharedSearch } from './search.ts'

/** The installation as a question to TanStack Query; the shell asks it before any page is shown. */
export const installationOptions = () => ({
  ...answerOptions('installation', {}),
  queryFn: ({ signal }: { signal: AbortSignal }) => ask('installation', {}, signal),
})

/** Whose data it is, the time zone in which its days begin, and how far it reaches. */
export const useInstallation = (): Answer<'installation'> => useQuery(installationOptions()).data!

/** What the address says that every page has: scope, period, panel. */
export const useShared = (): SharedSearch => useSearch({ strict: false }) as SharedSearch

/** What the scope leaves of everything, as parameters of the API. */
export const useScope = (): Scope => scopeOf(useShared())

/** The period that was picked, or that the page is about where none was; undefined: the latest week with activity. */
export const usePicked = (): SharedSearch['period'] => {
  const isAll = useMatches({ select: (matches) => matches.some((match) => match.staticData.period === 'all') })
  const { period } = useShared()
  return period ?? (isAll ? 'all' : undefined)
}

/** The period that the page is about; `since` and `until` go to the API as they are. */
export const usePeriod = (): PagePeriod => periodOf({ ...useShared(), period: usePicked() }, useInstallation())
