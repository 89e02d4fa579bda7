import { useQueries } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { Item } from '../../api/hooks.ts'
import { type Stretch, stretchesOf } from '../../charts/stretches.ts'
import type { PagePeriod } from '../../shell/period.ts'
import { useInstallation } from '../../shell/use-page.ts'
import { type Amount, addSpent, type Dimension, type Group, groupsOf } from './groups.ts'
import { type Asked, questionsOf } from './questions.ts'

export interface AgentsData {
  readonly by: Dimension
  readonly period: PagePeriod
  readonly total: Amount
  /** In the period before; empty where nothing lies before. */
  readonly before: Amount
  readonly actions: readonly Item<'activity'>[]
  readonly actionsBefore: readonly Item<'activity'>[]
  /** By day and hour, or by day of the week and hour where days are many. */
  readonly hours: readonly Item<'activity'>[]
  readonly groups: readonly Group[]
  readonly stretch: Stretch
  /** Every stretch of the period, by its key. */
  readonly stretches: readonly string[]
}

const amountOf = (done: Item<'activity'> | undefined, spent: readonly Item<'usage'>[]): Amount => ({
  ...(done ? { done } : {}),
  ...(spent.length > 0 ? { spent: addSpent(spent) } : {}),
})

/**
 * All that the page says, once every part of it is there, so that its figures belong together; until then what was asked
 * before stays.
 */
export const useAgents = (asked: Asked) => {
  const { by, period, stretch, queries } = questionsOf(asked, useInstallation())
  const results = useQueries({ queries: [...queries] as unknown as typeof queries })
  const [total, totalBefore, actions, actionsBefore, done, doneOver, doneBefore, spentOver, spentBefore, hours] =
    results
  const parts = results.map((result) => result.data)
  const isThere = parts.every((part) => part !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the period is new on every call, and named by its ends
  const data = useMemo((): AgentsData | undefined => {
    if (!isThere) return undefined
    const groups = groupsOf(by, stretch, {
      done: done.data!,
      doneOver: doneOver.data!,
      doneBefore: doneBefore.data!,
      spentOver: spentOver.data!,
      spentBefore: spentBefore.data!,
    })
    const known = groups.flatMap((group) => [...group.over.keys()])
    return {
      by,
      period,
      stretch,
      total: amountOf(total.data![0], spentOver.data!),
      before: amountOf(totalBefore.data![0], spentBefore.data!),
      actions: actions.data!,
      actionsBefore: actionsBefore.data!,
      hours: hours.data!,
      groups,
      stretches: stretchesOf(period, stretch, known),
    }
  }, [by, stretch, period.since, period.until, period.label, ...parts])
  const last = useRef<AgentsData>(undefined)
  if (data) last.current = data
  return {
    data: data ?? last.current,
    isPlaceholderData: data === undefined,
    error: results.find((result) => result.error)?.error ?? null,
    refetch: () => Promise.all(results.map((result) => result.refetch())) as never,
  }
}
