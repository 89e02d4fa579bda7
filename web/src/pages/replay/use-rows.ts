import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { linesOf, type Outline, outlineOptions, pointsOf } from './outline.ts'
import { rowsOf } from './rows.ts'

const switched = (set: ReadonlySet<string>, name: string): ReadonlySet<string> => {
  const next = new Set(set)
  if (!next.delete(name)) next.add(name)
  return next
}

/** One function for good: another one at each call would have all rows made anew. */
const dataOf = (results: readonly { readonly data: Outline | undefined }[]) => results.map(({ data }) => data)

/** The rows of a session, with those of the subagents that are open in it, and which rows are open. */
export const useRows = (session: string) => {
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
    () => rowsOf(session, lines, new Map(names.map((id, index) => [id, inner[index] && linesOf(inner[index])]))),
    [session, lines, names, inner],
  )
  const toggle = useCallback((key: string) => setOpen((before) => switched(before, key)), [])
  const toggleSubagent = useCallback((id: string) => setSubagents((before) => switched(before, id)), [])
  return { outline, lines, points, rows, open, subagents, toggle, toggleSubagent }
}
