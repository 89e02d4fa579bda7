import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../../api/ask.ts'

type Page = Answer<'session-outline'>

/** A line of a session. */
export type Line = Page['items'][number]

/** How full the model's context was. */
export type Point = Page['context'][number]

/** A session's lines as far as they are read. */
export interface Outline {
  readonly pages: readonly { readonly cursor: string | undefined; readonly page: Page }[]
  /** Whether all are read. */
  readonly whole: boolean
}

const linesAtOnce = 5000

/** Results arrive after the calls that they belong to: so many pages are read again when something is new. */
const pagesReadAgain = 2

/** Reads a session's lines; what is read shows before all are. What was read before is kept, but for its end. */
const readOutline = async (client: QueryClient, id: string, signal: AbortSignal): Promise<Outline> => {
  const queryKey = keyOf(id)
  const before = client.getQueryData<Outline>(queryKey)
  const pages = before?.whole ? before.pages.slice(0, -pagesReadAgain) : []
  const first = before?.whole ? before.pages[pages.length]?.cursor : undefined
  let cursor: string | null | undefined = first
  let read = [...pages]
  do {
    const page: Page = await ask('session-outline', { id, limit: linesAtOnce, cursor: cursor ?? undefined }, signal)
    read = [...read, { cursor: cursor ?? undefined, page }]
    cursor = page.next
    if (cursor !== null && !before) client.setQueryData<Outline>(queryKey, { pages: read, whole: false })
  } while (cursor !== null)
  return { pages: read, whole: true }
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
