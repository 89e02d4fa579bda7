import { expect, it } from 'vitest'
import { failureOf } from './failure.ts'

const what = 'PostgreSQL could not start'

it('takes the complaint that tells most', () => {
  const error = failureOf(
    what,
    `2026-01-01 00:00:00.000 UTC [1] LOG:  starting PostgreSQL 18.4
2026-01-01 00:00:00.000 UTC [1] FATAL:  could not write lock file "postmaster.pid": No space left on device
2026-01-01 00:00:00.000 UTC [1] FATAL:  cannot abort transaction 1, it was already committed
2026-01-01 00:00:00.000 UTC [1] LOG:  database system is shut down
`,
    '/log',
  )
  expect(error.code).toBe('storage')
  expect(error.message).toBe(`${what}: could not write lock file "postmaster.pid": No space left on device.`)
  expect(error.next).toBe('Free some disk space, then try again.')
})

it.each([
  [
    'postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file: No such file or directory',
    'database-unavailable',
  ],
  ['initdb: error: could not look up effective user ID 1234: user does not exist', 'database-unavailable'],
  ['FATAL:  data directory "/x" has wrong ownership', 'storage'],
  ['PANIC:  could not locate a valid checkpoint record at 0/1', 'storage'],
  ['spawn /x/postgres ENOENT', 'database-unavailable'],
  ['something nobody expected', 'database-unavailable'],
])('makes a sentence of %s', (output, code) => {
  const error = failureOf(what, output, '/log')
  expect(error.code).toBe(code)
  expect(error.message).toMatch(/^PostgreSQL could not start: .*[^.]\.$/)
  expect(error.next).not.toBe('')
})

it('has a sentence for silence too', () => {
  expect(failureOf(what, '').message).toBe(`${what}.`)
})
