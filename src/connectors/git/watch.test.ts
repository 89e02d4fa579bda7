import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DiscoverContext } from '../../model/connector.ts'
import { git } from './index.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

const context = (more: Partial<DiscoverContext>): DiscoverContext => ({
  homes: [],
  repositories: [],
  workingDirectories: [],
  roots: ['/'],
  ...more,
})

const found = async (more: Partial<DiscoverContext>, ...changed: string[]): Promise<string[]> => {
  const ids: string[] = []
  for await (const one of git.discover(context(more), changed)) if ('source' in one) ids.push(one.source.id)
  return ids
}

const watched = async (more: Partial<DiscoverContext>, changed?: string[]): Promise<Map<string, boolean>> => {
  const folders = new Map<string, boolean>()
  for await (const { path, deep } of git.watch!(context(more), changed)) folders.set(path, deep)
  return folders
}

const committed = (path: string): SmallRepository => {
  const repository = new SmallRepository(path)
  repository.write('x', 'x\n').commit('One')
  return repository
}

describe('what changed', { timeout: 60_000 }, () => {
  it('in a git directory leads to its repository alone', async () => {
    using folder = new TemporaryFolder()
    const one = committed(join(folder.path, 'one'))
    const two = committed(join(folder.path, 'two'))
    const both = { workingDirectories: [one.path, two.path] }
    expect(await found(both, join(one.gitDirectory, 'refs/heads/main'))).toEqual([one.gitDirectory])
    expect(await found(both, join(two.gitDirectory, 'packed-refs'))).toEqual([two.gitDirectory])
    expect(await found({ repositories: [two.path] }, join(two.gitDirectory, 'HEAD'))).toEqual([two.gitDirectory])
    expect(await found({ workingDirectories: [one.path] }, join(two.gitDirectory, 'HEAD'))).toEqual([])
  })

  it('of a repository that only a worktree or a link leads to is found', async () => {
    using folder = new TemporaryFolder()
    const main = committed(join(folder.path, 'main'))
    const linked = join(folder.path, 'linked')
    main.git('worktree', 'add', '--quiet', linked)
    const changed = join(main.gitDirectory, 'worktrees/linked')
    expect(await found({ workingDirectories: [linked] }, changed)).toEqual([main.gitDirectory])
    symlinkSync(main.path, join(folder.path, 'alias'))
    expect(await found({ repositories: [join(folder.path, 'alias')] }, changed)).toEqual([main.gitDirectory])
  })

  it('where a repository begins, or its folder comes back, leads to it', async () => {
    using folder = new TemporaryFolder()
    const repository = committed(join(folder.path, 'work/shop'))
    const inside = { workingDirectories: [join(repository.path, 'src')] }
    mkdirSync(inside.workingDirectories[0]!)
    expect(await found(inside, repository.gitDirectory)).toEqual([repository.gitDirectory])
    expect(await found(inside, join(folder.path, 'work'))).toEqual([repository.gitDirectory])
    expect(await found(inside, join(folder.path, 'work/shop/src'))).toEqual([repository.gitDirectory])
    expect(await found(inside, join(folder.path, 'work/shop-2'))).toEqual([])
  })
})

describe('watched are', { timeout: 60_000 }, () => {
  it('the folders of refs and worktrees of a repository, wherever one worked in it', async () => {
    using folder = new TemporaryFolder()
    const repository = committed(folder.path)
    mkdirSync(join(folder.path, 'src'))
    const before = await watched({ workingDirectories: [folder.path, join(folder.path, 'src')] })
    expect(before).toEqual(
      new Map([
        [repository.gitDirectory, false],
        [join(repository.gitDirectory, 'refs'), true],
      ]),
    )
    repository.git('worktree', 'add', '--quiet', join(folder.path, 'linked'))
    const changed = [join(repository.gitDirectory, 'worktrees')]
    expect((await watched({ workingDirectories: [folder.path] }, changed)).get(changed[0]!)).toBe(false)
  })

  it('where no repository is, the working directory and those above it in the home', async () => {
    using folder = new TemporaryFolder()
    const place = join(folder.path, 'ana/work/shop')
    mkdirSync(place, { recursive: true })
    const homes = [{ path: join(folder.path, 'ana'), claudeFolders: [], codexFolders: [] }]
    const folders = await watched({ homes, workingDirectories: [place, join(place, 'gone')] })
    expect([...folders]).toEqual([
      [place, false],
      [join(folder.path, 'ana/work'), false],
    ])
  })

  it('refs, but neither locks nor what holds no code', async () => {
    using folder = new TemporaryFolder()
    committed(folder.path)
    for await (const { path, accepts, enters } of git.watch!(context({ repositories: [folder.path] }))) {
      if (!path.endsWith('refs')) continue
      expect(accepts!('heads/main')).toBe(true)
      expect(accepts!('heads/main.lock')).toBe(false)
      expect(enters!('remotes/origin')).toBe(true)
      expect(accepts!('heads/entire/0123456-abcdef')).toBe(false)
      expect(accepts!('notes/commits')).toBe(false)
      for (const folder of ['heads/entire/checkpoints', 'remotes/origin/entire', 'notes'])
        expect(enters!(folder)).toBe(true)
      for (const file of ['heads/entire/checkpoints/v1', 'remotes/origin/entire/checkpoints/v1', 'notes/ai'])
        expect(accepts!(file)).toBe(true)
      expect(enters!('stash')).toBe(false)
    }
  })
})
