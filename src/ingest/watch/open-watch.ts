import { watch } from 'node:fs'
import type { Handle } from './watched-root.ts'

/** Told of a change: what happened, and the name (on some platforms a path) below the folder, where it is known. */
export type OnEvent = (type: 'rename' | 'change', name: string | undefined) => void

/** Begins to watch a folder; throws what the system says where it cannot. `onError`: it ended by itself. */
export type OpenWatch = (path: string, recursive: boolean, onEvent: OnEvent, onError: () => void) => Handle

/** Watches with the operating system's means. Keeps no process alive. */
export const openWatch: OpenWatch = (path, recursive, onEvent, onError) => {
  const watcher = watch(path, { persistent: false, recursive }, (type, name) => onEvent(type, name ?? undefined))
  watcher.on('error', onError)
  return watcher
}

/** Whether an error says that no more can be watched for now. */
export const isLimit = (error: unknown): boolean =>
  ['ENOSPC', 'EMFILE', 'ENFILE', 'ENOMEM'].includes((error as NodeJS.ErrnoException).code ?? '')
