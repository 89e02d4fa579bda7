import type { Answer } from '../../api/ask.ts'
import { stretchOf } from '../../charts/stretches.ts'
import { type Days, periodOf } from '../../shell/period.ts'
import { scopeOf } from '../../shell/scope.ts'
import type { SharedSearch } from '../../shell/search.ts'

/** All that the list of repositories asks for. */
export const overviewQuestions = (
  asked: SharedSearch,
  installation: Pick<Answer<'installation'>, 'today' | 'week'>,
) => {
  const { since, until } = periodOf({ ...asked, period: asked.period ?? 'all' }, installation)
  const scope = scopeOf(asked)
  const stretch = stretchOf({ ...(since && { since }), ...(until && { until }) })
  return {
    stretch,
    list: { project: scope.project, limit: 200 },
    activity: { ...scope, since, until, by: stretch },
  }
}

/** What the page of a repository asks for. */
export const timelineQuestion = (id: string, { since, until }: Days) => ({ id, since, until, limit: 7 })
