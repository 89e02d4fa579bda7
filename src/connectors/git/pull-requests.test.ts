import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commitHeader } from './log-format.ts'
import { parseMessage } from './message.ts'
import { inferPullRequest } from './pull-requests.ts'
import { readAll } from './testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

const infer = (message: string, parents: string) => {
  const header = commitHeader(
    ['a'.repeat(40), parents, '', '', '0', '', '', '0', message].map((part) => Buffer.from(part)),
  )
  return inferPullRequest(header, parseMessage(header.message))
}

describe('inferPullRequest', () => {
  it.each([
    ['Merge pull request #12 from ana/fix\n\nFix it\n\nmore', 'a b', 12, 'merge-commit', 'Fix it', 'ana/fix'],
    ['Merge pull request #12 from ana/fix', 'a b', 12, 'merge-commit', undefined, 'ana/fix'],
    ['Fix it (#12)', 'a', 12, 'squash-commit', 'Fix it', undefined],
    ['Fix it (#12)', 'a b', 12, 'merge-commit', 'Fix it', undefined],
    ['Revert "Fix it (#12)" (#15)', 'a', 15, 'squash-commit', 'Revert "Fix it (#12)"', undefined],
    ["Merge pull request 'Fix it' (#3) from fix into main", 'a b', 3, 'merge-commit', 'Fix it', 'fix'],
    ["Merge branch 'fix' into 'main'\n\nFix it\n\nSee merge request g/p!7", 'a b', 7, 'merge-commit', 'Fix it', 'fix'],
    ['Merged in fix (pull request #9)\n\nFix it', 'a b', 9, 'merge-commit', 'Fix it', 'fix'],
    ['Merged PR 77: Fix it', 'a', 77, 'squash-commit', 'Fix it', undefined],
  ])('%j', (message, parents, number, source, title, branch) => {
    expect(infer(message, parents)).toEqual({ number, source, title, ...(branch !== undefined && { branch }) })
  })

  it.each([
    ['Fix #12', 'a'],
    ['Revert "Fix it (#12)"', 'a'],
    ['Merge pull request #12 from ana/fix', 'a'],
    ["Merge branch 'main' into fix", 'a b'],
    ['Fix (#0)', 'a'],
    ['Fix (#99999999999999999999)', 'a'],
  ])('none in %j', (message, parents) => {
    expect(infer(message, parents)).toBeUndefined()
  })

  it('is completed from what was merged', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(join(folder.path, 'work'))
    repository.write('a', 'a\n').commit('Root')
    repository.git('switch', '--quiet', '-c', 'fix')
    const byCleo = { GIT_AUTHOR_NAME: 'Cleo', GIT_AUTHOR_EMAIL: 'cleo@example.org' }
    repository.write('b', 'b\n').commit('Fix the cause', { environment: byCleo })
    repository.git('switch', '--quiet', 'main')
    repository.write('a', 'A\n').commit('Meanwhile')
    repository.git('switch', '--quiet', 'fix')
    repository.merge('main', "Merge branch 'main' into fix")
    repository.git('switch', '--quiet', 'main')
    const sha = repository.merge('fix', 'Merge pull request #12 from cleo/fix')
    expect((await readAll(repository.path)).of('pullRequest')).toMatchObject([
      { number: 12, sha, inferred: true, title: 'Fix the cause', branch: 'cleo/fix', authorName: 'Cleo' },
    ])
  })
})
