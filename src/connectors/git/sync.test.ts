import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../model/field.ts'
import { started } from './git-process.ts'
import { Reading, readAll, sourceAt, stored } from './testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

/** What a store would hold without what is due to the order of reading: refs that went, and when each was seen. */
const lasting = (...readings: Reading[]): Map<string, unknown> =>
  new Map(
    [...stored(...readings)]
      .filter(([, record]) => record.kind !== 'ref' || record.sha !== 'gone')
      .map(([key, record]): [string, unknown] => [key, { ...record, seenAt: undefined }])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )

const withHistory = (path: string): SmallRepository => {
  const repository = new SmallRepository(path)
  for (let index = 0; index < 6; index++) repository.write('a', `${index}\n`).commit(`Commit ${index} (#${index + 1})`)
  repository.git('switch', '--quiet', '-c', 'feature', 'HEAD~3')
  repository.write('b', 'b\n').commit('Feature')
  repository.git('switch', '--quiet', 'main')
  repository.merge('feature', 'Merge pull request #40 from ada/feature\n\nThe feature')
  repository.git('tag', '-a', 'v1', '-m', 'Version')
  return repository
}

describe('reading again', { timeout: 60_000 }, () => {
  it('starts no git process and gives nothing when nothing moved', async () => {
    using folder = new TemporaryFolder()
    withHistory(folder.path)
    const first = await readAll(folder.path)
    const before = started.count
    const second = await readAll(folder.path, first.cursor)
    expect(second.batches).toEqual([])
    expect(started.count).toBe(before)
  })

  it('reads only what is new, and ends with what one pass gives', async () => {
    using folder = new TemporaryFolder()
    const path = join(folder.path, 'work')
    const repository = withHistory(path)
    const tip = repository.head()
    repository.git('reset', '--quiet', '--hard', 'HEAD~2')
    repository.git('tag', '-d', 'v1')
    const first = await readAll(path)
    repository.git('reset', '--quiet', '--hard', tip)
    repository.git('branch', 'other')
    const second = await readAll(path, first.cursor)
    repository.write('c', 'c\n').commit('Last')
    const third = await readAll(path, second.cursor)
    expect(third.of('commit').map((commit) => commit.subject)).toEqual(['Last'])
    expect(second.of('commit').length + first.of('commit').length).toBe(8)
    expect(lasting(first, second, third)).toEqual(lasting(await readAll(path)))
  })

  it('follows a rewritten history and tells which refs are gone', async () => {
    using folder = new TemporaryFolder()
    const repository = withHistory(folder.path)
    const first = await readAll(folder.path)
    repository.git('branch', '--quiet', '-D', 'feature')
    repository.git('reset', '--quiet', '--hard', 'HEAD~4')
    const rewritten = repository.write('a', 'rewritten\n').commit('Rewritten')
    repository.git('tag', '-d', 'v1')
    repository.git('reflog', 'expire', '--expire=now', '--all')
    repository.git('gc', '--quiet', '--prune=now')
    const second = await readAll(folder.path, first.cursor)
    expect(second.of('commit').map((commit) => commit.sha)).toContain(rewritten)
    expect(second.of('ref').map(({ name, sha, isDefault }) => [name, sha, isDefault])).toEqual([
      ['refs/heads/main', rewritten, true],
      ['refs/heads/feature', 'gone', false],
      ['refs/tags/v1', 'gone', false],
    ])
  })

  it('goes on where it stopped, also when the refs moved meanwhile', async () => {
    using folder = new TemporaryFolder()
    const path = join(folder.path, 'work')
    const repository = new SmallRepository(path)
    repository.bytes(['fast-import', '--quiet'], manyCommits(1_300))
    const whole = await readAll(path)
    expect(whole.batches.map((batch) => batch.report.items)).toEqual([500, 500, 300])
    repository.git('branch', 'later', 'main')
    repository.git('checkout', '--quiet', 'later')
    const later = repository.write('new', 'new\n').commit('Later')
    for (const [index, { cursor }] of whole.batches.entries()) {
      const rest = await readAll(path, cursor)
      expect(rest.of('commit')).toHaveLength(1_300 - [500, 1_000, 1_300][index]! + 1)
      expect(rest.of('commit').at(-1)?.sha).toBe(later)
      const before = new Reading()
      before.batches.push(...whole.batches.slice(0, index + 1))
      expect(lasting(before, rest)).toEqual(lasting(await readAll(path)))
    }
  })

  it('reads again what a shallow clone was missing, under the id of the whole history', async () => {
    using folder = new TemporaryFolder()
    const origin = withHistory(join(folder.path, 'origin'))
    const path = join(folder.path, 'clone')
    origin.git('clone', '--quiet', '--depth=2', `file://${origin.path}`, path)
    const clone = new SmallRepository(path, 'existing')
    clone.git('remote', 'set-url', 'origin', 'git@forge.example:team/thing.git')
    const shallow = await readAll(path)
    expect(shallow.of('repository')).toMatchObject([{ id: 'remote:forge.example/team/thing', name: 'team/thing' }])
    expect(shallow.of('checkout')).toMatchObject([{ path, shallow: true, bare: false }])
    const cut = clone.git('rev-list', '--max-parents=0', 'HEAD').trim().split('\n')
    expect(cut.map((sha) => shallow.commit(sha).files)).toEqual(cut.map(() => 0))
    expect(shallow.of('fileChange').filter((change) => cut.includes(change.sha))).toEqual([])
    clone.git('fetch', '--quiet', '--unshallow', `file://${origin.path}`)
    const deep = await readAll(path, shallow.cursor)
    expect(deep.of('repository')[0]?.id).toBe((await readAll(origin.path)).of('repository')[0]?.id)
    expect(deep.of('commit')).toHaveLength(8)
  })

  it('has a stamp that moves with every ref', async () => {
    using folder = new TemporaryFolder()
    const path = join(folder.path, 'work')
    const repository = withHistory(path)
    const seen = new Set<string>([(await sourceAt(path)).stamp])
    const steps: (() => unknown)[] = [
      () => repository.write('a', 'x').commit('More'),
      () => repository.git('branch', 'deep/er/branch'),
      () => repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD'),
      () => repository.git('tag', 'v2'),
      () => repository.git('pack-refs', '--all'),
      () => repository.git('branch', '-D', 'deep/er/branch'),
      () => repository.git('worktree', 'add', '--quiet', join(folder.path, 'linked')),
      () => repository.write('.mailmap', 'Ada <ada@example.org> <a@example.org>\n'),
      () => rmSync(join(folder.path, 'linked'), { recursive: true }),
      () => repository.git('update-ref', 'refs/heads/entire/checkpoints/v1', 'HEAD~1'),
      () => repository.git('update-ref', 'refs/remotes/origin/entire/checkpoints/v1', 'HEAD~1'),
      () => repository.git('update-ref', 'refs/notes/ai', 'HEAD~1'),
    ]
    for (const [index, step] of steps.entries()) {
      step()
      seen.add((await sourceAt(path)).stamp)
      expect(seen.size).toBe(index + 2)
    }
    repository.git('update-ref', 'refs/heads/entire/0123456-abcdef', 'HEAD~1')
    expect(seen).toContain((await sourceAt(path)).stamp)
  })

  it('gives nothing for a repository without a commit, and all once there is one', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const empty = await readAll(folder.path)
    expect(empty.batches).toEqual([])
    const sha = repository.write('a', 'a\n').commit('First')
    expect((await readAll(folder.path, empty.cursor)).of('repository')).toMatchObject([{ id: sha }])
  })

  it('is one repository in its clones, bare ones and worktrees', async () => {
    using folder = new TemporaryFolder()
    const origin = withHistory(join(folder.path, 'origin'))
    origin.git('clone', '--quiet', '--bare', origin.path, join(folder.path, 'copy.git'))
    origin.git('worktree', 'add', '--quiet', '--detach', join(folder.path, 'linked'))
    const [work, bare, linked] = await Promise.all(
      ['origin', 'copy.git', 'linked'].map((name) => readAll(join(folder.path, name))),
    )
    const places = (reading: Reading | undefined) => reading?.of('checkout').map(({ path, bare }) => [path, bare])
    expect(places(work)).toEqual([
      [join(folder.path, 'origin'), false],
      [join(folder.path, 'linked'), false],
    ])
    expect(places(linked)).toEqual(places(work))
    expect(places(bare)).toEqual([[join(folder.path, 'copy.git'), true]])
    expect(bare?.of('repository')).toMatchObject([{ id: work?.of('repository')[0]?.id, name: 'copy' }])
    expect(bare?.of('commit')).toEqual(work?.of('commit'))
    expect(bare?.of('fileChange')).toEqual(work?.of('fileChange'))
  })

  it('stops git when nobody reads on', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.bytes(['fast-import', '--quiet'], manyCommits(1_300))
    const { git } = await import('./index.ts')
    const abort = new AbortController()
    const source = await sourceAt(folder.path)
    let cursor: Json | undefined
    await expect(async () => {
      for await (const batch of git.read(source, undefined, {
        config: {},
        roots: ['/'],
        now: 0,
        signal: abort.signal,
      })) {
        cursor = batch.cursor
        abort.abort()
      }
    }).rejects.toThrow('aborted')
    expect(cursor).toMatchObject({ reading: { done: 500 } })
  })
})

const manyCommits = (count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const content = `line ${index}\n`
    return [
      'commit refs/heads/main',
      `committer Ada <ada@example.org> ${1_700_000_000 + index} +0000`,
      'data 3',
      'Do',
      `M 100644 inline file-${index % 7}`,
      `data ${content.length}`,
      content,
    ].join('\n')
  }).join('\n')
