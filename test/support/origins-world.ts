import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from 'playwright-core'
import { SmallRepository } from '../../src/connectors/git/testing/small-repository.ts'
import { type Look, launchBrowser, type OpenedPage, openPage } from './browser.ts'
import { answer, called, prompt, returned, said, writeClaudeLog } from './claude-log.ts'
import { launcher, Maestro } from './maestro.ts'

const day = 86_400_000
const began = 1_700_000_000_000

/** What is in the shop. */
export const shop = {
  file: 'src/lantern.ts',
  odd: 'odd \u202e<img src=x onerror=window.hacked=1>.html',
  long: 'long.txt',
  binary: 'lantern.bin',
  /** A day on which only the first line was there. */
  before: new Date(began + day / 2).toISOString().slice(0, 10),
}

const byHand = 'const byHand = 1\n'
const bySession = 'const lanterns = 2\nconst wicks = 3\nconst flames = lanterns * wicks\n'
const hostile = '<script>window.hacked = 1</script>\n\u202e<img src=x onerror="window.hacked = 1">\n'

const at = (days: number): NodeJS.ProcessEnv => {
  const date = `${(began + days * day) / 1000} +0000`
  return { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
}

const writeHistory = (path: string): void => {
  const repository = new SmallRepository(path)
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git')
  repository.write(shop.file, byHand).commit('Begin by hand', { environment: at(0) })
  repository.write(shop.file, byHand + bySession).commit('Count lanterns', { environment: at(2) })
  const many = Array.from({ length: 6000 }, (_, line) => `line ${line + 1} of many\n`).join('')
  repository.write(shop.long, many).write(shop.odd, hostile).write(shop.binary, '\0\u0001\0binary\0')
  repository.commit('All that is odd', { environment: at(3) })
}

/** A server over a history of which one commit was written in a session, and a browser to look at it. */
export class OriginsWorld implements AsyncDisposable {
  readonly maestro = new Maestro()
  readonly #repository = join(this.maestro.folder.path, 'shop')
  #server: ChildProcess | undefined
  #browser: Browser | undefined

  async start(): Promise<void> {
    writeHistory(this.#repository)
    const log = { home: 'ana', session: 'lanterns', cwd: this.#repository, startedAt: began + 1.5 * day }
    const path = join(this.#repository, shop.file)
    const input = { file_path: path, old_string: byHand, new_string: byHand + bySession }
    const added = bySession.trimEnd().split('\n')
    const hunk = { oldStart: 1, oldLines: 1, newStart: 1, newLines: 1 + added.length }
    writeClaudeLog(this.maestro.folder, log, [
      prompt('Count the lanterns'),
      answer('edit', [called('edit', 'Edit', input)]),
      {
        ...returned('edit', 'The file has been updated.'),
        toolUseResult: {
          filePath: path,
          oldString: byHand,
          newString: byHand + bySession,
          structuredPatch: [{ ...hunk, lines: [` ${byHand.trimEnd()}`, ...added.map((line) => `+${line}`)] }],
        },
      },
      answer('done', [said('Counted.')]),
    ])
    const words = ['start', '--home', join(this.maestro.folder.path, 'ana'), '--repo', this.#repository]
    this.#server = spawn(launcher, words, {
      cwd: this.maestro.folder.path,
      env: this.maestro.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    for await (const line of createInterface({ input: this.#server.stdout! })) if (line.includes('/open?token=')) break
    this.#server.stdout!.resume()
    await this.maestro.run('sync')
    this.#browser = await launchBrowser()
  }

  /** A page of its own, opened at an address. */
  async open(path: string, look: Look = {}): Promise<OpenedPage> {
    const { link } = await this.maestro.json<{ link: string }>('link')
    const opening = await openPage(this.#browser!, link, look)
    await opening.page.goto(new URL(path, link).href)
    await opening.page.getByRole('heading', { level: 1 }).waitFor()
    return opening
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser?.close()
    const exited = this.#server ? once(this.#server, 'exit') : undefined
    this.#server?.kill()
    await exited
    await this.maestro[Symbol.asyncDispose]()
  }
}
