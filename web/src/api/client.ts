import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** What the server tells in such a case stays so until something else is asked. */
const lasting = new Set(['usage', 'not-found', 'closed'])

/** What is answered stays until a change is told: nothing is asked again only because time has passed. */
export const createClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && !(error instanceof ApiError && lasting.has(error.code)),
        retryDelay: (failures) => Math.min(300 * 2 ** failures, 2_000),
        networkMode: 'always',
      },
    },
  })
