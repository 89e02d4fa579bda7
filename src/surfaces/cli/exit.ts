import { type ErrorCode, MaestroError } from '../../model/errors.ts'
import { visible } from './output/visible.ts'

/** Exit codes; `--help` and the docs name them. */
export const exitCodes = { ok: 0, fault: 1, usage: 2, notFound: 3, database: 4, source: 5, busy: 6 } as const

const byCode: Record<ErrorCode, number> = {
  usage: exitCodes.usage,
  'not-found': exitCodes.notFound,
  'database-unavailable': exitCodes.database,
  'database-newer': exitCodes.database,
  storage: exitCodes.database,
  'source-unreadable': exitCodes.source,
  'source-damaged': exitCodes.source,
  'git-failed': exitCodes.source,
  busy: exitCodes.busy,
  interrupted: exitCodes.fault,
}

export const exitCodeOf = (error: MaestroError): number => byCode[error.code]

/** Says on standard error what went wrong and what to do next; a fault of the program with where to report it. */
export const report = async (error: unknown, json: boolean): Promise<void> => {
  const { redactLine } = await import('../../ingest/redact/index.ts')
  const known = MaestroError.isInstance(error)
  const message = redactLine(
    known ? error.message : `Maestro has a fault: ${(error as Error)?.message ?? String(error)}.`,
  )
  const next = known ? error.next : 'Please report it; MAESTRO_DEBUG=1 shows where it happened.'
  if (json)
    process.stderr.write(`${JSON.stringify({ error: { code: known ? error.code : 'fault', message, next } })}\n`)
  else process.stderr.write(`${visible(message)}\n${visible(next)}\n`)
  if (process.env.MAESTRO_DEBUG)
    process.stderr.write(`${(error as Error)?.stack ?? ''}\n${String((error as Error)?.cause ?? '')}\n`)
}
