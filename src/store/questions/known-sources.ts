import type { ClientBase } from 'pg'

const few = 1_000

/**
 * Which of these sources are read to their end, by `<connector> <id>`, and their stamps as they were then. Asked of
 * many, it tells of all there are.
 */
export const knownSources = async (
  client: ClientBase,
  sources: readonly { readonly connector: string; readonly id: string }[],
): Promise<Map<string, string>> => {
  const some = sources.length <= few
  const { rows } = await client.query<[string, string]>({
    text: `select connector || ' ' || id, stamp from source where org = 1 and finished
      ${some ? 'and (connector, id) in (select * from unnest($1::text[], $2::text[]))' : ''}`,
    values: some ? [sources.map(({ connector }) => connector), sources.map(({ id }) => id)] : [],
    rowMode: 'array',
  })
  return new Map(rows)
}
