import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { started } from './git-process.ts'
import { discoverAll } from './testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

const ids = (found: Awaited<ReturnType<typeof discoverAll>>) =>
  found.map((one) => ('source' in one ? one.source.id : one.problem.reason))

describe('discover', { timeout: 60_000 }, () => {
  it('finds a repository by any path that leads to it, once, and starts no git', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(join(folder.path, 'work'))
    repository.write('deep/er/file', 'x\n').commit('One')
    const linked = join(folder.path, 'linked')
    repository.git('worktree', 'add', '--quiet', linked)
    symlinkSync(repository.path, join(folder.path, 'alias'))
    const before = started.count
    const paths = ['work', 'work/.git', 'work/deep/er', 'work/deep/er/file', 'linked', 'linked/deep', 'alias']
    for (const path of paths)
      expect(ids(await discoverAll([join(folder.path, path)]))).toEqual([repository.gitDirectory])
    const all = paths.map((path) => join(folder.path, path))
    expect(ids(await discoverAll(all, all))).toEqual([repository.gitDirectory])
    expect(started.count).toBe(before)
  })

  it('finds bare repositories, submodules and repositories within repositories', async () => {
    using folder = new TemporaryFolder()
    const inner = new SmallRepository(join(folder.path, 'inner'))
    inner.write('x', 'x\n').commit('Inner')
    const bare = join(folder.path, 'bare.git')
    inner.git('clone', '--quiet', '--bare', inner.path, bare)
    const outer = new SmallRepository(join(folder.path, 'outer'))
    outer.git('submodule', '--quiet', 'add', inner.path, 'vendor')
    const nested = new SmallRepository(join(outer.path, 'nested'))
    expect(ids(await discoverAll([bare], [join(outer.path, 'vendor'), nested.path, outer.path]))).toEqual([
      bare,
      join(outer.gitDirectory, 'modules/vendor'),
      nested.gitDirectory,
      outer.gitDirectory,
    ])
  })

  it('says what is wrong with a path that the user named, and passes over folders of sessions', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(join(folder.path, 'work'))
    repository.write('x', 'x\n').commit('One')
    const moved = join(folder.path, 'linked')
    repository.git('worktree', 'add', '--quiet', moved)
    renameSync(repository.path, join(folder.path, 'elsewhere'))
    mkdirSync(join(folder.path, 'plain'))
    mkdirSync(join(folder.path, 'odd'))
    writeFileSync(join(folder.path, 'odd/.git'), 'no pointer')
    const wrong = ['missing', 'plain', 'odd', 'linked'].map((name) => join(folder.path, name))
    const found = await discoverAll(wrong)
    expect(found.map((one) => 'problem' in one && one.problem)).toEqual([
      { path: wrong[0], reason: 'there is nothing', next: 'Check the path, or take it out of the settings.' },
      {
        path: wrong[1],
        reason: 'no git repository is there, nor above it',
        next: 'Name a clone, or run "git init".',
      },
      {
        path: wrong[2],
        reason: `${join(wrong[2]!, '.git')} is no git directory and names none`,
        next: 'Repair the clone ("git worktree repair"), or clone it again.',
      },
      {
        path: wrong[3],
        reason: `${join(moved, '.git')} points to ${join(repository.path, '.git/worktrees/linked')}, where no repository is`,
        next: 'Repair the clone ("git worktree repair"), or clone it again.',
      },
    ])
    expect(await discoverAll([], wrong)).toEqual([])
    rmSync(join(folder.path, 'elsewhere'), { recursive: true })
  })

  it('gives the time of the newest change', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const from = Date.now() - 5_000
    repository.write('x', 'x\n').commit('One')
    const [found] = await discoverAll([folder.path])
    expect(found).toMatchObject({ source: { connector: 'git', size: 0 } })
    const newest = found !== undefined && 'source' in found ? found.source.newest : 0
    expect(newest).toBeGreaterThan(from)
    expect(newest).toBeLessThan(Date.now() + 5_000)
  })
})
