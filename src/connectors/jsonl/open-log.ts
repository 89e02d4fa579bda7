import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { MaestroError } from '../../model/errors.ts'

/** Whoever opens a pipe that took a log's place does not wait for somebody to write into it. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a log. Whoever opens it closes it.
 * @throws MaestroError `source-unreadable` where it is gone, may not be read, or is no regular file
 */
export const openLog = async (path: string): Promise<FileHandle> => {
  const file = await open(path, flags).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' || cause.code === 'ENOTDIR'
      ? unreadable(`The log ${path} is gone.`, 'Nothing to do: what was read of it is kept.', cause)
      : unreadable(`The log ${path} cannot be opened.`, 'Give the user that runs Maestro read access to it.', cause)
  })
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw unreadable(`${path} is no log: it is no file any more.`, 'Nothing to do: what was read of it is kept.')
}

const unreadable = (message: string, next: string, cause?: unknown): MaestroError =>
  new MaestroError('source-unreadable', message, next, { cause })
