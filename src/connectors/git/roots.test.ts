import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Discovered } from '../../model/connector.ts'
import { git } from './index.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

const discoverWithin = async (
  roots: readonly string[],
  workingDirectories: readonly string[],
  repositories: readonly string[] = [],
): Promise<Discovered[]> => {
  const found: Discovered[] = []
  for await (const one of git.discover({ homes: [], repositories, workingDirectories, roots })) found.push(one)
  return found
}

const ids = (found: readonly Discovered[]) =>
  found.map((one) => ('source' in one ? one.source.id : `! ${one.problem.reason}`))

describe('repositories that sessions lead to', { timeout: 60_000 }, () => {
  it('are read only in the roots, to which no link from there leads out', async () => {
    using folder = new TemporaryFolder()
    const path = realpathSync(folder.path)
    const inside = new SmallRepository(join(path, 'home/inside'))
    const outside = new SmallRepository(join(path, 'srv/outside'))
    const roots = [join(path, 'home')]
    symlinkSync(outside.path, join(path, 'home/link'))
    mkdirSync(join(path, 'home/borrowed'))
    symlinkSync(outside.gitDirectory, join(path, 'home/borrowed/.git'))
    const directories = [inside.path, outside.path, join(path, 'home/link'), join(path, 'home/borrowed')]
    expect(ids(await discoverWithin(roots, directories))).toEqual([inside.gitDirectory])
    expect(ids(await discoverWithin([path], directories))).toEqual([inside.gitDirectory, outside.gitDirectory])
    expect(ids(await discoverWithin([], directories))).toEqual([])
  })

  it('are not looked for above a root', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(realpathSync(folder.path))
    mkdirSync(join(repository.path, 'part'))
    const part = join(repository.path, 'part')
    expect(ids(await discoverWithin([part], [part]))).toEqual([])
    expect(ids(await discoverWithin([repository.path], [part]))).toEqual([repository.gitDirectory])
  })

  it('are told of where a pointer leads out', async () => {
    using folder = new TemporaryFolder()
    const path = realpathSync(folder.path)
    const repository = new SmallRepository(join(path, 'srv/app'))
    repository.write('x', 'x\n').commit('One')
    const linked = join(path, 'home/linked')
    mkdirSync(join(path, 'home'))
    repository.git('worktree', 'add', '--quiet', linked)
    const target = join(repository.gitDirectory, 'worktrees/linked')
    const roots = [join(path, 'home')]
    expect(ids(await discoverWithin(roots, [linked]))).toEqual([
      `! it leads to ${target}, which Maestro may not look into`,
    ])
    const stolen = join(path, 'home/stolen')
    mkdirSync(stolen)
    writeFileSync(join(stolen, 'HEAD'), 'ref: refs/heads/main\n')
    writeFileSync(join(stolen, 'commondir'), `${repository.gitDirectory}\n`)
    expect(ids(await discoverWithin(roots, [stolen]))).toEqual([
      `! it leads to ${repository.gitDirectory}, which Maestro may not look into`,
    ])
  })

  it('are read with the worktrees of one that was named, wherever these are', async () => {
    using folder = new TemporaryFolder()
    const path = realpathSync(folder.path)
    const repository = new SmallRepository(join(path, 'srv/app'))
    repository.write('x', 'x\n').commit('One')
    const linked = join(path, 'elsewhere/linked')
    mkdirSync(join(path, 'elsewhere'))
    repository.git('worktree', 'add', '--quiet', linked)
    const found = await discoverWithin([], [linked, repository.path], [linked])
    expect(found).toMatchObject([{ source: { id: repository.gitDirectory, named: true } }])
    rmSync(linked, { recursive: true })
    const [later] = await discoverWithin([], [], [repository.path])
    expect(later && 'source' in later && later.source.stamp).not.toBe('source' in found[0]! && found[0].source.stamp)
  })
})
