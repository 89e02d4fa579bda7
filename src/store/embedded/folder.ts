import { join, resolve } from 'node:path'

/** Where everything of the embedded server lies. Only `data` belongs to the user that PostgreSQL runs as. */
export interface EmbeddedFolder {
  home: string
  /** `<home>/postgres`, 0700, owned by the user who runs Maestro. */
  root: string
  /** The cluster. Appears by a rename when it is complete. */
  data: string
  /** Who serves, for joiners: written when the server accepts connections, removed before it is stopped. */
  state: string
  /** Held while the server is started, stopped or mended. */
  lock: string
  /** Held by the keeper for its whole life. */
  keeperLock: string
  /** Its modification time is the last join. */
  joined: string
  log: string
  /** Copies of PostgreSQL's programs, where the installed ones cannot be used. */
  binaries: string
  /** A cluster of a new major version that is whole, on its way to `data`. */
  nextData: string
}

export function embeddedFolder(home: string): EmbeddedFolder {
  const root = join(resolve(home), 'postgres')
  return {
    home: resolve(home),
    root,
    data: join(root, 'data'),
    state: join(root, 'server.json'),
    lock: join(root, 'lock'),
    keeperLock: join(root, 'keeper.lock'),
    joined: join(root, 'joined'),
    log: join(root, 'server.log'),
    binaries: join(root, 'binaries'),
    nextData: join(root, 'data-next'),
  }
}
