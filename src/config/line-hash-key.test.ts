import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lineHashKey } from './line-hash-key.ts'

let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-key-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('is made once, for its owner only', () => {
  const key = lineHashKey(join(root, 'data'), {})
  expect(key).toHaveLength(32)
  expect(lineHashKey(join(root, 'data'), {})).toEqual(key)
  expect(lineHashKey(join(root, 'other'), {})).not.toEqual(key)
  expect(readdirSync(join(root, 'data/keys'))).toEqual(['line-hash.key'])
  expect(statSync(join(root, 'data/keys/line-hash.key')).mode & 0o777).toBe(0o600)
  expect(statSync(join(root, 'data/keys')).mode & 0o777).toBe(0o700)
})

it('is the same for processes that ask at the same time', async () => {
  const module = JSON.stringify(new URL('./line-hash-key.ts', import.meta.url).href)
  const program = `import { lineHashKey } from ${module}
    process.stdout.write(lineHashKey(${JSON.stringify(root)}, {}).toString('hex'))`
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', program])
  const keys = await Promise.all(Array.from({ length: 6 }, run))
  expect(new Set(keys.map((key) => key.stdout)).size).toBe(1)
  expect(readdirSync(join(root, 'keys'))).toEqual(['line-hash.key'])
}, 30_000)

it('comes from a shared file where one is named: bytes, hexadecimal or base64', () => {
  const key = Buffer.alloc(32, 7)
  const file = join(root, 'shared')
  for (const content of [key, `${key.toString('hex')}\n`, `${key.toString('base64')}\n`]) {
    writeFileSync(file, content)
    expect(lineHashKey(root, { MAESTRO_LINE_HASH_KEY_FILE: file })).toEqual(key)
  }
  expect(readdirSync(root)).toEqual(['shared'])
})

it('is never made up where the shared file is absent or holds something else', () => {
  const file = join(root, 'shared')
  const ask = () => lineHashKey(root, { MAESTRO_LINE_HASH_KEY_FILE: file })
  expect(ask).toThrow(expect.objectContaining({ code: 'usage', next: expect.stringContaining('openssl rand') }))
  writeFileSync(file, 'short')
  expect(ask).toThrow('holds no key of 32 bytes')
})

it('is not replaced when it is damaged', () => {
  lineHashKey(root, {})
  writeFileSync(join(root, 'keys/line-hash.key'), 'short')
  expect(() => lineHashKey(root, {})).toThrow(expect.objectContaining({ code: 'storage' }))
})
