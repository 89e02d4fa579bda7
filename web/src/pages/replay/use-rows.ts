import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { linesOf, type Outline, outlineOptions, pointsOf } from './outline.ts'
import { rowsOf, type Shown } from './rows.ts'
import { type TurnCost, turnCosts } from './turn-costs.ts'

const switched = (set: ReadonlySet<string>, name: string, on = !set.has(name)): ReadonlySet<string> => {
  if (on === set.has(name)) return set
  const next = new Set(set)
  if (on) next.add(name)
  else next.delete(name)
  return next
}

/** One function for good: another one at each call would have all rows made anew. */
const dataOf = (results: readonly { readonly data: Outline | undefined }[]) => results.map(({ data }) => data)

/** The rows of a session, with those of the subagents that are open in it, and which rows are open. */
export const useRows = (session: string, shown: Shown) => {
  const client = useQueryClient()
  const outline = useQuery(outlineOptions(client, session))
  const [subagents, setSubagents] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const names = useMemo(() => [...subagents], [subagents])
  const inner = useQueries({
    queries: names.map((id) => outlineOptions(client, id)),
    combine: dataOf,
  })
  const lines = useMemo(() => linesOf(outline.data), [outline.data])
  const points = useMemo(() => pointsOf(outline.data), [outline.data])
  const rows = useMemo(
    () => rowsOf(session, lines, new Map(names.map((id, index) => [id, inner[index] && linesOf(inner[index])])), shown),
    [session, lines, names, inner, shown],
  )
  const before = useRef<ReadonlyMap<string, TurnCost>>(undefined)
  const costs = useMemo(() => {
    const own = turnCosts(lines, points, before.current)
    const all = new Map(own)
    for (const each of inner)
      for (const [id, cost] of turnCosts(linesOf(each), pointsOf(each), before.current)) all.set(id, cost)
    before.current = all
    return all
  }, [lines, points, inner])
  const toggle = useCallback(
    (key: string, on?: boolean) => setOpen((previous) => switched(previous, key, on ?? !previous.has(key))),
    [],
  )
  const toggleSubagent = useCallback(
    (id: string, on?: boolean) => setSubagents((previous) => switched(previous, id, on ?? !previous.has(id))),
    [],
  )
  return { outline, lines, points, rows, costs, open, subagents, toggle, toggleSubagent }
}
