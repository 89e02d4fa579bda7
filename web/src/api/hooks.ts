import { infiniteQueryOptions, type QueryClient, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type Answer, ask, type Parameters, type Question } from './ask.ts'

/** Questions that are answered page by page. */
export type Paged = {
  [Name in Question]: Answer<Name> extends { items: readonly unknown[]; next: string | null } ? Name : never
}[Question]

/** An item of a question that is answered page by page. */
export type Item<Name extends Paged> = Answer<Name>['items'][number]

/** Whether what was asked before is about the same thing: only then its answer may stand in for a while. */
const isAbout = (key: readonly unknown[] | undefined, parameters: object): boolean =>
  idIn(key?.at(-1)) === idIn(parameters)

const idIn = (parameters: unknown): unknown => (parameters as { readonly id?: unknown } | undefined)?.id

/** A question as TanStack Query knows it: for `useQuery`, loaders and prefetching. */
export const answerOptions = <Name extends Question>(name: Name, parameters: Parameters<Name>) =>
  queryOptions({
    queryKey: [name, parameters] as const,
    queryFn: ({ signal }) => ask(name, parameters, signal),
    placeholderData: (before, query) => (isAbout(query?.queryKey, parameters) ? before : undefined),
  })

/** A long list as TanStack Query knows it, page by page. */
const pagesOptions = <Name extends Paged>(name: Name, parameters: Parameters<Name>) =>
  infiniteQueryOptions({
    queryKey: [name, 'pages', parameters] as const,
    queryFn: ({ signal, pageParam }) =>
      ask(name, { ...parameters, cursor: pageParam } as Parameters<Name>, signal) as Promise<{
        items: Item<Name>[]
        next: string | null
      }>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before, query) => (isAbout(query?.queryKey, parameters) ? before : undefined),
  })

/** Asks a question; while other parameters are asked for, what was answered before stays. */
export const useAnswer = <Name extends Question>(
  name: Name,
  parameters: Parameters<Name>,
  { enabled = true }: { readonly enabled?: boolean } = {},
) => useQuery({ ...answerOptions(name, parameters), enabled })

/** Asks for a long list: `items` of the pages read so far, `fetchNextPage` for more. */
export const usePages = <Name extends Paged>(
  name: Name,
  parameters: Parameters<Name>,
  { enabled = true }: { readonly enabled?: boolean } = {},
) => {
  const query = useInfiniteQuery({ ...pagesOptions(name, parameters), enabled })
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) }
}

/** Asks ahead of time what a page will show. */
export const prefetch = <Name extends Question>(
  client: QueryClient,
  name: Name,
  parameters: Parameters<Name>,
): Promise<void> => client.prefetchQuery(answerOptions(name, parameters))

/** Asks ahead of time for the first page of a long list. */
export const prefetchPages = <Name extends Paged>(
  client: QueryClient,
  name: Name,
  parameters: Parameters<Name>,
): Promise<void> => client.prefetchInfiniteQuery(pagesOptions(name, parameters))
