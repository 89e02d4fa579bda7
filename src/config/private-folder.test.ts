import { chmodSync, chownSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TemporaryFolder } from '../../test/support/folder.ts'
import { closeDataFolder } from './private-folder.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('a folder that is not there is fine', () => {
  expect(closeDataFolder('/nowhere/at/all')).toEqual([])
})

test.skipIf(process.platform === 'win32')('what is open to others is closed, and said; what is closed stays', () => {
  using folder = new TemporaryFolder()
  const data = join(folder.path, 'data')
  mkdirSync(join(data, 'keys'), { recursive: true })
  const paths = ['settings.json', 'server.json', 'server.log', 'keys/line-hash.key'].map((name) => join(data, name))
  for (const path of paths) {
    writeFileSync(path, '')
    chmodSync(path, 0o664)
  }
  const other = join(data, 'notes.txt')
  writeFileSync(other, '')
  chmodSync(other, 0o644)
  for (const path of [data, join(data, 'keys')]) chmodSync(path, 0o777)
  expect(closeDataFolder(data).sort()).toEqual([data, join(data, 'keys'), ...paths].sort())
  expect([data, join(data, 'keys')].map(modeOf)).toEqual(['700', '700'])
  expect(paths.map(modeOf)).toEqual(['600', '600', '600', '600'])
  expect(modeOf(other)).toBe('644')
  expect(closeDataFolder(data)).toEqual([])
})

test.skipIf(process.platform === 'win32')('a link in it is not followed', () => {
  using folder = new TemporaryFolder()
  const elsewhere = join(folder.path, 'elsewhere')
  writeFileSync(elsewhere, '')
  chmodSync(elsewhere, 0o644)
  const data = join(folder.path, 'data')
  mkdirSync(data, { mode: 0o700 })
  symlinkSync(elsewhere, join(data, 'server.log'))
  expect(closeDataFolder(data)).toEqual([])
  expect(modeOf(elsewhere)).toBe('644')
})

test.runIf(process.geteuid?.() === 0)("somebody else's folder is refused", () => {
  using folder = new TemporaryFolder()
  const data = join(folder.path, 'data')
  mkdirSync(data)
  chownSync(data, 12_345, 12_345)
  expect(() => closeDataFolder(data)).toThrowError(
    expect.objectContaining({ code: 'storage', message: expect.stringContaining('12345') }),
  )
  rmSync(data, { recursive: true })
})
