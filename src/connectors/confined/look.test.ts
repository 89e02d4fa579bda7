import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lookAnywhere, lookWithin } from './look.ts'
import { openFound } from './open.ts'

let folder: string
let root: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-look-')))
  root = join(folder, 'root')
  mkdirSync(join(root, 'in/deep'), { recursive: true })
  mkdirSync(join(folder, 'out'))
  writeFileSync(join(root, 'in/deep/file'), 'inside')
  writeFileSync(join(folder, 'out/file'), 'outside')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = async (path: string, most = 1_000) =>
  (await lookWithin([root]).read(join(root, path), most))?.toString('utf8')

describe('looking within roots', () => {
  test('reads what lies there, also by links that stay there', async () => {
    symlinkSync('in', join(root, 'relative'))
    symlinkSync(join(root, 'in/deep/file'), join(root, 'absolute'))
    symlinkSync('../root/relative', join(root, 'again'))
    for (const path of ['in/deep/file', 'relative/deep/file', 'absolute', 'again/deep/file', 'in/../in/deep//file'])
      expect(await read(path)).toBe('inside')
    expect((await lookWithin([root]).find(join(root, 'again/deep')))?.path).toBe(join(root, 'in/deep'))
    expect(await lookWithin([root]).list(join(root, 'relative'))).toEqual(['deep'])
  })

  test('reads nothing that a link leads out to, nor what comes back from there', async () => {
    symlinkSync('../out', join(root, 'link'))
    symlinkSync(join(folder, 'out/file'), join(root, 'file'))
    symlinkSync(join(root, 'in'), join(folder, 'out/back'))
    for (const path of ['link/file', 'file', 'link/back/deep/file', '../out/file'])
      expect(await read(path)).toBeUndefined()
    expect(await lookWithin([root]).list(join(root, 'link'))).toEqual([])
    expect((await lookAnywhere.read(join(root, 'link/file'), 1_000))?.toString()).toBe('outside')
  })

  test('knows a root by the name it was given and by its real path', async () => {
    symlinkSync(root, join(folder, 'alias'))
    for (const look of [lookWithin([join(folder, 'alias')]), lookWithin([join(folder, 'alias/')])])
      for (const start of [root, join(folder, 'alias')])
        expect((await look.find(join(start, 'in/deep/file')))?.path).toBe(join(root, 'in/deep/file'))
    expect(await lookWithin([root]).find(join(folder, 'alias/in'))).toBeUndefined()
  })

  test('gives up on links in a circle', async () => {
    symlinkSync('b', join(root, 'a'))
    symlinkSync('a', join(root, 'b'))
    symlinkSync('self/x', join(root, 'self'))
    for (const path of ['a', 'b/x', 'self', 'self/y']) expect(await read(path)).toBeUndefined()
  })

  test('leaves files that are too long, folders and what does not exist', async () => {
    expect(await read('in/deep/file', 5)).toBeUndefined()
    expect(await read('in/deep/file', 6)).toBe('inside')
    expect(await read('in')).toBeUndefined()
    expect(await read('none/file')).toBeUndefined()
    expect(await lookWithin([join(folder, 'none')]).find(join(folder, 'none'))).toBeUndefined()
  })

  test.skipIf(process.platform === 'win32')('neither waits for a pipe nor opens one', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')])
    expect(await read('pipe')).toBeUndefined()
    const { status } = (await lookWithin([root]).find(join(root, 'in/deep/file')))!
    expect(await openFound({ path: join(root, 'pipe'), status })).toBeUndefined()
  })

  test.skipIf(process.platform === 'win32')('opens nothing that took the place of what was found', async () => {
    const found = (await lookWithin([root]).find(join(root, 'in/deep/file')))!
    renameSync(join(root, 'in'), join(root, 'was'))
    mkdirSync(join(folder, 'out/deep'))
    writeFileSync(join(folder, 'out/deep/file'), 'outside')
    symlinkSync(join(folder, 'out'), join(root, 'in'))
    expect(readFileSync(found.path, 'utf8')).toBe('outside')
    expect(await openFound(found)).toBeUndefined()
  })

  test('never ends outside, whatever links there are', { timeout: 60_000 }, async () => {
    const place = fc.constantFrom('root', 'root/a', 'root/b', 'root/a/c', 'out', 'out/d', 'out/d/e')
    const target = fc.constantFrom(
      '.',
      '..',
      '../..',
      'a',
      'c/..',
      '../out',
      '../root/a',
      'd',
      '/R/root/b',
      '/R/out/d',
      '/',
    )
    const links = fc.array(fc.tuple(place, fc.constantFrom('x', 'y', 'c'), target), { maxLength: 8 })
    const wanted = fc.array(fc.constantFrom('a', 'b', 'c', 'x', 'y', '..', 'out', 'root', 'secret'), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(links, wanted, async (made, names) => {
        const world = mkdtempSync(join(folder, 'world-'))
        for (const path of ['root/a', 'root/b', 'out/d/e']) mkdirSync(join(world, path), { recursive: true })
        for (const path of ['out', 'out/d', 'root/b']) writeFileSync(join(world, path, 'secret'), path)
        for (const [at, name, to] of made) {
          const path = join(world, at, name)
          if (existsSync(dirname(path)) && !lstatSync(path, { throwIfNoEntry: false }))
            symlinkSync(to.replace('/R', world), path)
        }
        const start = join(world, 'root')
        const found = await lookWithin([start]).find(`${start}/${names.join('/')}`)
        if (found === undefined) return
        expect(realpathSync(found.path)).toBe(found.path)
        expect(found.path === start || found.path.startsWith(`${start}/`)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
