import type { Answer } from '../../api/ask.ts'
import { stretchOf } from '../../charts/stretches.ts'
import { lengthOf, type PagePeriod, periodOf } from '../../shell/period.ts'
import { scopeOf } from '../../shell/scope.ts'
import type { SharedSearch } from '../../shell/search.ts'
import { allRows } from './all-rows.ts'
import type { Dimension } from './groups.ts'

/** What the address says of the page. */
export interface Asked extends SharedSearch {
  readonly by?: Dimension | undefined
  readonly agent?: string | undefined
}

const named = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Values]?: Exclude<Values[Name], undefined>
  }

/** Whether the hours of each day are told, or those of each day of the week: days are told while they are few. */
export const clockOf = ({ since, until }: PagePeriod): 'day' | 'weekday' =>
  since !== undefined && until !== undefined && lengthOf(since, until) <= 7 ? 'day' : 'weekday'

/** All that the page asks for. What does not apply is not asked: by model nothing is told but usage. */
export const questionsOf = (asked: Asked, installation: Answer<'installation'>) => {
  const { agent, by = 'agent' } = asked
  const period: PagePeriod = periodOf(asked, installation)
  const stretch = stretchOf(period)
  const filter = { ...scopeOf(asked), ...named({ agent }), timezone: installation.timezone }
  const now = { ...filter, ...named({ since: period.since, until: period.until }) }
  const before = { ...filter, ...named({ since: period.before?.since, until: period.before?.until }) }
  const had = period.before !== undefined
  const told = by !== 'model'
  const queries = [
    allRows('activity', { ...now, by: 'total' }, true),
    allRows('activity', { ...before, by: 'total' }, had),
    allRows('activity', { ...now, by: 'action' }, true),
    allRows('activity', { ...before, by: 'action' }, had),
    allRows('activity', { ...now, by }, told),
    allRows('activity', { ...now, by: `${by},${stretch}` }, told),
    allRows('activity', { ...before, by }, told && had),
    allRows('usage', { ...now, by: `${by},${stretch}` }, true),
    allRows('usage', { ...before, by }, had),
    allRows('activity', { ...now, by: clockOf(period) === 'day' ? 'day,hour' : 'weekday,hour' }, true),
  ] as const
  return { by, period, stretch, queries }
}
