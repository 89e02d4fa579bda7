import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import type { Commit } from './commit.ts'
import { changesBetween, emptyTree } from './tree.ts'

/** An environment in which git knows nothing of this machine's settings. */
export const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_TERMINAL_PROMPT: '0',
})

/** Lays out an empty repository, as `git init` does without its templates. */
const initialise = (directory: string, remote: string) => {
  const folder = join(directory, '.git')
  for (const name of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags'])
    mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n')
  writeFileSync(
    join(folder, 'config'),
    [
      '[core]',
      '\trepositoryformatversion = 0',
      '\tfilemode = true',
      '\tbare = false',
      '[remote "origin"]',
      `\turl = ${remote}`,
      '\tfetch = +refs/heads/*:refs/remotes/origin/*',
      '[branch "main"]',
      '\tremote = origin',
      '\tmerge = refs/heads/main',
      '',
    ].join('\n'),
  )
}

/** How much is gathered before it goes down the pipe: a call of the system for each commit would take longer than all else. */
const pieceLength = 128 * 1024

/** The ref that all commits are written through. The branches are written at the end, in one file instead of one for each. */
const importing = 'refs/heads/importing'

/** Streams commits into one repository through a single `git fast-import`. */
export class FastImport {
  readonly directory: string
  readonly #process: ChildProcess
  readonly #branches = new Map<string, string>()
  #complaints = ''
  #gathered = ''

  /** Makes the repository in an empty folder. */
  constructor(directory: string, remote: string) {
    this.directory = directory
    initialise(directory, remote)
    this.#process = spawn(
      'git',
      ['-c', 'core.compression=1', 'fast-import', '--quiet', '--force', '--date-format=raw'],
      {
        cwd: directory,
        env: cleanEnvironment(),
        stdio: ['pipe', 'ignore', 'pipe'],
      },
    )
    this.#process.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text
    })
    this.#process.stdin!.on('error', () => {})
  }

  async #write(text: string) {
    this.#gathered += text
    if (this.#gathered.length < pieceLength) return
    const piece = this.#gathered
    this.#gathered = ''
    if (!this.#process.stdin!.write(piece))
      await Promise.race([once(this.#process.stdin!, 'drain'), once(this.#process, 'exit')])
  }

  /** Writes a commit and points the branch at it. */
  async commit(branch: string, commit: Commit) {
    const parts = [
      `commit ${importing}\nmark :${commit.mark}\n`,
      `author ${commit.author}\ncommitter ${commit.committer}\n`,
      `data ${Buffer.byteLength(commit.message)}\n${commit.message}\n`,
    ]
    const [first, ...others] = commit.parents
    if (first) parts.push(`from :${first.mark}\n`)
    for (const other of others) parts.push(`merge :${other.mark}\n`)
    for (const change of changesBetween(first?.tree ?? emptyTree, commit.tree)) {
      if (change.after === undefined) parts.push(`D ${change.path}\n`)
      else parts.push(`M 100644 inline ${change.path}\ndata ${Buffer.byteLength(change.after)}\n${change.after}\n`)
    }
    this.#branches.set(branch, commit.sha)
    await this.#write(`${parts.join('')}\n`)
  }

  async tag(name: string, commit: Commit, tagger: string, message: string) {
    await this.#write(
      `tag ${name}\nfrom :${commit.mark}\ntagger ${tagger}\ndata ${Buffer.byteLength(message)}\n${message}\n`,
    )
  }

  deleteBranch(branch: string) {
    this.#branches.delete(branch)
  }

  /** Ends the stream and lays out the work tree of the default branch. */
  async finish() {
    const ended = once(this.#process, 'close')
    this.#process.stdin!.end(`${this.#gathered}reset ${importing}\nfrom ${'0'.repeat(40)}\n\n`)
    const [code] = await ended
    if (code !== 0) throw new Error(`git fast-import failed in ${this.directory}: ${this.#complaints}`)
    this.#writeBranches()
    const checkout = spawn('git', ['reset', '--quiet', '--hard', 'main'], {
      cwd: this.directory,
      env: cleanEnvironment(),
      stdio: 'ignore',
    })
    const [status] = await once(checkout, 'close')
    if (status !== 0) throw new Error(`git reset failed in ${this.directory}`)
  }

  #writeBranches() {
    const refs = [...this.#branches].map(([branch, sha]) => `${sha} refs/heads/${branch}\n`)
    refs.sort((left, right) => (left.slice(41) < right.slice(41) ? -1 : 1))
    writeFileSync(join(this.directory, '.git', 'packed-refs'), `# pack-refs with: sorted \n${refs.join('')}`)
  }
}
