import { useAnswer } from '../../api/hooks.ts'
import { plural } from '../../ui/format.ts'
import type { Written } from './complete.ts'
import { filters, isDateFilter, spokenDays } from './filters.ts'

/** Something that can be completed, and what is said of it. */
export interface Completion {
  readonly value: string
  readonly about: string
}

const said: Readonly<Record<string, string>> = {
  '7d': 'seven days ago',
  '2w': 'two weeks ago',
  '3m': 'three months ago',
}

const none: readonly Completion[] = []

/** What may be meant by what is being written; values come from what is on record. */
export const useCompletions = (written: Written | undefined): readonly Completion[] => {
  const filter = written?.filter
  const isAsked = filter !== undefined && !isDateFilter(filter)
  const { data } = useAnswer(
    'filter-values',
    { filter: isAsked ? filter : 'repo', q: written?.text ?? '', limit: 8 },
    { enabled: isAsked },
  )
  if (written === undefined) return none
  const { text } = written
  if (filter === undefined)
    return filters
      .filter(({ name }) => name.startsWith(text.toLowerCase()))
      .map(({ name, about }) => ({ value: name, about }))
  if (isDateFilter(filter))
    return spokenDays
      .filter((day) => day.startsWith(text.toLowerCase()) && day !== text && (filter !== 'on' || !said[day]))
      .map((day) => ({ value: day, about: said[day] ?? '' }))
  const found = (data?.items ?? []).map(({ value, sessions }) => ({ value, about: plural(sessions, 'session') }))
  const isWhole = found.length === 1 && found[0]!.value.toLowerCase() === text.toLowerCase()
  return isWhole ? none : found
}
