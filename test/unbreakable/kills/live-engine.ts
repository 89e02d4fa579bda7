import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Places } from '../../support/read-step.ts'
import { childEnvironment, preloaded } from './child.ts'
import type { OwnServer } from './own-server.ts'

const script = join(import.meta.dirname, 'live-until-ended.ts')
const longestEndMs = 30_000

/** The live engine in a process that may be killed and is then started again. */
export class LiveEngine {
  readonly #task: string
  #child: ChildProcess | undefined
  #printed = ''
  #complaint = ''
  #threadsEnded = 0

  constructor(server: OwnServer, name: string, places: Places) {
    this.#task = JSON.stringify({ home: server.home, name, ...places })
  }

  async start(): Promise<void> {
    this.#printed = ''
    const child = spawn(process.execPath, [...preloaded, script, this.#task], {
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    child.stdout.on('data', (text) => {
      this.#printed += text
      if (String(text).includes('thread ended')) this.#threadsEnded++
    })
    child.stderr.on('data', (text) => {
      this.#complaint = (this.#complaint + text).slice(-2000)
    })
    await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
  }

  async killProcess(): Promise<boolean> {
    const child = this.#child!
    const works = child.exitCode === null && child.signalCode === null
    child.kill('SIGKILL')
    if (works) await once(child, 'close')
    await this.start()
    return works
  }

  /** Ends a reading thread; answers whether there was one. */
  async endThread(): Promise<boolean> {
    const before = this.#threadsEnded
    this.#child!.kill('SIGUSR2')
    for (let tries = 0; tries < 20 && this.#threadsEnded === before; tries++) await wait(10)
    return this.#threadsEnded > before
  }

  /** Ends it as a user does; answers what is wrong with how it ended. */
  async end(): Promise<string[]> {
    const child = this.#child!
    if (child.exitCode !== null || child.signalCode !== null)
      return [`the engine ended by itself with ${child.exitCode ?? child.signalCode}: ${this.#complaint}`]
    const closed = once(child, 'close')
    child.kill('SIGTERM')
    const ended = await Promise.race([closed.then(() => true), wait(longestEndMs, false)])
    if (!ended) {
      child.kill('SIGKILL')
      return [`the engine did not end within ${longestEndMs} ms`]
    }
    if (child.exitCode !== 0) return [`the engine ended with ${child.exitCode}: ${this.#complaint}`]
    const { lastError } = JSON.parse(this.#printed.trim().split('\n').at(-1)!) as { lastError: unknown }
    return lastError === null ? [] : [`the engine is still troubled by ${JSON.stringify(lastError)}`]
  }
}
