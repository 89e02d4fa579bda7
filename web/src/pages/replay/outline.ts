import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../../api/ask.ts'

type Page = Answer<'session-outline'>

/** A line of a session. */
export type Line = Page['items'][number]

/** How full the model's context was, and what the answer took. */
export type Point = Page['context'][number]

/** A session's lines as far as they are read. */
export interface Outline {
  readonly pages: readonly { readonly cursor: string | undefined; readonly page: Page }[]
  /** Whether all are read. */
  readonly whole: boolean
}

const linesAtOnce = 5000

/** What is read again because something is new is cut smaller: the next time less has to be read. */
const newLinesAtOnce = 1000

/** Results arrive after the calls that they belong to: so many lines are read again at least. */
const linesReadAgain = 200
/** And from a call on that has no result yet, so many pages back. */
const pagesLookedBack = 10

/** Reads a session's lines; what is read shows before all are. What was read before is kept, but for its end. */
const readOutline = async (client: QueryClient, id: string, signal: AbortSignal): Promise<Outline> => {
  const queryKey = keyOf(id)
  const before = client.getQueryData<Outline>(queryKey)
  const kept = before?.whole ? firstToReadAgain(before) : 0
  const share = sharing(before?.whole ? before.pages.slice(kept) : [])
  let read = before?.whole ? before.pages.slice(0, kept) : []
  let cursor: string | null | undefined = before?.whole ? before.pages[kept]?.cursor : undefined
  do {
    const limit = before?.whole ? newLinesAtOnce : linesAtOnce
    const page: Page = await ask('session-outline', { id, limit, cursor: cursor ?? undefined }, signal)
    read = [...read, { cursor: cursor ?? undefined, page: { ...page, items: page.items.map(share) } }]
    cursor = page.next
    if (cursor !== null && !before) client.setQueryData<Outline>(queryKey, { pages: read, whole: false })
  } while (cursor !== null)
  return { pages: read, whole: true }
}

const firstToReadAgain = ({ pages }: Outline): number => {
  let latest = pages.length
  for (let lines = 0; latest > 0 && lines < linesReadAgain; ) lines += pages[--latest]!.page.items.length
  for (let at = Math.max(0, pages.length - pagesLookedBack); at < latest; at++)
    if (pages[at]!.page.items.some((line) => line.kind === 'toolCall' && line.status === null)) return at
  return latest
}

/** Answers the line as it was known before where it is still the same: what shows it need not be drawn again. */
const sharing = (pages: Outline['pages']): ((line: Line) => Line) => {
  const known = new Map(pages.flatMap(({ page }) => page.items.map((line) => [`${line.kind} ${line.id}`, line])))
  return (line) => {
    const before = known.get(`${line.kind} ${line.id}`)
    return before !== undefined && JSON.stringify(before) === JSON.stringify(line) ? before : line
  }
}

const keyOf = (id: string) => ['session-outline', 'whole', { id }] as const

/** All lines of a session as a question to TanStack Query. */
export const outlineOptions = (client: QueryClient, id: string) =>
  queryOptions({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => readOutline(client, id, signal),
    structuralSharing: false,
  })

/** The lines of an outline in their order. */
export const linesOf = (outline: Outline | undefined): Line[] => outline?.pages.flatMap(({ page }) => page.items) ?? []

/** How full the context was, in order. */
export const pointsOf = (outline: Outline | undefined): Point[] =>
  outline?.pages.flatMap(({ page }) => page.context) ?? []
