import type { Answer } from '../../api/ask.ts'
import type { Item } from '../../api/hooks.ts'
import { useAnswer, usePages } from '../../api/hooks.ts'
import { type Stretch, stretchesOf, stretchLabel } from '../../charts/stretches.ts'
import { type Days, dayAfter } from '../../shell/period.ts'
import { useInstallation, usePeriod, useScope, useShared } from '../../shell/use-page.ts'
import { overviewQuestions } from './questions.ts'

export type Repository = Item<'repositories'>
export type Activity = Answer<'repository-activity'>['items'][number]

/** A repository with what happened in it in the period. */
export interface Told {
  readonly repository: Repository
  /** Undefined where nothing happened. */
  readonly activity: Activity | undefined
}

const latestOf = ({ repository: { lastSessionAt, lastCommitAt } }: Told): string =>
  [lastSessionAt ?? '', lastCommitAt ?? ''].toSorted().at(-1)!

/** Those in which something happened in the period before others, the latest first. */
export const inOrder = (repositories: readonly Told[]): Told[] =>
  repositories.toSorted(
    (a, b) =>
      Number(b.activity !== undefined) - Number(a.activity !== undefined) ||
      (latestOf(a) < latestOf(b) ? 1 : latestOf(a) > latestOf(b) ? -1 : 0),
  )

/** Of all time, so many weeks are drawn: the latest ones. */
const mostWeeks = 52

/** The stretches that every chart of the page has, so that they stand below one another. */
export const sharedStretches = (period: Days, stretch: Stretch, activities: readonly Activity[]): readonly string[] => {
  const known = activities.flatMap(({ over }) => over.map(({ key }) => key))
  if (period.since !== undefined) return stretchesOf(period, stretch, known)
  const last = known.toSorted().at(-1)
  const since = last === undefined ? undefined : dayAfter(last, -7 * (mostWeeks - 1))
  return stretchesOf({}, stretch, since === undefined ? known : known.filter((key) => key >= since))
}

/** The repositories of the scope, and what happened in them in the period. */
export const useOverview = () => {
  const { since, until } = usePeriod()
  const { today } = useInstallation()
  const { project: _, ...scope } = useScope()
  const { stretch, ...questions } = overviewQuestions(useShared(), useInstallation())
  const list = usePages('repositories', questions.list)
  const { data } = useAnswer('repository-activity', questions.activity)
  const activities = new Map(data?.items.map((activity) => [activity.repository, activity]))
  const items = data && list.items?.map((repository) => ({ repository, activity: activities.get(repository.id) }))
  const isScoped = Object.keys(scope).length > 0
  return {
    list,
    items: items && inOrder(isScoped ? items.filter(({ activity }) => activity !== undefined) : items),
    stretch,
    stretches: sharedStretches({ ...(since && { since }), ...(until && { until }) }, stretch, data?.items ?? []),
    label: (key: string) => stretchLabel(key, stretch, today),
  }
}
