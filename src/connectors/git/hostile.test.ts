import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MaestroError } from '../../model/errors.ts'
import { askGit } from './git-process.ts'
import { readAll } from './testing/read-all.ts'
import { SmallRepository, TemporaryFolder } from './testing/small-repository.ts'

const program = (folder: string, name: string): string => {
  const path = join(folder, `${name}.sh`)
  writeFileSync(path, `#!/bin/sh\ntouch '${join(folder, `ran-${name}`)}'\ncat\n`)
  chmodSync(path, 0o755)
  return path
}

const objectFile = (repository: SmallRepository, sha: string) =>
  join(repository.gitDirectory, 'objects', sha.slice(0, 2), sha.slice(2))

describe('a hostile repository', { timeout: 60_000 }, () => {
  it('runs no program and changes no output', async () => {
    using folder = new TemporaryFolder()
    const path = join(folder.path, 'work')
    const repository = new SmallRepository(path)
    const build = () => {
      repository.write('a.txt', 'a\nb\nc\nd\ne\nf\ng\nh\n').write('.gitattributes', '*.txt diff=evil\n').commit('One')
      repository.write('a.txt', 'a\nb\nc\nd\nE\nf\ng\nh\n').commit('Two')
      repository.git('mv', 'a.txt', 'b.txt')
      return repository.write('ü.txt', 'x\n').commit('Three')
    }
    build()
    const calm = await readAll(path)
    const run = (name: string) => program(folder.path, name)
    for (const [key, value] of [
      ['diff.evil.textconv', run('textconv')],
      ['diff.evil.command', run('driver')],
      ['diff.external', run('external')],
      ['filter.evil.smudge', run('smudge')],
      ['core.fsmonitor', run('fsmonitor')],
      ['core.pager', run('pager')],
      ['core.sshCommand', run('ssh')],
      ['core.gitProxy', run('proxy')],
      ['gpg.program', run('gpg')],
      ['credential.helper', run('credential')],
      ['trailer.x.command', run('trailer')],
      ['core.hooksPath', folder.path],
      ['alias.log', `!${run('alias')}`],
      ['log.showSignature', 'true'],
      ['log.showRoot', 'false'],
      ['log.mailmap', 'true'],
      ['diff.renames', 'false'],
      ['diff.renameLimit', '1'],
      ['diff.algorithm', 'patience'],
      ['diff.context', '0'],
      ['diff.interHunkContext', '9'],
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['diff.submodule', 'log'],
      ['diff.orderFile', join(path, 'a.txt')],
      ['diff.relative', 'true'],
      ['diff.suppressBlankEmpty', 'true'],
      ['diff.wordRegex', '.'],
      ['diff.colorMoved', 'zebra'],
      ['color.ui', 'always'],
      ['core.quotePath', 'false'],
      ['core.abbrev', '4'],
      ['core.bigFileThreshold', '1'],
      ['core.attributesFile', join(path, '.gitattributes')],
      ['i18n.logOutputEncoding', 'UTF-16'],
      ['format.pretty', 'oneline'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', `ext::${run('remote')}`],
      ['include.path', join(path, 'no-such-file')],
    ])
      repository.git('config', key!, value!)
    writeFileSync(join(path, '.gitattributes'), '*.txt binary diff=evil filter=evil\n')
    writeFileSync(join(folder.path, 'post-index-change'), '')
    const [blob] = calm.of('commit').slice(-1)
    repository.git('replace', calm.of('commit')[0]!.sha, blob!.sha)
    const attacked = await readAll(path)
    expect(readdirSync(folder.path).filter((name) => name.startsWith('ran-'))).toEqual([])
    for (const kind of ['commit', 'fileChange', 'ref'] as const) expect(attacked.of(kind)).toEqual(calm.of(kind))
  })

  it('opens no connection for what a partial clone lacks, and sets only that aside', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(join(folder.path, 'origin'))
    repository.write('a', 'a\n').commit('One')
    const lost = repository.write('a', 'lost\n').write('b', 'b\n').commit('Two (#2)')
    repository.write('a', 'a again\n').commit('Three')
    const last = repository.write('c', 'c\n').commit('Four')
    repository.git('config', 'uploadpack.allowFilter', 'true')
    const path = join(folder.path, 'clone')
    repository.git('clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${repository.path}`, path)
    const clone = new SmallRepository(path, 'existing')
    clone.git('show', last)
    const objects = () => clone.git('count-objects', '-v')
    const before = objects()
    const reading = await readAll(path)
    expect(objects()).toBe(before)
    expect(reading.of('checkout')).toMatchObject([{ partial: true }])
    expect(reading.of('commit').map((commit) => commit.subject)).toEqual(['Four', 'Three', 'Two (#2)', 'One'])
    expect(reading.change(last, 'c').addedLines).toEqual(['c'])
    expect(reading.change(lost, 'b')).toMatchObject({ operation: 'create', added: 0, addedLines: [] })
    expect(reading.of('pullRequest')).toMatchObject([{ number: 2, title: 'Two' }])
    expect(reading.setAside.map(({ position, subject }) => [position, subject])).toEqual(
      reading
        .of('commit')
        .slice(1)
        .map((commit, index) => [index + 1, commit.sha]),
    )
    expect(reading.setAside[0]?.reason).toBe('the content of its files is not in this clone')
  })

  it('goes on behind damaged files and folders', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const commits = [1, 2, 3, 4, 5, 6].map((n) => repository.write(`d${n}/file`, `${n}\n`).commit(`Commit ${n}`))
    const damage = (name: string) => {
      const file = objectFile(repository, repository.git('rev-parse', name).trim())
      chmodSync(file, 0o644)
      writeFileSync(file, 'rubbish')
    }
    damage(`${commits[1]}:d2/file`)
    rmSync(objectFile(repository, repository.git('rev-parse', `${commits[3]}^{tree}`).trim()))
    const reading = await readAll(folder.path)
    expect(reading.of('commit').map((commit) => commit.sha)).toEqual(commits.toReversed())
    const whole = commits.filter((sha) => reading.of('fileChange').some((one) => one.sha === sha && one.hunks))
    expect(whole).toEqual([commits[0], commits[2], commits[5]])
    expect(reading.setAside.map((one) => one.subject)).toEqual([commits[4], commits[3], commits[1]])
  })

  it('keeps all lines but those of the files that are missing', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    repository.write('[odd] *', 'large\n').write('a', 'a\n').write('[odd] x', 'x\n').write('b', 'b\n')
    const sha = repository.commit('One')
    rmSync(objectFile(repository, repository.git('rev-parse', 'HEAD:[odd] *').trim()))
    const reading = await readAll(folder.path)
    const changes = reading.of('fileChange').map(({ path, hunks, addedLines }) => [path, hunks, addedLines])
    expect(Object.fromEntries(changes.map(([path, ...rest]) => [path, rest]))).toEqual({
      a: [[[0, 0, 1, 1]], ['a']],
      '[odd] x': [[[0, 0, 1, 1]], ['x']],
      b: [[[0, 0, 1, 1]], ['b']],
      '[odd] *': [undefined, []],
    })
    expect(reading.commit(sha)).toMatchObject({ files: 4, added: 3, removed: 0 })
    expect(reading.commit(sha).patchId).toBeUndefined()
    expect(reading.setAside).toMatchObject([
      { subject: sha, reason: 'the content of some of its files is not in this clone' },
    ])
  })

  it('says where the history itself breaks off, and reads all again when something moved', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(folder.path)
    const commits = [1, 2, 3].map((n) => repository.write('a', `${n}\n`).commit(`Commit ${n}`))
    const first = await readAll(folder.path)
    const file = objectFile(repository, commits[0]!)
    const saved = repository.bytes(['cat-file', 'commit', commits[0]!])
    rmSync(file)
    repository.git('commit', '--quiet', '--allow-empty', '-m', 'Commit 4')
    await expect(readAll(folder.path)).rejects.toMatchObject({ code: 'source-damaged' })
    const second = await readAll(folder.path, first.cursor)
    expect(second.of('commit').map((commit) => commit.subject)).toEqual(['Commit 4'])
    repository.bytes(['hash-object', '-t', 'commit', '-w', '--stdin'], saved)
    expect((await readAll(folder.path)).of('commit')).toHaveLength(4)
  })

  it('says so when git is not installed', async () => {
    using folder = new TemporaryFolder()
    new SmallRepository(folder.path).write('a', 'a\n').commit('One')
    const path = process.env.PATH
    process.env.PATH = folder.path
    try {
      const error = await readAll(folder.path).catch((cause: unknown) => cause)
      expect(MaestroError.isInstance(error) && [error.code, error.next]).toEqual([
        'git-failed',
        'Install git, and see to it that it is on the PATH.',
      ])
    } finally {
      process.env.PATH = path
    }
  })

  it('follows no symbolic link to a mailmap, and no ref to what is no commit', async () => {
    using folder = new TemporaryFolder()
    const path = join(folder.path, 'work')
    const repository = new SmallRepository(path)
    repository.write('a', 'a\n').commit('One')
    writeFileSync(join(folder.path, 'outside'), 'Secret <secret@example.org> <x@example.org>\n')
    symlinkSync(join(folder.path, 'outside'), join(path, '.mailmap'))
    repository.git('tag', 'blob', repository.git('rev-parse', 'HEAD:a').trim())
    repository.git('tag', '-a', '-m', 'x', 'inner', 'HEAD')
    repository.git('tag', '-a', '-m', 'x', 'outer', 'inner')
    writeFileSync(join(repository.gitDirectory, 'refs/heads/missing'), `${'1'.repeat(40)}\n`)
    repository.git('update-ref', 'refs/heads/entire/0123456-abcdef', 'HEAD')
    const reading = await readAll(path)
    expect(reading.of('mailmapEntry')).toEqual([])
    const tip = repository.head()
    expect(Object.fromEntries(reading.of('ref').map(({ name, sha }) => [name, sha]))).toEqual({
      'refs/heads/main': tip,
      'refs/tags/inner': tip,
      'refs/tags/outer': tip,
    })
    expect(reading.batches[0]?.report.skipped).toEqual({ 'ref of Entire': 1, 'ref to no commit': 2 })
    expect(existsSync(join(path, '.git/index'))).toBe(true)
  })

  it.skipIf(process.platform === 'win32')('is not waited for forever', async () => {
    using folder = new TemporaryFolder()
    const repository = new SmallRepository(join(folder.path, 'work'))
    repository.write('a', 'a\n').commit('One')
    execFileSync('mkfifo', [join(repository.gitDirectory, 'refs/heads/pipe')])
    await expect(
      askGit(repository.gitDirectory, 'for-each-ref', ['--format=%(objectname)'], { silenceMs: 200 }),
    ).rejects.toThrow('it said nothing')
  })
})
