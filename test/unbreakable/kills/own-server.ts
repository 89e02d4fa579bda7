import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { openDatabase } from '../../../src/store/database.ts'
import { joinEmbedded, removeEmbedded } from '../../../src/store/embedded/index.ts'

type Connection = Awaited<ReturnType<typeof joinEmbedded>>['connection']

const template = 'kills_template'

/** A database server of a test's own, which it may kill. */
export class OwnServer implements AsyncDisposable {
  /** Its data folder. */
  readonly home = mkdtempSync(join(tmpdir(), 'maestro-kills-'))
  #count = 0

  static async start(): Promise<OwnServer> {
    const server = new OwnServer()
    await server.administer(`create database ${template}`)
    const database = await openDatabase({ ...(await server.address()), database: template })
    await database.close()
    return server
  }

  /** Where it is now; starts it again where it was killed. */
  async address(): Promise<Connection> {
    return (await joinEmbedded({ home: this.home })).connection
  }

  async administer(statement: string): Promise<void> {
    const client = new Client(await this.address())
    client.on('error', () => {})
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }

  /** The name of a new database with the layout and nothing in it. */
  async freshDatabase(): Promise<string> {
    const name = `round_${this.#count++}`
    await this.administer(`create database ${name} template ${template}`)
    return name
  }

  /** Kills the server and every process of it at once: nothing is written to disk any more. False: there is none just now. */
  kill(): boolean {
    const pid = this.#pid()
    if (pid === undefined) return false
    for (const each of [pid, ...childrenOf(pid)]) {
      try {
        process.kill(each, 'SIGKILL')
      } catch {
        // It ended by itself meanwhile.
      }
    }
    return true
  }

  #pid(): number | undefined {
    const state = join(this.home, 'postgres', 'server.json')
    if (!existsSync(state)) return undefined
    return (JSON.parse(readFileSync(state, 'utf8')) as { server: { pid: number } }).server.pid
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeEmbedded({ home: this.home })
    rmSync(this.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

const childrenOf = (pid: number): number[] => {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
  } catch {
    return []
  }
}
