import type { Answer, Parameters } from '../../api/ask.ts'
import { periodOf } from '../../shell/period.ts'
import { type ScopeName, scopeOf } from '../../shell/scope.ts'
import type { SharedSearch } from '../../shell/search.ts'

/** What the front page asks for: the period and scope of its address. */
export const workParameters = (
  search: Pick<SharedSearch, ScopeName | 'period' | 'since' | 'until'>,
  installation: Pick<Answer<'installation'>, 'today' | 'week'>,
): Parameters<'work'> => {
  const { since, until } = periodOf(search, installation)
  return { ...scopeOf(search), since, until }
}
