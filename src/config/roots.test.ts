import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Home } from '../model/connector.ts'
import { rootsOf } from './roots.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-roots-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const homeAt = (path: string, claudeFolders: string[] = []): Home => ({ path, claudeFolders, codexFolders: [] })
const nothing = { homes: [], repositories: [], roots: [] }

it('are the homes, the agents’ folders elsewhere, and what was named', () => {
  const homes = [homeAt('/home/ana', ['/home/ana/.claude', '/data/claude'])]
  expect(rootsOf({ homes, repositories: ['/srv/history.git'], roots: ['/srv/code'] })).toEqual([
    '/home/ana',
    '/home/ana/.claude',
    '/data/claude',
    '/srv/history.git',
    '/srv/code',
  ])
})

it('are the whole repository in which Maestro was started, also from a folder or a worktree of it', () => {
  mkdirSync(join(folder, 'app/.git'), { recursive: true })
  mkdirSync(join(folder, 'app/src/deep'), { recursive: true })
  mkdirSync(join(folder, 'linked/src'), { recursive: true })
  writeFileSync(join(folder, 'linked/.git'), 'gitdir: elsewhere')
  expect(rootsOf({ ...nothing, startedIn: join(folder, 'app/src/deep') })).toEqual([join(folder, 'app')])
  expect(rootsOf({ ...nothing, startedIn: join(folder, 'linked/src') })).toEqual([join(folder, 'linked')])
  expect(rootsOf({ ...nothing, startedIn: folder })).toEqual([])
  expect(rootsOf({ ...nothing, roots: [join(folder, 'app/src')] })).toEqual([
    join(folder, 'app/src'),
    join(folder, 'app'),
  ])
})

it('are never all of the disk or what lies around a home, unless that was named', () => {
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, 'ana'))
  mkdirSync(join(folder, 'anabel/work'), { recursive: true })
  const homes = [homeAt(join(folder, 'ana'))]
  expect(rootsOf({ ...nothing, homes, startedIn: join(folder, 'anabel/work') })).toEqual([join(folder, 'ana')])
  expect(rootsOf({ ...nothing, homes: [homeAt('/', ['/.claude'])] })).toEqual(['/.claude'])
  expect(rootsOf({ ...nothing, homes, roots: [folder] })).toEqual([join(folder, 'ana'), folder])
})
