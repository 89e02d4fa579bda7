import { chmodSync, renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hunksOfGit, numstatOfGit, patchIdsOfGit } from './testing/git-answers.ts'
import { type Reading, readAll } from './testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

const numbered = (count: number, change: (line: number) => string | undefined = () => undefined) =>
  Array.from({ length: count }, (_, index) => change(index + 1) ?? `line ${index + 1}`)
    .map((line) => `${line}\n`)
    .join('')

const samePatchIds = (reading: Reading, repository: SmallRepository) => {
  const ours = reading.of('commit').flatMap(({ sha, patchId }) => (patchId === undefined ? [] : [[sha, patchId]]))
  expect(new Map(ours as [string, string][])).toEqual(patchIdsOfGit(repository))
}

describe('changes of files', { timeout: 60_000 }, () => {
  it('reads every kind of change as git tells it', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const file = (path: string) => join(folder.path, path)
    const root = repository
      .write('a.txt', numbered(30))
      .write('binary', Buffer.from([1, 0, 2]))
      .write('empty', '')
      .write('one', 'x\n')
      .write('sub/crlf.txt', 'first\r\nsecond\r\n')
      .commit('Everything')
    const edited = repository
      .write(
        'a.txt',
        numbered(30, (line) => (line === 3 || line === 5 || line === 29 ? `changed ${line}` : undefined)),
      )
      .write('one', 'y')
      .write('sub/crlf.txt', 'first\r\nsecond\n')
      .commit('Edited')
    renameSync(file('a.txt'), file('b c.txt'))
    chmodSync(file('one'), 0o755)
    const renamed = repository
      .write('binary', Buffer.from([3, 0, 4]))
      .write('zebra', 'z\n')
      .commit('Renamed')
    unlinkSync(file('one'))
    symlinkSync('b c.txt', file('one'))
    const retyped = repository.commit('A link now')
    rmSync(file('sub'), { recursive: true })
    const deleted = repository.commit('Deleted')
    const empty = repository.commit('Nothing')
    const reading = await readAll(folder.path)

    samePatchIds(reading, repository)
    expect(reading.of('commit').map(({ sha, files, added, removed }) => [sha, files, added, removed])).toEqual([
      [empty, 0, 0, 0],
      [deleted, 1, 0, 2],
      [retyped, 1, 1, 1],
      [renamed, 4, 1, 0],
      [edited, 3, 5, 5],
      [root, 5, 33, 0],
    ])
    expect(reading.change(edited, 'a.txt')).toMatchObject({
      operation: 'update',
      hunks: [
        [3, 1, 3, 1],
        [5, 1, 5, 1],
        [29, 1, 29, 1],
      ],
      addedLines: ['changed 3', 'changed 5', 'changed 29'],
      removedLines: ['line 3', 'line 5', 'line 29'],
    })
    expect(reading.change(edited, 'one')).toMatchObject({ hunks: [[1, 1, 1, 1]], addedLines: ['y'] })
    expect(reading.change(edited, 'sub/crlf.txt')).toMatchObject({ addedLines: ['second'], removedLines: ['second\r'] })
    expect(reading.change(root, 'binary')).toMatchObject({
      operation: 'create',
      binary: true,
      added: 0,
      addedLines: [],
    })
    expect(reading.change(root, 'empty')).toMatchObject({ operation: 'create', binary: false, added: 0, hunks: [] })
    expect(reading.change(renamed, 'b c.txt')).toMatchObject({ operation: 'rename', oldPath: 'a.txt', added: 0 })
    expect(reading.change(renamed, 'one')).toMatchObject({ operation: 'update', added: 0, removed: 0, hunks: [] })
    expect(reading.change(retyped, 'one')).toMatchObject({
      operation: 'type',
      addedLines: ['b c.txt'],
      removedLines: ['y'],
    })
    expect(reading.change(deleted)).toMatchObject({ operation: 'delete', path: 'sub/crlf.txt', removed: 2 })
  })

  it('reads names that git has to quote', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const latin1 = Buffer.from('caf\xe9', 'latin1')
    const names = ['new\nline', 'quote"quote', 'tab\tback\\slash', ' leading', 'grün', 'a b/b a', 'diff --git a', '-x']
    for (const name of names) repository.write(name, `${name}\n`)
    const blob = repository.bytes(['hash-object', '-w', '--stdin'], 'x\n').toString().trim()
    const entry = Buffer.concat([Buffer.from(`100644 ${blob}\t`), latin1, Buffer.from([0])])
    repository.bytes(['update-index', '-z', '--index-info'], entry)
    repository.git('add', ...names.map((name) => `./${name}`))
    repository.bytes(['commit', '--quiet', '-m', 'Names'])
    const reading = await readAll(folder.path)
    samePatchIds(reading, repository)
    expect(new Set(reading.of('fileChange').map((change) => change.path))).toEqual(new Set([...names, 'caf\\351']))
    expect(reading.change(repository.head(), 'new\nline').addedLines).toEqual(['new', 'line'])
  })

  it('takes a submodule for a file without lines', async () => {
    using folder = new TemporaryFolder()
    const inner = new SmallRepository(join(folder.path, 'inner'))
    inner.write('x', 'x\n').commit('Inner')
    const outer = new SmallRepository(join(folder.path, 'outer'))
    outer.git('submodule', '--quiet', 'add', inner.path, 'vendor')
    const added = outer.commit('Vendor')
    const reading = await readAll(outer.path)
    samePatchIds(reading, outer)
    expect(reading.change(added, 'vendor')).toMatchObject({
      operation: 'create',
      binary: true,
      added: 0,
      addedLines: [],
    })
  })

  it('takes no line of a merge for authored', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.write('a', 'a\n').commit('Root')
    repository.git('switch', '--quiet', '-c', 'side')
    repository.write('b', 'b\n').commit('Side')
    repository.git('switch', '--quiet', 'main')
    repository.write('a', 'A\n').commit('Main')
    const merged = repository.merge('side', 'Join')
    const evil = (() => {
      repository.write('c', 'nobody wrote this\n').git('add', '--all')
      repository.git('commit', '--quiet', '--amend', '--no-edit')
      return repository.head()
    })()
    const reading = await readAll(folder.path)
    expect(evil).not.toBe(merged)
    expect(reading.commit(evil)).toMatchObject({ files: 0, added: 0, removed: 0 })
    expect(reading.commit(evil).parents).toHaveLength(2)
    expect(reading.commit(evil).patchId).toBeUndefined()
    expect(reading.of('fileChange').some((change) => change.sha === evil)).toBe(false)
  })

  it('keeps the counts of a huge file, and says that it dropped the lines', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.write('small', 'x\n').commit('Root')
    const huge = repository.write('huge', numbered(200_001)).write('other', 'y\n').commit('Huge')
    const long = repository.write('long', `${'x '.repeat(11_000_000)}\nend\n`).commit('Long line')
    const reading = await readAll(folder.path)
    samePatchIds(reading, repository)
    expect(reading.change(huge, 'huge')).toMatchObject({ added: 200_001, removed: 0, addedLines: [] })
    expect(reading.change(huge, 'huge').hunks).toBeUndefined()
    expect(reading.change(huge, 'other').addedLines).toEqual(['y'])
    expect(reading.change(long, 'long')).toMatchObject({ added: 2, addedLines: [] })
    expect(reading.setAside.map((one) => one.subject)).toEqual([`${long} long`, `${huge} huge`])
  })
})

describe('patch ids', { timeout: 60_000 }, () => {
  it('agree with git where a line holds a NUL beyond the bytes that git looks at', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const nul = repository.write('a', `${numbered(1500)}before\0after  x\nlast\n`).commit('NUL')
    const reading = await readAll(folder.path)
    expect(reading.change(nul).binary).toBe(false)
    expect(reading.change(nul).addedLines.at(-2)).toBe('before\0after  x')
    samePatchIds(reading, repository)
  })

  it('agree with git in a SHA-256 repository', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path, '--object-format=sha256')
    repository.write('a', 'a\n').commit('One')
    repository
      .write('a', 'b\n')
      .write('b', Buffer.from([0, 1]))
      .write('c', 'c\n')
      .commit('Two')
    samePatchIds(await readAll(folder.path), repository)
  })
})

describe('any history', { timeout: 240_000 }, () => {
  it('gives the patch ids, counts and hunks that git gives', async () => {
    const content = fc.array(fc.constantFrom('a', 'b', '', ' c', '\td ', '}', 'e\r', 'f\0g'), { maxLength: 24 })
    const end = fc.constantFrom('', '\n')
    const name = fc.constantFrom('one', 'two', 'sub/three', 'wide ünïcode', 'x.bin')
    const step = fc.array(fc.tuple(name, fc.option(fc.tuple(content, end))), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        using folder = new TemporaryFolder()
        const repository = new SmallRepository(folder.path)
        for (const changes of steps) {
          for (const [path, change] of changes) {
            if (change === null) rmSync(join(folder.path, path), { force: true })
            else repository.write(path, change[0].join('\n') + (change[0].length > 0 ? change[1] : ''))
          }
          repository.commit('Step')
        }
        const reading = await readAll(folder.path)
        samePatchIds(reading, repository)
        const counts = numstatOfGit(repository)
        for (const change of reading.of('fileChange')) {
          const { sha, path, oldPath, hunks, added, removed, binary } = change
          expect(hunks ?? []).toEqual(hunksOfGit(repository, sha, path, ...(oldPath === undefined ? [] : [oldPath])))
          const counted = counts.get(`${sha} ${Buffer.from(path).toString('latin1')}`)
          if (oldPath === undefined) expect(binary ? null : [added, removed]).toEqual(counted)
        }
      }),
      { numRuns: 15, seed: 7 },
    )
  })
})
