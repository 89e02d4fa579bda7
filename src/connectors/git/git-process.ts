import { spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { join, parse } from 'node:path'
import type { Readable } from 'node:stream'
import { MaestroError } from '../../model/errors.ts'

/** Settings that hold against whatever the repository's own configuration says. */
const settings = [
  'protocol.allow=never',
  'safe.directory=*',
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  `core.attributesFile=${devNull}`,
  'core.pager=cat',
  'core.quotePath=true',
  'core.bigFileThreshold=512m',
  'attr.tree=4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  'diff.external=',
  'diff.relative=false',
  'diff.suppressBlankEmpty=false',
  'i18n.logOutputEncoding=UTF-8',
  'log.showSignature=false',
  'log.showRoot=true',
  'log.follow=false',
].flatMap((setting) => ['-c', setting])

/**
 * The user's environment without what steers git, and with what keeps a hostile repository from starting a program or
 * opening a connection. The index does not exist and there is no work tree, so no `.gitattributes` is in force: the
 * same history gives the same records from every clone.
 */
const environment = (gitDirectory: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_SYSTEM: devNull,
  GIT_ATTR_NOSYSTEM: '1',
  GIT_IMPLICIT_WORK_TREE: '0',
  GIT_INDEX_FILE: join(gitDirectory, 'maestro-reads-no-index'),
  GIT_GRAFT_FILE: devNull,
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_PROTOCOL_FROM_USER: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
})

/** Git ended with an exit code other than 0, or was killed. */
export class GitExit extends MaestroError {
  /** Git's last words. */
  readonly words: string

  constructor(gitDirectory: string, command: string, words: string) {
    super(
      'git-failed',
      `git ${command} failed in ${gitDirectory}: ${words}`,
      `Run "git fsck" in ${gitDirectory} to see whether it is damaged.`,
    )
    this.words = words
  }
}

const notStarted = (cause: NodeJS.ErrnoException) =>
  cause.code === 'ENOENT'
    ? new MaestroError('git-failed', 'git is not installed.', 'Install git, and see to it that it is on the PATH.', {
        cause,
      })
    : new MaestroError('git-failed', `git could not be started: ${cause.message}`, 'Check that git runs by itself.', {
        cause,
      })

/** What a call of git may have beside its arguments. */
export interface GitCall {
  /** What git reads from its standard input. Without it there is none. */
  readonly input?: string | Buffer
  readonly signal?: AbortSignal | undefined
  /** Milliseconds of silence after which git is ended. Default: ten minutes. */
  readonly silenceMs?: number
}

/** No walk takes so long to its first commit; a pipe in the place of a ref is waited for forever. */
const longestSilenceMs = 600_000

const lastWords = (stderr: string, code: number | null, signal: string | null) => {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  return (
    lines.find((line) => line.startsWith('fatal: '))?.slice('fatal: '.length) ??
    lines.at(-1) ??
    (signal === null ? `exit code ${code}` : `ended by ${signal}`)
  )
}

/** How many git processes were started, for tests that count work. */
export const started = { count: 0 }

/**
 * Runs git and yields its output as it comes. Whoever stops iterating stops git.
 * @throws GitExit after the last output, when git did not end well or said nothing for long
 */
export async function* streamGit(
  gitDirectory: string,
  command: string,
  parameters: readonly string[],
  { input, signal, silenceMs = longestSilenceMs }: GitCall = {},
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted()
  started.count++
  const child = spawn('git', ['--no-pager', `--git-dir=${gitDirectory}`, ...settings, command, ...parameters], {
    cwd: parse(gitDirectory).root,
    env: environment(gitDirectory),
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
    child.once('error', (cause) => reject(notStarted(cause)))
    child.once('close', (code, killedBy) => resolve({ code, signal: killedBy }))
  })
  ended.catch(() => {})
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    if (stderr.length < 65_536) stderr += chunk
  })
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const stop = () => child.kill()
  signal?.addEventListener('abort', stop)
  let running = true
  let silent = false
  try {
    yield* heard(child.stdout!, silenceMs, () => {
      silent = true
      child.kill('SIGKILL')
    })
    const end = await ended
    running = false
    signal?.throwIfAborted()
    if (silent) throw new GitExit(gitDirectory, command, `it said nothing for ${Math.ceil(silenceMs / 60_000)} min`)
    if (end.code !== 0) throw new GitExit(gitDirectory, command, lastWords(stderr, end.code, end.signal))
  } finally {
    signal?.removeEventListener('abort', stop)
    if (running) child.kill()
  }
}

/** Passes output on; calls `onSilence` where none comes for so long while it is waited for. */
async function* heard(output: Readable, silenceMs: number, onSilence: () => void): AsyncGenerator<Buffer> {
  const chunks = output[Symbol.asyncIterator]()
  for (;;) {
    const timer = setTimeout(onSilence, silenceMs)
    const { done, value } = await chunks.next().finally(() => clearTimeout(timer))
    if (done) return
    yield value
  }
}

/** Runs git and returns all of its output: only for answers that are known to be short. */
export const askGit = async (
  gitDirectory: string,
  command: string,
  parameters: readonly string[],
  call: GitCall = {},
): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of streamGit(gitDirectory, command, parameters, call)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** The same, where an exit code other than 0 means "there is none". */
export const askGitIfAny = async (...call: Parameters<typeof askGit>): Promise<Buffer | undefined> => {
  try {
    return await askGit(...call)
  } catch (error) {
    if (error instanceof GitExit) return undefined
    throw error
  }
}
