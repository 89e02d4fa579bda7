import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const environment = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'Ada@Example.org',
  GIT_COMMITTER_NAME: 'Ben',
  GIT_COMMITTER_EMAIL: 'ben@example.org',
  LC_ALL: 'C',
}

/** A folder that goes away with the variable that holds it. */
export class TemporaryFolder implements Disposable {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'maestro-git-')));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** What a commit is made with, where it is not the usual. */
export interface CommitOptions {
  readonly environment?: NodeJS.ProcessEnv
  readonly arguments?: readonly string[]
}

/** A repository made for a test. Each commit is a minute after the one before. */
export class SmallRepository {
  readonly path: string
  #minutes = 0

  constructor(path: string, ...init: string[]) {
    this.path = path
    mkdirSync(path, { recursive: true })
    if (init[0] === 'existing') return
    this.git('init', '--quiet', '--initial-branch=main', ...init)
    this.git('config', 'commit.gpgSign', 'false')
  }

  get gitDirectory(): string {
    return join(this.path, '.git')
  }

  git(...args: string[]): string {
    return this.bytes(args).toString('utf8')
  }

  bytes(args: readonly string[], input?: string | Buffer, more: NodeJS.ProcessEnv = {}): Buffer {
    const date = `${1_700_000_000 + this.#minutes * 60} +0100`
    const env = { ...environment, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, ...more }
    return execFileSync('git', ['-c', 'protocol.file.allow=always', ...args], {
      cwd: this.path,
      env,
      input: input ?? '',
      maxBuffer: 1_000_000_000,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  }

  write(path: string, content: string | Buffer): this {
    mkdirSync(dirname(join(this.path, path)), { recursive: true })
    writeFileSync(join(this.path, path), content)
    return this
  }

  /** Commits all that is in the work tree. @returns the commit's id */
  commit(message: string | Buffer, options: CommitOptions = {}): string {
    this.#minutes++
    this.git('add', '--all')
    const args = ['commit', '--quiet', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '--file=-']
    this.bytes([...args, ...(options.arguments ?? [])], message, options.environment)
    return this.head()
  }

  merge(branch: string, message: string, ...args: string[]): string {
    this.#minutes++
    this.git('merge', '--quiet', '--no-ff', '-m', message, ...args, branch)
    return this.head()
  }

  /** Attaches a note of git-ai to a commit. */
  note(sha: string, text: string): void {
    this.bytes(['notes', '--ref=ai', 'add', '--force', '--file=-', sha], text)
  }

  /** Points a ref at a commit without parents of these files beside those it was given before. @returns the commit's id */
  commitTo(ref: string, files: Readonly<Record<string, string>>): string {
    const index = { GIT_INDEX_FILE: join(this.gitDirectory, `index-of-${ref.replaceAll('/', '-')}`) }
    const print = (args: readonly string[], input = '') => this.bytes(args, input, index).toString('utf8').trim()
    for (const [path, text] of Object.entries(files))
      print(['update-index', '--add', '--cacheinfo', `100644,${print(['hash-object', '-w', '--stdin'], text)},${path}`])
    const commit = print(['commit-tree', '-m', 'Files', print(['write-tree'])])
    this.git('update-ref', ref, commit)
    return commit
  }

  head(): string {
    return this.git('rev-parse', 'HEAD').trim()
  }
}
