import { MaestroError } from '../model/errors.ts'
import { explainDatabaseFailure } from '../store/database-failure.ts'

/** What went wrong, when, and what to do about it. */
export interface Trouble {
  readonly code: string
  readonly message: string
  readonly next: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const fullDisk = new Set(['ENOSPC', 'EDQUOT'])

/** Tells of an error in a pass of reading. Whatever it is, reading is tried again. */
export const troubleOf = (error: unknown, at: number): Trouble => {
  const told = explainDatabaseFailure(error)
  if (MaestroError.isInstance(told)) return { code: told.code, message: told.message, next: told.next, at }
  const { code = '', message = String(error) } = error as { code?: string; message?: string }
  return fullDisk.has(code)
    ? {
        code: 'storage',
        message: 'There is no room left on the disk.',
        next: 'Make room: it is tried again by itself.',
        at,
      }
    : { code: 'fault', message, next: 'It is tried again by itself; maestro doctor tells more.', at }
}
