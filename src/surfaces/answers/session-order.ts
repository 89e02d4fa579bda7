import { z } from 'zod'
import { type SessionKey, sessionSorts } from '../../store/questions/sessions-of.ts'

/** What comes first in a list of sessions. */
export const sortParameter = z
  .enum(sessionSorts)
  .default('latest')
  .describe(
    'What comes first: the `latest`, the `oldest`, or those with most `active` time, `cost`, `prompts`, tool `calls`, or changed `lines`',
  )

/** The key of a session in a list, as cursors carry it. */
export const sortKey = z.strictObject({ sorted: z.number(), endedAt: z.number(), id: z.string() })

export const keyOf = ({ sorted, endedAt, id }: SessionKey): z.output<typeof sortKey> => ({ sorted, endedAt, id })

/** The name of a list in its cursors: one of an order leads nowhere in another. */
export const listName = (list: string, sort: string): string => (sort === 'latest' ? list : `${list} by ${sort}`)

/** Rows in the order in which their ids were found. */
export const inOrder = <Row extends { readonly id: string }>(
  found: readonly { readonly id: string }[],
  rows: readonly Row[],
): Row[] => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ id }) => byId.get(id) ?? [])
}
