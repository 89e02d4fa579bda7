import { useQuery } from '@tanstack/react-query'
import { type Answer, ask } from '../../api/ask.ts'

/** An entry of a session, its texts included. */
export type Entry = Answer<'session-entries'>['items'][number]

interface Wanted {
  readonly session: string
  readonly id: string
  readonly signal: AbortSignal
  readonly resolve: (entries: readonly Entry[]) => void
  readonly reject: (error: unknown) => void
}

/** What is scrolled into view at once is asked for at once, so many in a request: addresses must not become too long. */
const mostAtOnce = 60
/** What is only scrolled past is out of sight again before it is asked for. */
const gatherMs = 30

let waiting: Wanted[] = []

const askFor = async (session: string, wanted: readonly Wanted[]): Promise<void> => {
  const ids = [...new Set(wanted.map(({ id }) => id))]
    .map((id) => id.replaceAll('%', '%25').replaceAll(',', '%2C'))
    .join(',')
  try {
    const entries: Entry[] = []
    let cursor: string | undefined
    do {
      const page = await ask('session-entries', { id: session, ids, cursor })
      entries.push(...page.items)
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    for (const { id, resolve } of wanted) resolve(entries.filter((entry) => entry.id === id))
  } catch (error) {
    for (const { reject } of wanted) reject(error)
  }
}

const flush = (): void => {
  const all = waiting.filter(({ signal, reject }) => {
    if (signal.aborted) reject(signal.reason)
    return !signal.aborted
  })
  waiting = []
  for (const [session, wanted] of Map.groupBy(all, (of) => of.session))
    for (let from = 0; from < wanted.length; from += mostAtOnce)
      void askFor(session, wanted.slice(from, from + mostAtOnce))
}

/** Entries of an id, asked for together with what else is wanted in this moment. */
const readEntries = (session: string, id: string, signal: AbortSignal): Promise<readonly Entry[]> =>
  new Promise((resolve, reject) => {
    if (waiting.length === 0) setTimeout(flush, gatherMs)
    waiting.push({ session, id, signal, resolve, reject })
  })

/** The texts of an entry that is shown; they are forgotten soon after it is not. */
export const useEntry = <Kind extends Entry['kind']>(session: string, kind: Kind, id: string, enabled = true) =>
  useQuery({
    queryKey: ['session-entries', 'one', { id: session }, kind, id],
    queryFn: async ({ signal }) => {
      const entries = await readEntries(session, id, signal)
      return (entries.find((entry) => entry.kind === kind) ?? null) as Extract<Entry, { kind: Kind }> | null
    },
    enabled,
    gcTime: 20_000,
    structuralSharing: false,
    meta: { isLasting: isWhole },
  })

/** Only a call without its result changes. */
const isWhole = (data: unknown): boolean => {
  const entry = data as Entry | null | undefined
  return entry !== undefined && entry !== null && (entry.kind !== 'toolCall' || entry.result !== null)
}
