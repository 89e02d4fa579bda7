import { basename } from 'node:path'
import type { WatchedFolder } from '../../model/connector.ts'

/** Something that can be closed. */
export interface Handle {
  close(): void
}

/** One folder that is looked after: watched, or polled where it has no handle. */
export interface Folder {
  readonly root: Root
  readonly path: string
  /** Its path below the root, `/` between the parts; '' for the root itself. */
  readonly below: string
  /** Device and inode: a folder of the same name that is another one has another. */
  readonly identity: string
  /** Milliseconds since 1970: when something in it last came or went. */
  active: number
  handle: Handle | undefined
  /** As it was last polled. */
  fingerprint: string | undefined
  /** The last walk that met it. */
  walk: number
}

/** A folder that a connector told of, and those found below it. */
export class Root {
  readonly path: string
  readonly deep: boolean
  definition: WatchedFolder
  readonly folders = new Map<string, Folder>()
  readonly byIdentity = new Map<string, string>()
  /** Watches the nearest folder above while this one does not exist. */
  anchor: Handle | undefined
  /** Its file system does not tell of changes that others make. */
  foreign: boolean | undefined

  constructor(definition: WatchedFolder) {
    this.definition = definition
    this.path = definition.path
    this.deep = definition.deep
  }

  accepts(below: string): boolean {
    return this.definition.accepts?.(below) ?? true
  }

  /** Whether a folder below may hold what matters. */
  enters(below: string): boolean {
    return this.deep && (this.definition.enters?.(below) ?? true)
  }

  /** Whether all folders on the way to something below may. */
  reaches(below: string): boolean {
    const parts = below.split('/').slice(0, -1)
    return parts.every((_, depth) => this.enters(parts.slice(0, depth + 1).join('/')))
  }

  /** Forgets folders: those at or below a path, or those that a walk did not meet. Answers whether there were any. */
  forget(isGone: (folder: Folder) => boolean): boolean {
    let any = false
    for (const [path, folder] of this.folders) {
      if (!isGone(folder)) continue
      folder.handle?.close()
      folder.handle = undefined
      this.folders.delete(path)
      if (this.byIdentity.get(folder.identity) === path) this.byIdentity.delete(folder.identity)
      any = true
    }
    return any
  }

  close(): void {
    this.anchor?.close()
    this.anchor = undefined
    this.forget(() => true)
  }
}

/** Names a root among others. */
export const rootKey = ({ path, deep }: WatchedFolder): string => `${deep ? 'deep' : 'flat'} ${path}`

/** Whether a name that a folder's watch told of may mean the folder itself: that it was moved or removed. */
export const maySelf = (folder: Folder, name: string): boolean => name === basename(folder.path)
