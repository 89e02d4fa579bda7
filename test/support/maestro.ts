import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { removeEmbedded } from '../../src/store/embedded/index.ts'
import { TemporaryFolder } from './folder.ts'

const root = dirname(dirname(import.meta.dirname))

/** `./bin/maestro` of this checkout. */
export const launcher = join(root, 'bin', 'maestro')

const inherited = ['PATH', 'TMPDIR', 'LANG']

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The command line with a data folder and a user's home of its own; both go away with the variable that holds it. */
export class Maestro implements AsyncDisposable {
  readonly folder = new TemporaryFolder()
  readonly home = join(this.folder.path, 'home')
  readonly data = join(this.folder.path, 'data')
  /** What the commands find in their environment. */
  readonly env: Record<string, string>

  constructor(env: Record<string, string> = {}) {
    mkdirSync(this.home)
    this.env = {
      ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
      HOME: this.home,
      MAESTRO_HOME: this.data,
      TZ: 'UTC',
      ...env,
    }
  }

  /** Runs a command to its end. */
  run(...words: string[]): Promise<Outcome> {
    return this.#end(launcher, words)
  }

  /** Runs a line of the shell in which `$MAESTRO` is the command, quoted. */
  shell(line: string): Promise<Outcome> {
    return this.#end('bash', ['-o', 'pipefail', '-c', line], { MAESTRO: launcher })
  }

  #end(command: string, words: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
    const child = spawn(command, words, {
      cwd: this.folder.path,
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const printed = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        printed[name] += text
      })
    }
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (status) => resolve({ status, ...printed }))
    })
  }

  /** What a command that must go well prints. */
  async print(...words: string[]): Promise<string> {
    const { status, stdout, stderr } = await this.run(...words)
    if (status !== 0) throw new Error(`maestro ${words.join(' ')} ended with ${status}: ${stderr}`)
    return stdout
  }

  /** The same, as the JSON that it prints. */
  async json<Value>(...words: string[]): Promise<Value> {
    return JSON.parse(await this.print(...words, '--json')) as Value
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.run('stop')
    for (const home of [join(this.data, 'sample'), this.data]) await removeEmbedded({ home }).catch(() => {})
    this.folder[Symbol.dispose]()
  }
}
