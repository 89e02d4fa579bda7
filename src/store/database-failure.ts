import { MaestroError } from '../model/errors.ts'

/** Codes of Node's for a server that is not there, or went away. */
const lostCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
])

/** What `pg` says of a connection that ended; it gives these no code. */
const lostMessages =
  /^Connection terminated|^Client has encountered a connection error|^Client was closed|^timeout expired/

/** PostgreSQL's words for "I am starting" and "I am stopping". */
const cannotConnectNow = '57P03'
const endedByServer = new Set(['57P01', '57P02', cannotConnectNow])

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

const isOfPostgres = (error: unknown): boolean =>
  error instanceof Error && /^[0-9A-Z]{5}$/.test(codeOf(error)) && 'severity' in error

/** Whether the server went away, or is not there: the same may go well over another connection. */
export const isConnectionLost = (error: unknown): boolean => {
  if (!(error instanceof Error) || MaestroError.isInstance(error)) return false
  const code = codeOf(error)
  if (isOfPostgres(error)) return endedByServer.has(code) || code.startsWith('08')
  // Several addresses of one host were tried.
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost)
  const isOfSocket = 'syscall' in error && lostCodes.has(code) && !/open|stat|unlink|rename/.test(String(error.syscall))
  return isOfSocket || lostMessages.test(error.message)
}

/** Whether the server is there and only starts or stops. */
export const isStarting = (error: unknown): boolean => isOfPostgres(error) && codeOf(error) === cannotConnectNow

interface Known {
  readonly sign: RegExp
  readonly code: 'storage' | 'database-unavailable'
  readonly message: string
  readonly next: string
}

/** By SQLSTATE (https://www.postgresql.org/docs/18/errcodes-appendix.html); the first that fits. */
const known: readonly Known[] = [
  {
    sign: /^53100/,
    code: 'storage',
    message: 'The disk of the database is full',
    next: 'Free some disk space and run it again: what is stored stays, and what is missing is read then.',
  },
  {
    sign: /^53200/,
    code: 'database-unavailable',
    message: 'The database has no memory left',
    next: 'End other programs or give the machine more memory, then run it again.',
  },
  {
    sign: /^53/,
    code: 'database-unavailable',
    message: 'The database takes no more connections',
    next: 'End other programs that use it, or raise max_connections there, then run it again.',
  },
  {
    sign: /^25006/,
    code: 'database-unavailable',
    message: 'The database may only be read',
    next: 'Set DATABASE_URL to the primary server, not to a replica, and see that default_transaction_read_only is off.',
  },
  {
    sign: /^58/,
    code: 'storage',
    message: 'The database could not read or write its files',
    next: 'See that its disk is healthy, mounted and writable, then run it again.',
  },
  {
    sign: /^XX00[12]/,
    code: 'storage',
    message: 'The files of the database are damaged',
    next: 'Restore a backup, or move the data folder away and read everything again.',
  },
  {
    sign: /^28/,
    code: 'database-unavailable',
    message: 'The database does not let this user in',
    next: 'Check the user and the password in DATABASE_URL.',
  },
  {
    sign: /^3D000/,
    code: 'database-unavailable',
    message: 'There is no such database',
    next: 'Create it, or correct the name in DATABASE_URL.',
  },
  {
    sign: /^42501/,
    code: 'database-unavailable',
    message: 'The user of the database may not do that',
    next: 'Let the user in DATABASE_URL own its database: it makes its tables itself.',
  },
]

/**
 * What an error of the database means, as a `MaestroError` of code `storage` or `database-unavailable`; anything else is
 * given back as it is.
 */
export const explainDatabaseFailure = (error: unknown): unknown => {
  if (MaestroError.isInstance(error)) return error
  if (isConnectionLost(error)) {
    return new MaestroError(
      'database-unavailable',
      `The database went away: ${reasonOf(error)}.`,
      'Run it again; maestro status tells how the database is. Nothing that was stored is lost.',
      { cause: error },
    )
  }
  const found = isOfPostgres(error) ? known.find(({ sign }) => sign.test(codeOf(error))) : undefined
  if (!found) return error
  return new MaestroError(found.code, `${found.message}: ${reasonOf(error)}.`, found.next, { cause: error })
}

/** The reason in an error's own words; Node gives none where it tried several addresses. */
export const reasonOf = (error: unknown): string => {
  const { message } = error as Error
  const inner = error instanceof AggregateError ? (error.errors[0] as Error | undefined)?.message : undefined
  return (message || inner || codeOf(error) || 'unknown').replace(/\.$/, '')
}
