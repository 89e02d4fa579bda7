import { describe, expect, it } from 'vitest'
import { streamGit } from './git-process.ts'
import { logParameters, patchParameters } from './log-format.ts'
import { type LogItem, LogParser } from './log-parser.ts'
import { readAll } from './testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

/** Writes a commit object as it is, without git's help, and points a branch at it. */
const rawCommit = (repository: SmallRepository, branch: string, author: string, message: string | Buffer) => {
  const tree = repository.git('rev-parse', 'HEAD^{tree}').trim()
  const head = Buffer.from(`tree ${tree}\nauthor ${author}\ncommitter ${author}\n`)
  const object = Buffer.concat([head, Buffer.from(message)])
  const sha = repository
    .bytes(['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], object)
    .toString()
    .trim()
  repository.git('update-ref', `refs/heads/${branch}`, sha)
  return sha
}

describe('odd commits', { timeout: 60_000 }, () => {
  it('reads names, dates and encodings as far as they can be read', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.write('a', 'a\n').commit('Root')
    const person = 'Ada <ada@example.org>'
    const first = rawCommit(repository, 'first', `${person} 0 +0000`, '\n1970\n')
    const last = rawCommit(repository, 'last', `${person} 4102444799 -1200`, '\n2099\n')
    const beyond = rawCommit(repository, 'beyond', `${person} 99999999999999 +0000`, '\nBeyond\n')
    const undated = rawCommit(repository, 'undated', `${person} never`, '\nUndated\n')
    const nobody = rawCommit(repository, 'nobody', ' <> 1700000000 +0000', '\nNobody\n')
    const silent = rawCommit(repository, 'silent', `${person} 1700000000 +0000`, '\n')
    const declared = Buffer.from('encoding ISO-8859-1\n\nDeclar\xe9\n', 'latin1')
    const latin1 = rawCommit(repository, 'latin1', `${person} 1700000000 +0000`, declared)
    const bare = rawCommit(
      repository,
      'bare',
      `${person} 1700000001 +0000`,
      Buffer.from('\nNot declar\xe9\n', 'latin1'),
    )
    const long = rawCommit(repository, 'long', `${person} 1700000000 +0000`, `\nLong\n\n${'word '.repeat(100_000)}\n`)
    const reading = await readAll(folder.path)
    const at = (sha: string) => reading.commit(sha).committedAt
    expect([at(first), at(last), at(undated)]).toEqual([0, 4_102_444_799_000, 0])
    expect(at(beyond)).toBe(253_402_300_799_000)
    expect(reading.commit(nobody)).toMatchObject({ authorName: '', authorEmail: '' })
    expect(reading.commit(silent)).toMatchObject({ subject: '' })
    expect(reading.commit(latin1).subject).toBe('Declaré')
    expect(reading.commit(bare).subject).toBe('Not declaré')
    expect(reading.commit(long).body!.length).toBeLessThan(262_144)
    expect(reading.setAside).toMatchObject([{ subject: long, reason: 'message over 256 kB was cut' }])
  })

  it('keeps addresses as written and collects trailers', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const sha = repository.write('a', 'a\n').commit('Do\n\nWhy\n\nCo-authored-by: Claude <noreply@anthropic.com>\n')
    expect((await readAll(folder.path)).commit(sha)).toMatchObject({
      authorName: 'Ada',
      authorEmail: 'Ada@Example.org',
      committerName: 'Ben',
      body: 'Why\n\nCo-authored-by: Claude <noreply@anthropic.com>',
      trailers: [['Co-authored-by', 'Claude <noreply@anthropic.com>']],
      coAuthors: ['Claude <noreply@anthropic.com>'],
    })
  })

  it('gives the same however the output is cut into pieces', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.write('a', 'x\ny\nz\n').write('ü', 'ü\n').commit('Ünö\n\nbody')
    repository.commit('Empty')
    repository.git('mv', 'a', 'b')
    repository.write('c', 'no end').commit('Moved')
    const chunks: Buffer[] = []
    const parameters = [...logParameters, ...patchParameters]
    const input = `${repository.head()}\n`
    for await (const chunk of streamGit(repository.gitDirectory, 'log', parameters, { input })) chunks.push(chunk)
    const output = Buffer.concat(chunks)
    const parsed = (size: number): LogItem[] => {
      const parser = new LogParser(true)
      const items: LogItem[] = []
      for (let at = 0; at < output.length; at += size) items.push(...parser.push(output.subarray(at, at + size)))
      return [...items, ...parser.end()]
    }
    const whole = parsed(output.length)
    expect(whole.filter((item) => item.type === 'commit')).toHaveLength(3)
    for (const size of [1, 2, 7, 64, 1000]) expect(parsed(size)).toEqual(whole)
  })
})
