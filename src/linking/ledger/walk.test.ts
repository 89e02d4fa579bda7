import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { SmallRepository, TemporaryFolder } from '../../connectors/git/testing/small-repository.ts'
import { expectBlame, text, walk } from './testing.ts'

const files = 60

/** A history of many files in folders, some commits long. */
const manyFiles = (path: string): SmallRepository => {
  const repository = new SmallRepository(path)
  for (let file = 0; file < files; file++)
    repository.write(`folder-${file % 6}/file-${file}`, text(String(file), 'x', 'y'))
  repository.commit('Start')
  for (let number = 0; number < 10; number++)
    repository.write(`folder-${number % 6}/file-${number}`, text(String(number), `change ${number}`)).commit('Change')
  return repository
}

describe('work grows with what is new:', { timeout: 120_000 }, () => {
  test('one commit is walked over alone, and only its files and their folders are read and written', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = manyFiles(folder.path)
    expect(await walk(data.client, repository)).toMatchObject([{ commits: 11, nodesRead: 0 }])
    repository.write('folder-0/file-0', text('0', 'new')).write('folder-1/file-1', text('1', 'new')).commit('New')
    // The root, two folders and two files.
    expect(await walk(data.client, repository)).toEqual([{ commits: 1, nodesRead: 5, nodesWritten: 5 }])
    expect(await walk(data.client, repository)).toEqual([])
  })

  test('a branch from an earlier commit begins at the nearest one that is kept', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = manyFiles(folder.path)
    repository.git('branch', 'kept', 'HEAD~5')
    await walk(data.client, repository)
    repository.git('switch', '--quiet', '-c', 'topic', 'HEAD~3')
    repository.write('folder-2/topic', text('topic')).commit('Topic')
    // Two commits between the kept one and the branch, and its own.
    expect(await walk(data.client, repository)).toMatchObject([{ commits: 3 }])
    repository.git('switch', '--quiet', 'main')
    repository.merge('topic', 'Merge')
    expect(await walk(data.client, repository)).toMatchObject([{ commits: 1 }])
    await expectBlame(data.client, repository)
  })

  test('what only old tips had is given up now and then', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository.write('a', text('start')).commit('Start')
    await walk(data.client, repository)
    await data.client.query('update ledger set swept_at = -2000')
    for (let number = 0; number < 5; number++) {
      repository.write('a', text('start', String(number))).commit('Change')
      await walk(data.client, repository)
    }
    const { rows } = await data.client.query(
      `select (select count(*) from ledger_commit where root is not null) as kept, (select swept_nodes from ledger) as swept`,
    )
    expect(rows).toEqual([{ kept: 5, swept: 2 }])
    await expectBlame(data.client, repository)
  })
})

describe('lines on the default branch', { timeout: 120_000 }, () => {
  /** `<file's commit, as its subject>: first-end since..until` of every span. */
  const spans = async (client: Awaited<ReturnType<typeof freshDatabase>>['client']): Promise<string[]> => {
    const { rows } = await client.query<{ span: string }>(
      `select commit.subject || ': ' || first || '-' || first + span.count || ' '
         || came.subject || '..' || coalesce(went.subject, '') || case when returned then ' again' else '' end as span
       from line_span span
       join line_origin origin on origin.id = span.origin
       join commit on commit.sha = origin.sha
       join default_commit since on since.number = span.since join commit came on came.sha = since.sha
       left join default_commit until on until.number = span.until left join commit went on went.sha = until.sha
       order by commit.committed_at, origin.path, first, since.number`,
    )
    return rows.map((row) => row.span)
  }

  test('land by the commit of the first-parent chain that first has them, and last until one has not', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository.write('a', text('1', '2', '3', '4')).commit('Start')
    repository.git('switch', '--quiet', '-c', 'side')
    repository.write('b', text('b1', 'b2', 'b3')).commit('Side')
    repository.write('b', text('b1', 'b3')).commit('Less')
    repository.git('switch', '--quiet', 'main')
    repository.write('a', text('1', '4')).commit('Cut')
    await walk(data.client, repository)
    expect(await spans(data.client)).toEqual(['Start: 0-1 Start..', 'Start: 1-3 Start..Cut', 'Start: 3-4 Start..'])
    repository.merge('side', 'Merge')
    repository.git('mv', 'b', 'c')
    repository.commit('Moved')
    await walk(data.client, repository)
    expect(await spans(data.client)).toEqual([
      'Start: 0-1 Start..',
      'Start: 1-3 Start..Cut',
      'Start: 3-4 Start..',
      'Side: 0-1 Merge..',
      'Side: 2-3 Merge..',
    ])
  })

  test('that came back with a merge are the same lines', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository.write('a', text('1', '2', '3', '4')).commit('Start')
    repository.git('switch', '--quiet', '-c', 'side')
    repository.write('b', text('b')).commit('Side')
    repository.git('switch', '--quiet', 'main')
    repository.write('a', text('1')).commit('Cut')
    repository.git('merge', '--quiet', '--no-commit', 'side')
    repository.git('checkout', 'side', '--', 'a')
    repository.commit('Merge')
    await walk(data.client, repository)
    expect(await spans(data.client)).toEqual([
      'Start: 0-1 Start..',
      'Start: 1-4 Start..Cut',
      'Start: 1-4 Merge.. again',
      'Side: 0-1 Merge..',
    ])
  })

  test('live on in every file that has them', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    const lines = Array.from({ length: 20 }, (_, index) => String(index))
    repository.write('a', text(...lines)).commit('Start')
    repository.git('switch', '--quiet', '-c', 'side')
    repository.git('mv', 'a', 'b')
    repository.commit('Moved')
    repository.git('switch', '--quiet', 'main')
    repository.write('a', text(...lines.slice(0, 18))).commit('Cut')
    try {
      repository.git('merge', '--quiet', '--no-commit', 'side')
    } catch {
      // A conflict: both stay.
    }
    repository
      .write('a', text(...lines.slice(0, 18)))
      .write('b', text(...lines))
      .commit('Both')
    rmSync(join(repository.path, 'a'))
    repository.commit('Without a')
    await walk(data.client, repository)
    expect(await spans(data.client)).toEqual([
      'Start: 0-18 Start..',
      'Start: 18-20 Start..Cut',
      'Start: 18-20 Both.. again',
    ])
    rmSync(join(repository.path, 'b'))
    repository.commit('Nothing')
    await walk(data.client, repository)
    expect(await spans(data.client)).toContain('Start: 0-18 Start..Nothing')
  })

  test('are told anew where the branch was rewritten, as if it had always been so', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    await using afresh = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository.write('a', text('1', '2')).commit('Start')
    repository.write('a', text('1')).commit('Wrong')
    await walk(data.client, repository)
    repository.git('reset', '--quiet', '--hard', 'HEAD~1')
    repository.write('a', text('1', '2', '3')).commit('Right')
    await walk(data.client, repository)
    await walk(afresh.client, repository)
    expect(await spans(data.client)).toEqual(['Start: 0-2 Start..', 'Right: 0-1 Right..'])
    expect(await spans(data.client)).toEqual(await spans(afresh.client))
  })

  test('follow a branch that was moved forward over commits that were there already', async () => {
    using folder = new TemporaryFolder()
    await using data = await freshDatabase()
    const repository = new SmallRepository(folder.path)
    repository.write('a', text('1', '2')).commit('Start')
    repository.git('switch', '--quiet', '-c', 'topic')
    repository.write('a', text('1', '2', '3')).commit('One')
    repository.write('a', text('1', '3')).commit('Two')
    repository.git('switch', '--quiet', 'main')
    await walk(data.client, repository)
    expect(await spans(data.client)).toEqual(['Start: 0-2 Start..'])
    repository.git('merge', '--quiet', '--ff-only', 'topic')
    await walk(data.client, repository)
    expect(await spans(data.client)).toEqual(['Start: 0-1 Start..', 'Start: 1-2 Start..Two', 'One: 0-1 One..'])
  })
})
