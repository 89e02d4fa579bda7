import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Discovered } from '../../model/connector.ts'
import { findLogs } from './index.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'find-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const log = (path: string, minute: number) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), '{}\n')
  utimesSync(join(root, path), minute * 60, minute * 60)
}
const find = async (at = root): Promise<Discovered[]> => {
  const found: Discovered[] = []
  const options = { connector: 'x', root: at, home: '/home/ana', accepts: (path: string) => path.endsWith('.jsonl') }
  for await (const item of findLogs(options)) found.push(item)
  return found
}
const names = (found: Discovered[]) =>
  found.map((item) => ('source' in item ? item.source.id.slice(root.length + 1) : `problem ${item.problem.path}`))

test('finds logs in all folders, newest first', async () => {
  log('a/old.jsonl', 1)
  log('a/b/new.jsonl', 3)
  log('between.jsonl', 2)
  log('a/other.txt', 4)
  const found = await find()
  expect(names(found)).toEqual(['a/b/new.jsonl', 'between.jsonl', 'a/old.jsonl'])
  expect(found[0]).toMatchObject({ source: { connector: 'x', home: '/home/ana', size: 3, newest: 180_000 } })
  expect(found[0]).toMatchObject({ source: { stamp: expect.stringMatching(/^3:180000:\d+:\d+$/) } })
})

test('follows links, and each folder once', async () => {
  log('real/one.jsonl', 1)
  symlinkSync(join(root, 'real'), join(root, 'real', 'loop'))
  symlinkSync(join(root, 'nowhere'), join(root, 'broken'))
  expect(names(await find())).toEqual(['real/one.jsonl'])
})

test('tells of what it cannot look at, and goes on', async () => {
  log('one.jsonl', 1)
  symlinkSync(join(root, 'itself'), join(root, 'itself'))
  expect(names(await find())).toEqual([`problem ${join(root, 'itself')}`, 'one.jsonl'])
})

test('finds nothing where there is no folder', async () => {
  expect(await find(join(root, 'missing'))).toEqual([])
})

test.skipIf(process.getuid?.() === 0)('tells of folders that it may not list', async () => {
  log('secret/one.jsonl', 1)
  chmodSync(join(root, 'secret'), 0)
  expect(await find()).toMatchObject([{ problem: { path: join(root, 'secret'), reason: 'no permission to read it' } }])
  chmodSync(join(root, 'secret'), 0o700)
})
