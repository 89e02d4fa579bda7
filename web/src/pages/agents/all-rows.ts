import { queryOptions } from '@tanstack/react-query'
import { ask, type Parameters } from '../../api/ask.ts'
import type { Item } from '../../api/hooks.ts'

/** Of more rows than that nothing could be seen. */
const mostPages = 20

/** All rows of activity or usage, on however many pages they come; none where it is not to be asked. */
export const allRows = <Name extends 'activity' | 'usage'>(
  name: Name,
  parameters: Parameters<Name>,
  isAsked: boolean,
) =>
  queryOptions({
    queryKey: [name, 'all', isAsked, parameters] as const,
    queryFn: async ({ signal }): Promise<Item<Name>[]> => {
      const rows: Item<Name>[] = []
      let cursor: string | undefined
      for (let page = 0; isAsked && page < mostPages; page++) {
        const answer = await ask(name, { ...parameters, ...(cursor === undefined ? {} : { cursor }) }, signal)
        rows.push(...(answer.items as Item<Name>[]))
        if (answer.next === null) break
        cursor = answer.next
      }
      return rows
    },
  })
