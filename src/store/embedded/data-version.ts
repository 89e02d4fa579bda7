import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The major version of PostgreSQL that made the data; undefined when there is none. */
export function readDataVersion(dataDirectory: string): number | undefined {
  try {
    return Number(readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8'))
  } catch {
    return undefined
  }
}
