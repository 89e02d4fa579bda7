import type { Answer } from '../../api/ask.ts'
import { periodOf } from '../../shell/period.ts'
import { scopeOf } from '../../shell/scope.ts'
import type { SharedSearch } from '../../shell/search.ts'
import type { SortName } from './sorts.ts'

/** What the address says of the page. */
export interface Asked extends SharedSearch {
  readonly q?: string | undefined
  readonly agent?: string | undefined
  readonly sort?: SortName | undefined
}

/** All that the page asks for: the list, what is found, and how many there are. */
export const questionsOf = (asked: Asked, installation: Pick<Answer<'installation'>, 'today' | 'week'>) => {
  const { q, agent, sort = 'latest', period = 'all' } = asked
  const { since, until } = periodOf({ ...asked, period }, installation)
  const wanted = { ...scopeOf(asked), agent, since, until }
  return {
    list: { ...wanted, sort, limit: 100 },
    search: { ...wanted, q: q ?? '', sort, limit: 20 },
    totals: { ...wanted, q: q ?? '' },
  }
}
