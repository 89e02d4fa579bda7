import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Skeleton } from './states.tsx'

/**
 * Shows an answer once it is there, and what goes wrong where it does. An answer stays while it is asked for again, also
 * where that fails: the shell says then that the server does not answer.
 */
export const Answered = <Data,>({
  query,
  lines,
  children,
}: {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch' | 'isPlaceholderData'>
  /** Of the skeleton. */
  readonly lines?: number
  readonly children: (data: Data) => ReactNode
}) => {
  const { data, error, refetch } = query
  if (data !== undefined)
    return (
      <div
        aria-busy={query.isPlaceholderData}
        className={query.isPlaceholderData ? 'opacity-70 transition-opacity delay-300' : ''}
      >
        {children(data)}
      </div>
    )
  if (error) return <Failed error={error} onAgain={() => void refetch()} />
  return <Skeleton {...(lines === undefined ? {} : { lines })} />
}
