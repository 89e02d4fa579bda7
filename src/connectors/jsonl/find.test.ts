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
const find = async (at = root, changed?: readonly string[]): Promise<Discovered[]> => {
  const found: Discovered[] = []
  const options = {
    connector: 'x',
    root: at,
    home: '/home/ana',
    accepts: (path: string) => path.endsWith('.jsonl'),
    changed,
  }
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

test('of what changed finds that alone: a file, a folder, the root below a folder', async () => {
  log('a/one.jsonl', 1)
  log('a/two.jsonl', 2)
  log('b/c/three.jsonl', 3)
  const changed = async (...paths: string[]) =>
    names(
      await find(
        root,
        paths.map((path) => join(root, path)),
      ),
    )
  expect(await changed('a/one.jsonl', 'a/one.jsonl')).toEqual(['a/one.jsonl'])
  expect(await changed('b')).toEqual(['b/c/three.jsonl'])
  expect(await changed('b', 'b/c', 'b/c/three.jsonl')).toEqual(['b/c/three.jsonl'])
  expect(await changed('a/gone.jsonl', 'a/other.txt', '../elsewhere')).toEqual([])
  expect((await changed('..')).length).toBe(3)
})

test('looks into no changed folder that it would not enter', async () => {
  log('a/memory/one.jsonl', 1)
  const options = { connector: 'x', root, home: '/home/ana', accepts: () => true }
  const paths = [join(root, 'a/memory'), join(root, 'a/memory/one.jsonl')]
  const found: Discovered[] = []
  const enters = (path: string) => !path.endsWith('memory')
  for await (const item of findLogs({ ...options, enters, changed: paths })) found.push(item)
  expect(found).toEqual([])
})
