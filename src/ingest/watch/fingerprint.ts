import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A value that differs when a file directly in a folder was written, or one came or went. Names that `matters` refuses
 * are passed over. Of a folder that cannot be listed: why.
 */
export const fingerprintOf = async (folder: string, matters: (name: string) => boolean): Promise<string> => {
  const hash = createHash('sha1')
  try {
    const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => matters(name))
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const status = entry.isDirectory() ? undefined : await stat(join(folder, entry.name)).catch(() => undefined)
      hash.update(`${entry.name}\0${status?.size}\0${status?.mtimeMs}\0${status?.ino}\n`)
    }
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code)
  }
  return hash.digest('base64')
}
