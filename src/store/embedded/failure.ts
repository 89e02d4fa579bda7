import { type ErrorCode, MaestroError } from '../../model/errors.ts'

interface KnownFailure {
  sign: RegExp
  code: ErrorCode
  next: string
}

const setDatabaseUrl = 'or set DATABASE_URL to a PostgreSQL 15 or newer.'

const knownFailures: KnownFailure[] = [
  { sign: /no space left|disk quota/i, code: 'storage', next: 'Free some disk space, then try again.' },
  { sign: /read-only file system/i, code: 'storage', next: 'Use a data folder that can be written to.' },
  {
    sign: /permission denied|invalid permissions|wrong ownership|operation not permitted/i,
    code: 'storage',
    next: `Check who owns the data folder and what its mount and security policy (such as SELinux) allow, ${setDatabaseUrl}`,
  },
  {
    sign: /shared libraries|library not loaded|GLIBC|no such file or directory/i,
    code: 'database-unavailable',
    next: `Install the libraries that it asks for (on Alpine its programs cannot run: use an image with glibc), ${setDatabaseUrl}`,
  },
  {
    sign: /could not look up effective user/i,
    code: 'database-unavailable',
    next: `Run Maestro as a user that has an entry in /etc/passwd, ${setDatabaseUrl}`,
  },
  {
    sign: /shared memory|semaphores|cannot allocate memory/i,
    code: 'database-unavailable',
    next: `Give it more memory, ${setDatabaseUrl}`,
  },
  {
    sign: /checkpoint record|corrupt|invalid page|PANIC/i,
    code: 'storage',
    next: 'Restore the data folder from a backup, or move it away and sync again.',
  },
]

/**
 * One clean sentence from what a program of PostgreSQL wrote before it failed, and what to do about it.
 *
 * @param log where to read more, if it was kept
 */
export function failureOf(what: string, output: string, log?: string, cause?: unknown): MaestroError {
  const complaints = complaintsIn(output)
  const known = knownFailures.find(({ sign }) => complaints.some((text) => sign.test(text)))
  const reason = complaints.findLast((text) => known?.sign.test(text)) ?? complaints.at(-1)
  const unknownNext = log ? `Read ${log}, ${setDatabaseUrl}` : `Try again, ${setDatabaseUrl}`
  return new MaestroError(
    known?.code ?? 'database-unavailable',
    `${what}${reason ? `: ${reason}` : ''}.`,
    known?.next ?? unknownNext,
    { cause: cause ?? (output.trim() || undefined) },
  )
}

const complaint = /\b(?:PANIC|FATAL|ERROR|error):\s+(.*)|(.*(?:shared libraries|Library not loaded|spawn).*)/

/** What it complains about, the least telling first. */
function complaintsIn(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const found = lines.map((line) => complaint.exec(line)).filter((match) => match !== null)
  const texts = found.map((match) => match[1] ?? match[2] ?? '')
  return (texts.length > 0 ? texts : lines.slice(-1)).map((text) => text.trim().replace(/\.$/, '').slice(0, 300))
}
