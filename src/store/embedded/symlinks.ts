import { lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

interface Link {
  source: string
  target: string
}

/**
 * npm packages cannot hold symbolic links, so the package makes its libraries' by an install script, which many switch
 * off. Makes the missing ones; false when the folder does not allow it.
 */
export function completeLinks(native: string): boolean {
  for (const { source, target } of listedLinks(native)) {
    const path = join(dirname(native), target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

function listedLinks(native: string): Link[] {
  try {
    return JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  } catch {
    return []
  }
}
