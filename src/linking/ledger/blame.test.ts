import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { SmallRepository, TemporaryFolder } from '../../connectors/git/testing/small-repository.ts'
import { expectBlame, ledgerAt, text, walk } from './testing.ts'

/** Makes a history, walks over it and compares every line of every commit with `git blame -w`. */
const agrees = async (make: (repository: SmallRepository) => void): Promise<void> => {
  using folder = new TemporaryFolder()
  await using data = await freshDatabase()
  const repository = new SmallRepository(folder.path)
  make(repository)
  await walk(data.client, repository)
  await expectBlame(data.client, repository)
}

const on = (repository: SmallRepository, branch: string, from: string, work: () => void): void => {
  repository.git('switch', '--quiet', '-c', branch, from)
  work()
  repository.git('switch', '--quiet', 'main')
}

/** Merges, and commits what `resolve` makes of it. */
const mergeAs = (repository: SmallRepository, resolve: () => void, ...branches: string[]): string => {
  try {
    repository.git('merge', '--quiet', '--no-ff', '--no-commit', ...branches)
  } catch {
    // A conflict: it is resolved.
  }
  resolve()
  return repository.commit('Merge')
}

describe('the ledger agrees with git blame -w on', { timeout: 120_000 }, () => {
  test('lines that are added, changed, moved and removed', () =>
    agrees((repository) => {
      repository.write('a', text('1', '2', '3', '4', '5')).commit('One')
      repository.write('a', text('0', '1', '2', 'x', '4', '5', '6')).commit('Two')
      repository.write('a', text('1', '4', '5', '6')).commit('Three')
      repository.write('a', '').commit('Emptied')
      repository.write('a', text('1')).write('b', text('1')).commit('Anew')
      rmSync(join(repository.path, 'a'))
      repository.commit('Removed')
      repository.write('a', text('1', '2')).commit('Again')
    }))

  test('white space alone, and ends of lines', () =>
    agrees((repository) => {
      const body = ['if (a) {', 'call(one)', '}', 'else {', 'call(two)', '}', '', 'end of it']
      repository.write('a', `${body.join('\n')}\n`).commit('One')
      repository.write('a', `${body.map((line) => `    ${line}`).join('\n')}\n`).commit('Indented')
      repository.write('a', `${body.map((line) => `\t${line}`).join('\r\n')}\r\n`).commit('Ends of lines')
      repository.write('a', `before it\n${body.map((line) => `${line}  `).join('\n')}\nafter it\n`).commit('Both')
      repository.write('a', `${body.join('\n')}`).commit('No end')
    }))

  test('files that are renamed, also together with a change, and over one another', () =>
    agrees((repository) => {
      const lines = ['1', '2', '3', '4', '5', '6', '7', '8']
      repository
        .write('a', text(...lines))
        .write('b', text('b1', 'b2', 'b3', 'b4'))
        .commit('One')
      repository.git('mv', 'a', 'dir.a')
      repository.write('dir.a', text(...lines, '9')).commit('Renamed')
      rmSync(join(repository.path, 'dir.a'))
      repository.write('dir/a', text('0', ...lines, '9')).commit('Into a folder')
      repository.git('mv', 'b', 'c')
      repository.git('mv', 'dir/a', 'b')
      repository.commit('In turn')
    }))

  test('merges: clean, in conflict, evil, and with a file that was renamed on one side', () =>
    agrees((repository) => {
      const lines = Array.from({ length: 30 }, (_, index) => String(index))
      const changed = (change: Record<number, string>) => text(...lines.map((line, index) => change[index] ?? line))
      repository.write('both', changed({})).write('moved', changed({})).write('gone', text('gone')).commit('Start')
      on(repository, 'side', 'main', () => {
        repository.git('mv', 'moved', 'elsewhere')
        rmSync(join(repository.path, 'gone'))
        repository.write('both', changed({ 2: 'side', 15: 'side' })).write('elsewhere', changed({ 28: 'side' }))
        repository.write('fresh', text('side')).commit('Side')
      })
      repository
        .write('both', changed({ 15: 'main', 28: 'main' }))
        .write('moved', changed({ 2: 'main' }))
        .commit('Main')
      mergeAs(
        repository,
        () => {
          repository.write('both', changed({ 2: 'side', 9: 'evil', 15: 'main\nline side\nline evil', 28: 'main' }))
          repository.write('evil', text('evil')).write('fresh', text('side', 'evil'))
        },
        'side',
      )
      repository.write('both', changed({ 0: 'after', 2: 'side' })).commit('After')
    }))

  test('merges whose sides differ in white space', () =>
    agrees((repository) => {
      const lines = Array.from({ length: 20 }, (_, index) => `statement ${index}`)
      const indented = (by: string, change: Record<number, string> = {}) =>
        lines.map((line, index) => `${by}${change[index] ?? line}\n`).join('')
      repository.write('a', indented('')).commit('Start')
      on(repository, 'side', 'main', () => repository.write('a', indented('  ', { 3: 'side' })).commit('Side'))
      repository.write('a', indented('', { 16: 'main' })).commit('Main')
      mergeAs(repository, () => repository.write('a', indented('\t', { 3: 'side', 16: 'main' })), 'side')
    }))

  test('octopus merges', () =>
    agrees((repository) => {
      const lines = Array.from({ length: 40 }, (_, index) => String(index))
      repository.write('a', text(...lines)).commit('Start')
      for (const [branch, at] of [
        ['one', 3],
        ['two', 20],
        ['three', 36],
      ] as const) {
        on(repository, branch, 'main', () => {
          repository
            .write('a', text(...lines.with(at, branch)))
            .write(`${branch}.txt`, text(branch))
            .commit(branch)
        })
      }
      repository.write('main', text('main')).commit('Main')
      mergeAs(repository, () => {}, 'one', 'two', 'three')
    }))

  test('branches that merge each other', () =>
    agrees((repository) => {
      const lines = Array.from({ length: 40 }, (_, index) => String(index))
      repository.write('a', text(...lines)).commit('Start')
      repository.git('branch', 'side')
      repository.write('a', text(...lines.with(5, 'main'))).commit('Main')
      const main = repository.head()
      repository.git('switch', '--quiet', 'side')
      repository.write('a', text(...lines.with(30, 'side'))).commit('Side')
      const side = repository.head()
      repository.merge(main, 'Main into side')
      repository.git('switch', '--quiet', 'main')
      repository.merge(side, 'Side into main')
      repository.write('a', text(...lines.with(5, 'main').with(30, 'side').with(0, 'after'))).commit('After')
      repository.merge('side', 'Crossed')
    }))

  test('changes that are picked, reverted and made twice', () =>
    agrees((repository) => {
      repository.write('a', text('1', '2', '3')).commit('Start')
      on(repository, 'side', 'main', () => repository.write('a', text('1', '2', '3', '4')).commit('Add'))
      repository.write('b', text('b')).commit('Main')
      repository.git('cherry-pick', 'side')
      repository.git('revert', '--no-edit', 'HEAD')
      repository.git('cherry-pick', 'side')
      repository.merge('side', 'Merge what is there')
    }))

  test('odd names, and names that are folders later', () =>
    agrees((repository) => {
      repository
        .write('new\nline', text('1', '2', '3'))
        .write('ünï cödé', text('1'))
        .write('a', text('1', '2'))
        .commit('One')
      repository.git('mv', 'new\nline', 'tab\tname')
      rmSync(join(repository.path, 'a'))
      repository
        .write('tab\tname', text('1', '2', '3', '4'))
        .write('a/a', text('x1', 'x2', 'x3'))
        .commit('Two')
      rmSync(join(repository.path, 'a'), { recursive: true })
      repository.write('a', text('x', 'y')).commit('Three')
    }))

  test('several roots, and commits that change nothing', () =>
    agrees((repository) => {
      repository.write('a', text('1', '2')).commit('One')
      repository.commit('Nothing')
      repository.git('switch', '--quiet', '--orphan', 'other')
      repository.write('b', text('b1', 'b2')).commit('Other root')
      repository.git('switch', '--quiet', 'main')
      repository.merge('other', 'Join', '--allow-unrelated-histories')
      repository.write('b', text('b1', 'b2', 'b3')).commit('After')
    }))

  test('a history that was rewritten meanwhile', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository.write('a', text('1', '2', '3')).commit('One')
    repository.write('a', text('1', 'x', '3')).commit('Two')
    await walk(data.client, repository)
    repository.write('a', text('1', 'y', '3', '4'))
    repository.git('add', '--all')
    repository.git('commit', '--quiet', '--amend', '-m', 'Two again')
    repository.write('a', text('0', '1', 'y', '3', '4')).commit('Three')
    await walk(data.client, repository)
    await expectBlame(data.client, repository)
  })

  test('histories longer than the way between two that are kept', { timeout: 240_000 }, async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    const stream = Array.from({ length: 200 }, (_, index) => {
      const content = text(
        ...Array.from({ length: 12 }, (_line, line) => `${line} of ${Math.floor((index - line) / 12)}`),
      )
      const date = `Ada <ada@example.org> ${1_700_000_000 + index * 60} +0000`
      return `commit refs/heads/main\ncommitter ${date}\ndata 1\nx\nM 100644 inline d/f${index % 3}\ndata ${content.length}\n${content}\n`
    })
    repository.bytes(['fast-import', '--quiet'], stream.join(''))
    await walk(data.client, repository)
    await expectBlame(data.client, repository)
    const { rows } = await data.client.query('select count(*) as kept from ledger_commit where root is not null')
    expect(rows).toEqual([{ kept: 4 }])
  })
})

describe('of lines that cannot be known', { timeout: 120_000 }, () => {
  test('binary files, submodules and links have none', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository.write('binary', 'a\0b\n').write('link', text('1', '2')).write('file', text('1')).commit('One')
    rmSync(join(repository.path, 'link'))
    symlinkSync('file', join(repository.path, 'link'))
    repository.write('binary', text('1', '2')).commit('Two')
    const changed = repository.write('binary', text('1', '2', '3')).commit('Three')
    await walk(data.client, repository)
    const [binary, link, file] = await ledgerAt(data.client, changed, ['binary', 'link', 'file'])
    expect(binary).toEqual(['?', '?', changed, '...'])
    expect(link).toEqual([repository.git('rev-parse', 'HEAD~1').trim()])
    expect(file).toEqual([repository.git('rev-parse', 'HEAD~2').trim()])
  })

  test('a shallow clone has those that came later', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const origin = new SmallRepository(join(folder.path, 'origin'))
    origin
      .write('a', text('1', '2', '3'))
      .write('other', text('x'))
      .commit('One')
    origin.write('a', text('1', '2', '3', '4')).commit('Two')
    const last = origin.write('a', text('1', 'new', '3', '4')).commit('Three')
    const path = join(folder.path, 'clone')
    origin.git('clone', '--quiet', '--depth=2', `file://${origin.path}`, path)
    const clone = new SmallRepository(path, 'existing')
    await walk(data.client, clone)
    expect(await ledgerAt(data.client, last, ['a', 'other', 'nothing'])).toEqual([['?', last, '...'], ['...'], ['...']])
  })

  test('files that are missing are unknown from there on', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository
      .write('a', text('1', '2', '3'))
      .write('b', text('1'))
      .commit('One')
    repository.write('a', text('1', 'lost', '3')).commit('Two')
    const blob = repository.git('rev-parse', 'HEAD:a').trim()
    repository.write('a', text('1', '3')).commit('Three')
    const last = repository
      .write('a', text('1', '3', 'known'))
      .write('b', text('1', '2'))
      .commit('Four')
    rmSync(join(repository.gitDirectory, 'objects', blob.slice(0, 2), blob.slice(2)))
    await walk(data.client, repository)
    const [a, b] = await ledgerAt(data.client, last, ['a', 'b'])
    expect(a).toEqual(['?', '?', last, '...'])
    expect(b).toEqual([repository.git('rev-list', '--max-parents=0', 'HEAD').trim(), last])
  })
})
