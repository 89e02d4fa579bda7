import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { type Answer, ask } from '../../api/ask.ts'
import type { Row } from './rows.ts'

type Place = Answer<'session-find'>['places'][number]

const patienceMs = 150
const kept = 60_000

/** What stays the same for a moment. */
const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), patienceMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Rows in which words stand: a row of a folded subagent counts as the call that started it. */
export const useFind = (session: string, words: string, rows: readonly Row[]) => {
  const wanted = useSettled(words.trim())
  const query = useQuery({
    queryKey: ['session-find', { id: session, q: wanted }],
    queryFn: ({ signal }) => ask('session-find', { id: session, q: wanted }, signal),
    enabled: wanted !== '',
    gcTime: kept,
    placeholderData: (before) => (wanted === '' ? undefined : before),
  })
  const places = useDeferredValue(query.data?.places)
  const matches = useMemo(() => (wanted === '' || !places ? [] : matchesOf(places, rows)), [places, rows, wanted])
  const found = useMemo(() => new Set(places?.map(({ kind, id }) => `${kind} ${id}`)), [places])
  const searching = words.trim() !== '' && (words.trim() !== wanted || query.isFetching)
  return { matches, found, searching, more: query.data?.more === true, error: query.error }
}

/** The rows, by their indexes, in which something was found. Records of a kind are told apart by their ids. */
export const matchesOf = (places: readonly Place[], rows: readonly Row[]): number[] => {
  const found = new Set(places.map(({ kind, id }) => `${kind} ${id}`))
  const sessions = new Set(places.map(({ session }) => session))
  const opened = new Set(rows.flatMap((row) => (row.kind === 'line' && row.depth > 0 ? [row.session] : [])))
  return rows.flatMap((row, index) => {
    if (row.kind !== 'line') return []
    const { line } = row
    const subagent = line.kind === 'toolCall' ? line.subagent : null
    const isFolded = subagent !== null && sessions.has(subagent) && !opened.has(subagent)
    return isFolded || found.has(`${line.kind} ${line.id}`) ? [index] : []
  })
}
