import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { ask } from '../../api/ask.ts'
import type { Line } from './outline.ts'
import { searchable } from './rows.ts'

const patienceMs = 250
const shortest = 3

const nameOf = ({ kind, id }: { readonly kind: string; readonly id: string }) => `${kind} ${id}`

/** Where words stand in a session: at once in its lines, and little by little in its long texts. */
export const useFind = (
  session: string,
  lines: readonly Line[],
  words: string,
): { readonly found: ReadonlySet<string>; readonly searching: boolean } => {
  const wanted = useDeferredValue(words.trim().toLowerCase())
  const inLines = useMemo(
    () =>
      new Set(wanted === '' ? [] : lines.filter((line) => searchable(line).toLowerCase().includes(wanted)).map(nameOf)),
    [lines, wanted],
  )
  const [deep, setDeep] = useState<{ readonly wanted: string; readonly found: ReadonlySet<string> }>()
  const [searching, setSearching] = useState(false)
  useEffect(() => {
    if (wanted.length < shortest) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      setSearching(true)
      try {
        await inTexts(session, wanted, stop.signal, (found) => setDeep({ wanted, found }))
      } catch {
        // Stopped, or the server is gone: what was found in the lines stays, and the shell says the latter.
      }
      if (!stop.signal.aborted) setSearching(false)
    }, patienceMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
      setSearching(false)
    }
  }, [session, wanted])
  const found = useMemo(
    () => (deep?.wanted === wanted ? new Set([...inLines, ...deep.found]) : inLines),
    [inLines, deep, wanted],
  )
  return { found, searching }
}

const inTexts = async (
  session: string,
  wanted: string,
  signal: AbortSignal,
  tell: (found: ReadonlySet<string>) => void,
): Promise<void> => {
  const found = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await ask('session-entries', { id: session, limit: 1000, cursor }, signal)
    for (const entry of page.items) if (textOf(entry).toLowerCase().includes(wanted)) found.add(nameOf(entry))
    tell(new Set(found))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}

const textOf = (entry: Awaited<ReturnType<typeof ask<'session-entries'>>>['items'][number]): string => {
  if (entry.kind === 'turn' || entry.kind === 'message') return entry.text
  if (entry.kind === 'event') return JSON.stringify(entry.details)
  const patches = entry.edits.map(({ path, patch }) => `${path}\n${patch}`).join('\n')
  return `${JSON.stringify(entry.input)}\n${entry.result?.output ?? ''}\n${patches}`
}

/** Whether a line is among what was found. */
export const isFound = (found: ReadonlySet<string>, line: Line): boolean => found.has(nameOf(line))
