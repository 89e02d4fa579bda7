import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retentionIn } from './retention.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maestro-retention-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const managed = () => join(folder, 'managed.json')
const days = async () => (await retentionIn([folder], managed()))[0]?.days

test('is 30 days where no settings say otherwise', async () => {
  expect(await retentionIn([folder], undefined)).toEqual([{ folder, days: 30 }])
})

test.each([
  ['{"cleanupPeriodDays": 90}', 90],
  ['\ufeff{"cleanupPeriodDays": 7.5}', 7.5],
  ['{"cleanupPeriodDays": 0}', 0],
  ['{"cleanupPeriodDays": 99999}', 99_999],
  ['{"cleanupPeriodDays": -1}', 30],
  ['{"cleanupPeriodDays": "90"}', 30],
  ['{"cleanupPeriodDays": 1e999}', 30],
  ['{"cleanupPeriodDays": null}', 30],
  ['[]', 30],
  ['{', 30],
])('%s: %d', async (settings, expected) => {
  writeFileSync(join(folder, 'settings.json'), settings)
  expect(await days()).toBe(expected)
})

test('is what an administrator set, above the user', async () => {
  writeFileSync(join(folder, 'settings.json'), '{"cleanupPeriodDays": 90}')
  writeFileSync(managed(), '{"cleanupPeriodDays": 14}')
  expect(await days()).toBe(14)
})

test('is 30 days where the settings are a folder', async () => {
  mkdirSync(join(folder, 'settings.json'))
  expect(await days()).toBe(30)
})
