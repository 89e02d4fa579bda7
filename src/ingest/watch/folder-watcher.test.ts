import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TemporaryFolder } from '../../../test/support/folder.ts'
import type { WatchedFolder } from '../../model/connector.ts'
import { FolderWatcher, type FolderWatcherOptions } from './folder-watcher.ts'
import { type OpenWatch, openWatch } from './open-watch.ts'
import { ManualClock, shortPausesPass } from './testing.ts'

const isLog = (below: string) => below.endsWith('.jsonl')

/** A watcher of a folder's logs, and what it told. */
class Watching implements AsyncDisposable {
  readonly folder = new TemporaryFolder()
  readonly root = join(this.folder.path, 'logs')
  readonly hints: string[] = []
  readonly clock = new ManualClock()
  readonly watcher: FolderWatcher

  constructor(options: Partial<FolderWatcherOptions> = {}) {
    this.watcher = new FolderWatcher({
      clock: shortPausesPass(this.clock),
      isForeign: async () => false,
      ...options,
      onHints: (paths) => this.hints.push(...paths.map((path) => path.slice(this.folder.path.length + 1))),
    })
  }

  get logs(): WatchedFolder {
    return { path: this.root, deep: true, accepts: isLog, enters: (below) => !below.endsWith('memory') }
  }

  write(path: string): string {
    return this.folder.write(`logs/${path}`, 'x\n')
  }

  async told(...paths: string[]): Promise<void> {
    await expect.poll(() => [...this.hints], { timeout: 20_000 }).toEqual(expect.arrayContaining(paths))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.watcher.close()
    this.folder[Symbol.dispose]()
  }
}

describe.each([false, true])('a watcher, recursive: %s', (recursive) => {
  test('tells of files that are written, come and go, and of nothing else', async () => {
    await using watching = new Watching({ recursive })
    const log = watching.write('shop/one.jsonl')
    await watching.watcher.set([watching.logs])
    watching.write('shop/other.txt')
    watching.write('shop/memory/notes.jsonl')
    appendFileSync(log, 'more\n')
    await watching.told('logs/shop/one.jsonl')
    watching.write('shop/two.jsonl')
    await watching.told('logs/shop/two.jsonl')
    expect(watching.hints.filter((path) => /other|memory/.test(path))).toEqual([])
    watching.hints.length = 0
    rmSync(log)
    await watching.told('logs/shop/one.jsonl')
  })

  test('tells of a folder that comes with logs in it, and of what is written there later', async () => {
    await using watching = new Watching({ recursive })
    watching.write('shop/one.jsonl')
    await watching.watcher.set([watching.logs])
    const ready = join(watching.folder.path, 'ready')
    mkdirSync(join(ready, 'deep'), { recursive: true })
    writeFileSync(join(ready, 'deep/two.jsonl'), 'x\n')
    renameSync(ready, join(watching.root, 'bank'))
    await watching.told('logs/bank')
    watching.hints.length = 0
    await expect
      .poll(
        () => {
          appendFileSync(join(watching.root, 'bank/deep/two.jsonl'), 'more\n')
          return watching.hints
        },
        { timeout: 20_000 },
      )
      .toContain('logs/bank/deep/two.jsonl')
  })
})

describe('a watcher', () => {
  test('waits for a root that does not exist, and for one that went away', async () => {
    await using watching = new Watching({ recursive: false })
    await watching.watcher.set([watching.logs])
    expect(watching.watcher.state()).toEqual({ watched: 0, polled: 0 })
    expect(watching.clock.waiting).toBe(0)
    watching.write('shop/one.jsonl')
    await watching.told('logs')
    await expect.poll(() => watching.watcher.state()).toEqual({ watched: 2, polled: 0 })
    rmSync(watching.root, { recursive: true })
    await expect.poll(() => watching.watcher.state(), { timeout: 20_000 }).toEqual({ watched: 0, polled: 0 })
    watching.hints.length = 0
    const log = watching.write('shop/one.jsonl')
    await watching.told('logs')
    await expect.poll(() => watching.watcher.state()).toEqual({ watched: 2, polled: 0 })
    watching.hints.length = 0
    appendFileSync(log, 'more\n')
    await watching.told('logs/shop/one.jsonl')
  })

  test('watches a folder anew that took the place of another one', async () => {
    await using watching = new Watching({ recursive: false })
    watching.write('shop/one.jsonl')
    await watching.watcher.set([watching.logs])
    for (let times = 0; times < 3; times++) {
      rmSync(join(watching.root, 'shop'), { recursive: true })
      watching.write('shop/one.jsonl')
    }
    await watching.told('logs/shop')
    watching.hints.length = 0
    await expect
      .poll(
        () => {
          appendFileSync(join(watching.root, 'shop/one.jsonl'), 'more\n')
          return watching.hints
        },
        { timeout: 20_000 },
      )
      .toContain('logs/shop/one.jsonl')
  })

  test('follows links, and each folder once', async () => {
    await using watching = new Watching({ recursive: false })
    watching.write('real/one.jsonl')
    symlinkSync(watching.root, join(watching.root, 'real/loop'))
    await watching.watcher.set([watching.logs])
    expect(watching.watcher.state()).toEqual({ watched: 2, polled: 0 })
    symlinkSync(watching.root, join(watching.root, 'another'))
    watching.write('two.jsonl')
    await watching.told('logs/two.jsonl')
    expect(watching.watcher.state()).toEqual({ watched: 2, polled: 0 })
  })

  test('tells of roots that are added once they are watched, and forgets those that are not wanted any more', async () => {
    await using watching = new Watching({ recursive: false })
    watching.write('shop/one.jsonl')
    await watching.watcher.add([watching.logs])
    expect(watching.hints).toEqual(['logs'])
    await watching.watcher.add([watching.logs])
    expect(watching.hints).toEqual(['logs'])
    await watching.watcher.set([])
    expect(watching.watcher.state()).toEqual({ watched: 0, polled: 0 })
  })
})

describe('what cannot be watched is polled', () => {
  const upTo = (most: number): OpenWatch => {
    let open = 0
    return (path, ...more) => {
      if (open >= most) throw Object.assign(new Error('no more watches'), { code: 'ENOSPC' })
      open++
      const handle = openWatch(path, ...more)
      return {
        close() {
          open--
          handle.close()
        },
      }
    }
  }

  test('when the system gives no more watches; it is known how many, and why', async () => {
    await using watching = new Watching({ recursive: false, open: upTo(2) })
    for (const name of ['a', 'b', 'c', 'd']) watching.write(`${name}/one.jsonl`)
    await watching.watcher.set([watching.logs])
    expect(watching.watcher.state()).toEqual({ watched: 2, polled: 3, limitedBy: 'ENOSPC' })
    for (const name of ['a', 'b', 'c', 'd']) watching.write(`${name}/two.jsonl`)
    watching.clock.pass(1_000)
    await expect
      .poll(() => new Set(watching.hints.map((path) => path.slice(0, 'logs/a'.length))), { timeout: 20_000 })
      .toEqual(new Set(['logs/a', 'logs/b', 'logs/c', 'logs/d']))
  })

  test('beyond our own share: the folders in which something happened last are watched', async () => {
    await using watching = new Watching({ recursive: false, budget: 2 })
    for (const name of ['a', 'b', 'c']) watching.write(`${name}/one.jsonl`)
    await watching.watcher.set([watching.logs])
    expect(watching.watcher.state()).toEqual({ watched: 2, polled: 2, limitedBy: 'budget' })
    watching.write('c/two.jsonl')
    watching.clock.pass(1_000)
    await watching.told('logs/c')
    await watching.watcher.set([watching.logs])
    watching.hints.length = 0
    watching.write('c/three.jsonl')
    await watching.told('logs/c/three.jsonl')
  })

  test('where others may write unseen; new folders in it, too', async () => {
    await using watching = new Watching({ recursive: false, isForeign: async () => true })
    watching.write('shop/one.jsonl')
    await watching.watcher.set([watching.logs])
    expect(watching.watcher.state()).toEqual({ watched: 0, polled: 2 })
    watching.write('bank/deep/two.jsonl')
    watching.clock.pass(1_000)
    await watching.told('logs')
    await expect.poll(() => watching.watcher.state(), { timeout: 20_000 }).toEqual({ watched: 0, polled: 4 })
  })

  test('and only that: where all is watched nothing wakes up', async () => {
    await using watching = new Watching({ recursive: false })
    watching.write('shop/one.jsonl')
    await watching.watcher.set([watching.logs])
    watching.clock.pass(3_600_000)
    expect(watching.clock.wakes).toBe(0)
  })
})
