import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { MaestroError } from '../model/errors.ts'
import { explainDatabaseFailure, isConnectionLost } from './database-failure.ts'

const ofPostgres = (code: string, message = 'it said so.') =>
  Object.assign(new DatabaseError(message, 0, 'error'), { code, severity: 'ERROR' })

test.each([
  ['53100', 'storage', /disk space/],
  ['53200', 'database-unavailable', /memory/],
  ['53300', 'database-unavailable', /max_connections/],
  ['25006', 'database-unavailable', /primary/],
  ['58030', 'storage', /healthy/],
  ['58P01', 'storage', /healthy/],
  ['XX001', 'storage', /backup/],
  ['28P01', 'database-unavailable', /password/],
  ['3D000', 'database-unavailable', /name in DATABASE_URL/],
  ['42501', 'database-unavailable', /own its database/],
  ['57P01', 'database-unavailable', /maestro status/],
  ['57P02', 'database-unavailable', /maestro status/],
  ['57P03', 'database-unavailable', /maestro status/],
  ['08006', 'database-unavailable', /maestro status/],
])('%s is %s, with what to do', (sqlstate, code, next) => {
  const cause = ofPostgres(sqlstate)
  const explained = explainDatabaseFailure(cause)
  expect(explained).toMatchObject({ code, next: expect.stringMatching(next), cause })
  expect((explained as Error).message).toMatch(/: it said so\.$/)
})

test.each(['42P01', '23505', '40P01', '57014', '22001'])(
  '%s is a fault of the program and stays what it is',
  (sqlstate) => {
    const fault = ofPostgres(sqlstate)
    expect(explainDatabaseFailure(fault)).toBe(fault)
    expect(isConnectionLost(fault)).toBe(false)
  },
)

const failureOf = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return error
  }
}

test('a socket that is refused is a lost connection, a file that is absent is not', async () => {
  const refused = await new Promise((resolve) => connect({ host: '127.0.0.1', port: 1 }).once('error', resolve))
  const noSocket = await new Promise((resolve) => connect({ path: '/nowhere/socket' }).once('error', resolve))
  const absent = failureOf(() => readFileSync('/nowhere/file'))
  expect([refused, noSocket, absent].map(isConnectionLost)).toEqual([true, true, false])
  expect(isConnectionLost(new AggregateError([refused]))).toBe(true)
  expect(explainDatabaseFailure(new AggregateError([refused]))).toMatchObject({
    message: expect.stringContaining('ECONNREFUSED'),
  })
})

test('what is explained already stays as it is', () => {
  const error = new MaestroError('storage', 'Connection terminated.', 'Wait.', { cause: ofPostgres('57P01') })
  expect(explainDatabaseFailure(error)).toBe(error)
  expect(isConnectionLost(error)).toBe(false)
})
