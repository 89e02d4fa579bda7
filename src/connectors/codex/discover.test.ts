import { renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { TemporaryFolder } from '../../../test/support/folder.ts'
import { discover, watch } from './discover.ts'

const rollout = 'rollout-2026-03-02T09-00-00-5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f50.jsonl'

class CodexHome extends TemporaryFolder {
  readonly folder = join(this.path, '.codex')
  readonly homes = [{ path: this.path, claudeFolders: [], codexFolders: [this.folder] }]

  log(path: string): string {
    return this.write(`.codex/${path}`, '{}\n')
  }

  async found(...changed: string[]): Promise<string[]> {
    const found: string[] = []
    for await (const one of discover({ homes: this.homes }, changed)) if ('source' in one) found.push(one.source.id)
    return found
  }
}

test('a new day with a log in it is found by its folder, a log by itself', async () => {
  using home = new CodexHome()
  home.log(`sessions/2026/03/01/${rollout.replace('03-02', '03-01')}`)
  const log = home.log(`sessions/2026/03/02/${rollout}`)
  expect(await home.found(log)).toEqual([log])
  expect(await home.found(dirname(log))).toEqual([log])
  expect(await home.found(join(home.folder, 'sessions'))).toHaveLength(2)
})

test('of the copies of a changed log the best is found, whichever changed', async () => {
  using home = new CodexHome()
  const active = home.log(`sessions/2026/03/02/${rollout}`)
  const archived = home.log(`archived_sessions/${rollout}`)
  const packed = home.log(`sessions/2026/03/02/${rollout}.zst`)
  for (const changed of [active, archived, packed]) expect(await home.found(changed)).toEqual([active])
  renameSync(active, join(home.path, basename(active)))
  expect(await home.found(active)).toEqual([packed])
  renameSync(packed, join(home.path, basename(packed)))
  expect(await home.found(packed)).toEqual([archived])
})

test('watches the folders of logs, there or not', async () => {
  using home = new CodexHome()
  const watched: string[] = []
  for await (const folder of watch({ homes: home.homes })) watched.push(folder.path)
  expect(watched).toEqual([join(home.folder, 'sessions'), join(home.folder, 'archived_sessions')])
})
