import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAll } from '../testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from '../testing/small-repository.ts'

const numbered = (count: number, change: Record<number, string> = {}) =>
  Array.from({ length: count }, (_, index) => `${change[index + 1] ?? `line ${index + 1}`}\n`).join('')

/** A history in which `main` and `side` have one commit each after the first, and are not merged yet. */
const forked = (
  path: string,
  start: Record<string, string>,
  main: (repository: SmallRepository) => void,
  side: (repository: SmallRepository) => void,
): SmallRepository => {
  const repository = new SmallRepository(path)
  for (const [name, content] of Object.entries(start)) repository.write(name, content)
  repository.commit('Start')
  repository.git('switch', '--quiet', '-c', 'side')
  side(repository)
  repository.commit('Side')
  repository.git('switch', '--quiet', 'main')
  main(repository)
  repository.commit('Main')
  return repository
}

/** Merges without a commit, changes what is there, and commits. @returns the commit's id */
const mergeAnd = (repository: SmallRepository, change: () => void, ...branches: string[]): string => {
  try {
    repository.git('merge', '--quiet', '--no-ff', '--no-commit', ...branches)
  } catch {
    // A conflict: the change resolves it.
  }
  change()
  return repository.commit('Merge')
}

const mergeOf = async (path: string, sha: string) => {
  const reading = await readAll(path)
  const found = reading.of('merge').find((one) => one.sha === sha)
  const { kind, repository, at, ...rest } = found!
  expect(reading.setAside).toEqual([])
  return rest
}

describe('a merge', { timeout: 60_000 }, () => {
  it('has files from either parent, and of those that both changed what is new against each', async () => {
    using folder = new TemporaryFolder()
    const repository = forked(
      folder.path,
      { both: numbered(30), ours: 'a\n', theirs: 'a\n', gone: 'a\n' },
      (made) => made.write('both', numbered(30, { 2: 'main' })).write('ours', 'b\n'),
      (made) => {
        made
          .write('both', numbered(30, { 29: 'side' }))
          .write('theirs', 'b\n')
          .write('fresh', 'b\n')
        rmSync(join(made.path, 'gone'))
      },
    )
    const sha = repository.merge('side', 'Merge')
    expect(await mergeOf(folder.path, sha)).toEqual({
      sha,
      deleted: ['gone'],
      taken: [['fresh', 'theirs']],
      unknown: [],
      combined: [{ path: 'both', lines: 2, parents: [{ hunks: [[29, 1, 29, 1]] }, { hunks: [[2, 1, 2, 1]] }] }],
      addedLines: ['main', 'side'],
      removedLines: ['line 29', 'line 2'],
    })
  })

  it('that was typed into shows what no parent has', async () => {
    using folder = new TemporaryFolder()
    const repository = forked(
      folder.path,
      { file: 'a\nb\nc\n' },
      (made) => made.write('file', 'a\nmain\nc\n'),
      (made) => made.write('file', 'a\nside\nc\n'),
    )
    const sha = mergeAnd(
      repository,
      () => repository.write('file', 'a\nmain\nside\nevil\nc\n').write('evil', 'new\n'),
      'side',
    )
    expect(await mergeOf(folder.path, sha)).toMatchObject({
      combined: [
        { path: 'evil', lines: 1, parents: [{ hunks: [[0, 0, 1, 1]] }, { hunks: [[0, 0, 1, 1]] }] },
        {
          path: 'file',
          lines: 3,
          parents: [
            { hunks: [[2, 0, 3, 2]] },
            {
              hunks: [
                [1, 0, 2, 1],
                [2, 0, 4, 1],
              ],
            },
          ],
        },
      ],
      addedLines: ['new', 'main', 'side', 'evil'],
      removedLines: [],
    })
  })

  it('follows a file that was renamed on one side and changed on the other', async () => {
    using folder = new TemporaryFolder()
    const repository = forked(
      folder.path,
      { old: numbered(30) },
      (made) => made.write('old', numbered(30, { 2: 'main' })),
      (made) => {
        made.git('mv', 'old', 'new')
        made.write('new', numbered(30, { 29: 'side' }))
      },
    )
    const sha = repository.merge('side', 'Merge')
    expect(await mergeOf(folder.path, sha)).toMatchObject({
      deleted: ['old'],
      combined: [
        { path: 'new', lines: 2, parents: [{ path: 'old', hunks: [[29, 1, 29, 1]] }, { hunks: [[2, 1, 2, 1]] }] },
      ],
    })
  })

  it('of many branches tells of each of them', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.write('file', numbered(40)).commit('Start')
    for (const [branch, line] of [
      ['one', 5],
      ['two', 20],
      ['three', 35],
    ] as const) {
      repository.git('switch', '--quiet', '-c', branch, 'main')
      repository
        .write('file', numbered(40, { [line]: branch }))
        .write(branch, 'x\n')
        .commit(branch)
    }
    repository.git('switch', '--quiet', 'one')
    const sha = mergeAnd(repository, () => {}, 'two', 'three')
    expect(await mergeOf(folder.path, sha)).toMatchObject({
      taken: [['two'], ['three']],
      combined: [{ path: 'file', lines: 3, parents: [{}, {}, {}] }],
      addedLines: ['one', 'two', 'three'],
    })
  })

  it('takes odd names, types, submodules and binary files as they come', async () => {
    using folder = new TemporaryFolder()
    const odd = Buffer.from('caf\xe9*?\n.txt', 'latin1')
    const repository = forked(
      folder.path,
      { bin: 'a\0b\n', 'plain[1]': numbered(20), 'nl\nname': numbered(20), link: 'a\nb\n' },
      () => {},
      () => {},
    )
    const rawTree = (...entries: (readonly [mode: string, type: string, sha: string, name: Buffer])[]) =>
      repository
        .bytes(
          ['mktree', '-z', '--missing'],
          Buffer.concat(
            entries.map(([mode, type, sha, name]) =>
              Buffer.concat([Buffer.from(`${mode} ${type} ${sha}\t`), name, Buffer.from([0])]),
            ),
          ),
        )
        .toString()
        .trim()
    const blob = (content: string) => repository.bytes(['hash-object', '-w', '--stdin'], content).toString().trim()
    const file = (name: string | Buffer, content: string, mode = '100644') =>
      [mode, 'blob', blob(content), Buffer.from(name)] as const
    const commitTree = (tree: string, ...parents: string[]) =>
      repository
        .bytes(['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])], 'x')
        .toString()
        .trim()
    const made = (line: number, word: string, link: string, mode: string) =>
      rawTree(
        file('bin', `a\0${word}\n`),
        file(odd, numbered(20, { [line]: word })),
        file('link', link, mode),
        file('nl\nname', numbered(20, { [line]: word })),
        file('plain[1]', numbered(20, { [line]: word })),
        ['160000', 'commit', word.padEnd(40, '0').replaceAll(/[^0-9a-f]/g, 'a'), Buffer.from('sub')] as const,
      )
    const one = commitTree(made(2, 'one', 'a\nb\n', '100644'))
    const two = commitTree(made(19, 'two', 'target', '120000'))
    const three = rawTree(
      file('bin', 'a\0three\n'),
      file(odd, numbered(20, { 2: 'one', 19: 'two' })),
      file('link', 'a\nb\nc\n'),
      file('nl\nname', numbered(20, { 2: 'one', 19: 'two' })),
      file('plain[1]', numbered(20, { 2: 'one', 19: 'two' })),
      ['160000', 'commit', 'f'.repeat(40), Buffer.from('sub')] as const,
    )
    const sha = commitTree(three, one, two)
    repository.git('update-ref', 'refs/heads/odd', sha)
    const both = { lines: 2, parents: [{ hunks: [[19, 1, 19, 1]] }, { hunks: [[2, 1, 2, 1]] }] }
    expect(await mergeOf(folder.path, sha)).toMatchObject({
      unknown: ['sub', 'bin'],
      combined: [
        { path: 'caf\\351*?\n.txt', ...both },
        { path: 'link', lines: 3, parents: [{ hunks: [[2, 0, 3, 1]] }, { hunks: [[0, 0, 1, 3]] }] },
        { path: 'nl\nname', ...both },
        { path: 'plain[1]', ...both },
      ],
    })
  })

  it('whose files are missing is set aside, and all else of it told', async () => {
    using folder = new TemporaryFolder()
    const repository = forked(
      folder.path,
      { file: numbered(20), other: 'a\n' },
      (made) => made.write('file', numbered(20, { 2: 'main' })),
      (made) => made.write('file', numbered(20, { 19: 'side' })).write('other', 'b\n'),
    )
    const sha = repository.merge('side', 'Merge')
    const blob = repository.git('rev-parse', `${sha}:file`).trim()
    const object = join(repository.gitDirectory, 'objects', blob.slice(0, 2), blob.slice(2))
    chmodSync(object, 0o644)
    rmSync(object)
    const reading = await readAll(folder.path)
    expect(reading.of('merge')).toMatchObject([{ sha, taken: [['other']], unknown: ['file'], combined: [] }])
    expect(reading.setAside).toEqual([
      { position: 0, length: 1, reason: 'the content of what it merged is not in this clone', subject: sha },
    ])
  })

  it('at which a shallow clone ends is not told of', async () => {
    using folder = new TemporaryFolder()
    const repository = forked(
      join(folder.path, 'whole'),
      { file: 'a\n' },
      (made) => made.write('ours', 'a\n'),
      (made) => made.write('theirs', 'a\n'),
    )
    repository.merge('side', 'Merge')
    repository.write('file', 'b\n').commit('After')
    const path = join(folder.path, 'clone')
    repository.git('clone', '--quiet', '--depth=2', `file://${repository.path}`, path)
    const reading = await readAll(path)
    expect(reading.of('commit')).toHaveLength(2)
    expect(reading.of('merge')).toEqual([])
  })
})
