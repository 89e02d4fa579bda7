import type { Parameters } from '../../api/ask.ts'
import type { Item } from '../../api/hooks.ts'
import { count, dollars, duration, plural } from '../../ui/format.ts'

type Sort = NonNullable<Parameters<'sessions'>['sort']>
type Session = Item<'search'>['session']

/** How sessions can be ordered: what the choice is called, and what of a session it goes by, where that is no time. */
export const sorts: Readonly<Record<Sort, { readonly title: string; readonly told?: (session: Session) => string }>> = {
  latest: { title: 'Latest first' },
  oldest: { title: 'Oldest first' },
  active: { title: 'Longest active', told: ({ activeMs }) => `${duration(activeMs)} active` },
  cost: {
    title: 'Highest cost',
    told: ({ knownCostUsd, costUsd }) =>
      knownCostUsd === null ? 'cost unknown' : dollars(knownCostUsd, costUsd === null),
  },
  prompts: { title: 'Most prompts', told: ({ prompts }) => plural(prompts, 'prompt') },
  calls: { title: 'Most tool calls', told: ({ toolCalls }) => plural(toolCalls, 'tool call') },
  lines: { title: 'Most lines', told: ({ added, removed }) => `+${count(added)} −${count(removed)}` },
}

export type SortName = Sort

export const sortNames = Object.keys(sorts) as [Sort, ...Sort[]]

/** Whether sessions stand below their days. */
export const isByTime = (sort: Sort): boolean => sorts[sort].told === undefined
