import type { ClientBase } from 'pg'

/** Which sources are read to their end, by `<connector> <id>`, and their stamps as they were then. */
export const knownSources = async (client: ClientBase): Promise<Map<string, string>> => {
  const { rows } = await client.query<[string, string]>({
    text: `select connector || ' ' || id, stamp from source where org = 1 and finished`,
    rowMode: 'array',
  })
  return new Map(rows)
}
