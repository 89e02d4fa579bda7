import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SmallRepository } from '../../../src/connectors/git/testing/small-repository.ts'
import type { Places } from '../read-step.ts'
import type { ConnectorInput } from './input.ts'

const placesAt = (...paths: string[]): Places => ({ homes: [], repositories: paths })

interface Made {
  readonly repository: SmallRepository
  /** Commits of the main branch, the oldest first. */
  readonly commits: readonly string[]
}

const checkpoints = 'refs/heads/entire/checkpoints/v1'

/** A history with a rename, a merge, a branch, tags, a mailmap, pull requests, notes and a checkpoint; loose objects only. */
const make = (path: string, say: (place: string, text: string) => string = (_place, text) => text): Made => {
  const repository = new SmallRepository(path)
  repository.git('config', 'gc.auto', '0')
  const commits: string[] = []
  const commit = (message: string) => commits.push(repository.commit(message))
  repository.write('.mailmap', 'Ada Lovelace <ada@example.org> <Ada@Example.org>\n')
  repository.write('README.md', 'shop\n')
  commit(say('subject', 'Start'))
  for (let number = 1; number <= 6; number++) {
    repository.write(
      `src/${say('path', `part-${number}`)}.ts`,
      `export const part${number} = '${say('code', 'x')}'\n`.repeat(number),
    )
    commit(
      `${say('subject', `Add part ${number}`)} (#${number})\n\n${say('body', 'Why: it was missing.')}\n\nCo-authored-by: ${say('trailer', 'Bo')} <bo@example.org>\n`,
    )
  }
  const branch = say('branch', 'topic/refunds')
  repository.git('checkout', '--quiet', '-b', branch)
  repository.write(`src/${say('path', 'refund')}.ts`, 'export const refund = 1\n')
  repository.write('README.md', 'shop\nrefunds\n')
  repository.commit('Refund')
  repository.git('checkout', '--quiet', 'main')
  repository.write('README.md', 'the shop\n\nshop\n')
  commit(say('subject', 'Describe'))
  commits.push(repository.merge(branch, `Merge pull request #9 from shop/${branch}\n\n${say('title', 'Refunds')}`))
  repository.git('tag', say('tag', 'v1'))
  repository.git('mv', 'README.md', 'READ.md')
  commit('Rename')
  repository.git('remote', 'add', 'origin', 'https://github.com/shop/shop.git')
  const agent = { agent_id: { tool: 'claude', id: 'shop-session', model: 'm' } }
  for (const sha of commits.slice(0, 5))
    repository.note(
      sha,
      `src/${say('path', 'part-1')}.ts\n  abcd1234abcd1234 1-3\n---\n${JSON.stringify({
        schema_version: 'authorship/3.0.0',
        base_commit_sha: sha,
        prompts: { abcd1234abcd1234: agent },
      })}`,
    )
  repository.commitTo(checkpoints, {
    '00/c9e2351016/0/metadata.json': JSON.stringify({
      session_id: 'shop-session',
      created_at: '2026-02-03T06:34:50.246Z',
      files_touched: [`src/${say('path', 'part-1')}.ts`],
    }),
  })
  return { repository, commits }
}

const objectPath = (repository: SmallRepository, sha: string): string =>
  join(repository.gitDirectory, 'objects', sha.slice(0, 2), sha.slice(2))

export const gitInput: ConnectorInput = {
  connector: 'git',
  redacted: [
    'commit.subject',
    'commit.body',
    'commit.co_authors',
    'commit.trailers',
    'file_change.path',
    'merge.taken',
    'ref.name',
    'pull_request.title',
    'pull_request.branch',
    'authorship_note.lines',
    'checkpoint.files',
  ],
  lay: (folder) => placesAt(make(join(folder, 'shop')).repository.path),
  grow: (folder, share) => {
    const path = join(folder, 'grown.git')
    const origin = join(folder, 'origin')
    const { repository, commits } = existsSync(origin)
      ? {
          repository: new SmallRepository(origin, 'existing'),
          commits: readFileSync(join(folder, 'commits'), 'utf8').split(' '),
        }
      : make(origin)
    writeFileSync(join(folder, 'commits'), commits.join(' '))
    if (!existsSync(path)) {
      repository.git('clone', '--quiet', '--bare', '.', path)
      repository.git('--git-dir', path, 'remote', 'set-url', 'origin', 'https://github.com/shop/shop.git')
      for (const ref of ['refs/heads/topic/refunds', 'refs/tags/v1', checkpoints])
        repository.git('--git-dir', path, 'update-ref', '-d', ref)
    }
    const tip = commits[Math.max(0, Math.ceil(commits.length * share) - 1)]!
    repository.git('--git-dir', path, 'update-ref', 'refs/heads/main', tip)
    const move = (ref: string, to: string) =>
      repository.git('--git-dir', path, 'update-ref', ref, repository.git('rev-parse', to).trim())
    if (share >= 0.4) move('refs/heads/topic/refunds', 'topic/refunds')
    if (share >= 0.4) move('refs/notes/ai', share === 1 ? 'refs/notes/ai' : 'refs/notes/ai~2')
    if (share === 1) {
      move('refs/tags/v1', 'v1')
      move(checkpoints, checkpoints)
    }
    return placesAt(path)
  },
  damage: (sound, damaged) => {
    const places = [sound, damaged].map((folder) => {
      const whole = make(join(folder, 'whole'))
      const missing = make(join(folder, 'missing'))
      const corrupt = make(join(folder, 'corrupt'))
      const nothing = new SmallRepository(join(folder, 'nothing'))
      const blob = (made: Made, number: number) => made.repository.git('rev-parse', `HEAD:src/part-${number}.ts`).trim()
      if (folder === damaged) {
        rmSync(objectPath(missing.repository, blob(missing, 3)))
        const path = objectPath(corrupt.repository, blob(corrupt, 5))
        rmSync(path)
        writeFileSync(path, Buffer.from('no object at all'))
        rmSync(join(nothing.gitDirectory, 'HEAD'))
        writeFileSync(join(nothing.gitDirectory, 'HEAD'), Buffer.alloc(41))
      }
      return placesAt(...[whole, missing, corrupt].map(({ repository }) => repository.path), nothing.path)
    })
    return {
      sound: places[0]!,
      damaged: places[1]!,
      setAside: (source) => (/missing|corrupt/.test(source) ? 1 : 0),
      unreadable: [join(damaged, 'nothing', '.git')],
    }
  },
  distort: (folder) => {
    const { repository } = make(
      join(folder, 'shop'),
      (place, text) => `${text}\u202e\ud7ff\uffff${/branch|tag/.test(place) ? '' : '\t'}`,
    )
    const noise = Array.from({ length: 4000 }, (_, index) => Math.abs(Math.sin(index)).toString(36).slice(-1)).join('')
    const tree = repository.bytes(
      ['mktree'],
      `100644 blob ${repository.git('rev-parse', 'HEAD:READ.md').trim()}\t${noise}\n`,
    )
    const odd = Buffer.concat([
      Buffer.from(`tree ${tree.toString().trim()}\nparent ${repository.head()}\n`),
      Buffer.from(
        `author ${noise} <${noise}> 99999999999999 +9999\ncommitter \xff\xfe <> -5 -0000\nencoding nonsense\n\n`,
        'latin1',
      ),
      Buffer.from([0xff, 0xfe, 0x0a, 0xc3, 0x28]),
      Buffer.from(`\n\nCo-authored-by: ${noise}\n`),
    ])
    const sha = repository.bytes(['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], odd).toString().trim()
    repository.git('update-ref', 'refs/heads/main', sha)
    return placesAt(repository.path)
  },
  plant: (folder, secret) =>
    placesAt(
      make(
        join(folder, 'shop'),
        (place, text) => `${text}${place === 'body' || place === 'subject' ? ' ' : '-'}${secret(place)}`,
      ).repository.path,
    ),
}
