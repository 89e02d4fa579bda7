import { pipeline } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyNull, copyText } from './copy-text.ts'

type Cell = string | number | null

/** Writes rows to a table by COPY. Texts are escaped here; table and columns are names of the program's own. */
export const copyRows = async (
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> => {
  if (rows.length === 0) return
  const text = rows
    .map((row) => row.map((cell) => (cell === null ? copyNull : copyText(String(cell)))).join('\t'))
    .join('\n')
  await pipeline([Buffer.from(`${text}\n`)], client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`)))
}
