import { z } from 'zod'
import { type ErrorCode, MaestroError } from '../../model/errors.ts'
import { explainDatabaseFailure } from '../../store/database-failure.ts'

/** What a program is told when something went wrong. */
export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string().describe('For programs'),
    message: z.string().describe('What happened, in a sentence'),
    next: z.string().describe('What to do about it, in a sentence'),
  }),
})

export type ErrorStatus = 400 | 404 | 409 | 500 | 503

const byCode: Record<ErrorCode, ErrorStatus> = {
  usage: 400,
  'not-found': 404,
  busy: 409,
  'database-unavailable': 503,
  'database-newer': 503,
  storage: 503,
  interrupted: 503,
  'source-unreadable': 500,
  'source-damaged': 500,
  'git-failed': 500,
}

export const errorBody = (code: string, message: string, next: string): z.output<typeof errorSchema> => ({
  error: { code, message, next },
})

/** What is told of an error, secrets taken out; of a fault of the program nothing but that there is one. */
export const toldOf = async (
  thrown: unknown,
): Promise<{ readonly status: ErrorStatus; readonly body: z.output<typeof errorSchema> }> => {
  const error = explainDatabaseFailure(thrown)
  if (!MaestroError.isInstance(error))
    return { status: 500, body: errorBody('fault', 'Maestro has a fault.', 'Please report it.') }
  const { redactLine } = await import('../../ingest/redact/index.ts')
  return { status: byCode[error.code], body: errorBody(error.code, redactLine(error.message), redactLine(error.next)) }
}
