import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { boundLog, logTail } from './server-log.ts'

it('cuts a long log and keeps one predecessor', () => {
  const directory = mkdtempSync(join(tmpdir(), 'maestro-test-'))
  const log = join(directory, 'server.log')
  writeFileSync(log, 'short\n')
  boundLog(log)
  expect(existsSync(`${log}.1`)).toBe(false)
  writeFileSync(log, 'x'.repeat(5_000_000))
  boundLog(log)
  expect([statSync(log).size, statSync(`${log}.1`).size]).toEqual([0, 5_000_000])
  rmSync(directory, { recursive: true })
})

it('reads what was written since, at most 16 KiB', () => {
  const directory = mkdtempSync(join(tmpdir(), 'maestro-test-'))
  const log = join(directory, 'server.log')
  writeFileSync(log, 'before|after')
  expect(logTail(log, 7)).toBe('after')
  expect(logTail(log, 99)).toBe('')
  writeFileSync(log, 'x'.repeat(20_000))
  expect(logTail(log, 0)).toHaveLength(16_384)
  rmSync(directory, { recursive: true })
})
