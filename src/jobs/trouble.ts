import { MaestroError } from '../model/errors.ts'

/** What went wrong, when, and what to do about it. */
export interface Trouble {
  readonly code: string
  readonly message: string
  readonly next: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const fullDisk = new Set(['53100', 'ENOSPC', 'EDQUOT'])
const lostConnection = /^(?:08|57P0)|^E(?:CONN|PIPE|TIMEDOUT|NOENT)|^$/

/** Tells of an error in a pass of reading. Whatever it is, reading is tried again. */
export const troubleOf = (error: unknown, at: number): Trouble => {
  if (MaestroError.isInstance(error)) return { code: error.code, message: error.message, next: error.next, at }
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  if (fullDisk.has(code))
    return {
      code: 'storage',
      message: 'There is no room left on the disk.',
      next: 'Make room: reading goes on by itself.',
      at,
    }
  if (lostConnection.test(code) && !(error instanceof TypeError))
    return {
      code: 'database-unavailable',
      message: `The database cannot be reached: ${message}.`,
      next: 'It is tried again by itself; maestro doctor tells more.',
      at,
    }
  return { code: 'fault', message, next: 'It is tried again by itself; maestro doctor tells more.', at }
}
