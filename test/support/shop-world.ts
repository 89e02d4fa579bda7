import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from 'playwright-core'
import { SmallRepository } from '../../src/connectors/git/testing/small-repository.ts'
import { type Look, launchBrowser, type OpenedPage, openPage } from './browser.ts'
import { answer, called, prompt, returned, said, writeClaudeLog } from './claude-log.ts'
import { launcher, Maestro } from './maestro.ts'

const minute = 60_000
/** A little after the first commits, so that sessions and commits lie beside one another. */
const began = 1_700_000_000_000

/** Names as somebody could make them who means ill, and how they are shown. */
export const evil = {
  prompt: {
    written: 'Fix <img src=x onerror=alert(1)> in \u202egnp.exe',
    shown: 'Fix <img src=x onerror=alert(1)> in \\u{202e}gnp.exe',
  },
  branch: '<script>alert(2)</script>',
  person: '<b onclick=alert(3)>eve',
  file: 'src/<svg onload=alert(4)>.ts',
  subject: 'Merge pull request #13 from eve/<iframe src=javascript:alert(5)>',
  /** Git itself leaves out what would be a tag. */
  author: { written: '<i>Eve\u202e!', shown: 'iEve\\u{202e}!' },
}

const writeSessions = (maestro: Maestro, repository: string, fillers: number): void => {
  const log = (
    home: string,
    session: string,
    minutes: number,
    branch: string,
    entries: Parameters<typeof writeClaudeLog>[2],
  ) =>
    writeClaudeLog(
      maestro.folder,
      { home, session, cwd: repository, startedAt: began + minutes * minute, branch },
      entries,
    )
  const edited = (id: string, path: string) => {
    const input = { file_path: join(repository, path), content: 'export const retry = 1\n' }
    return [answer(id, [called(id, 'Write', input)]), returned(id, 'File created successfully')]
  }
  log('homes/ana', 'memory', 500, 'ana/pay-88-retry', [
    prompt('Why does the refund worker run out of memory? See PAY-88'),
    answer('a1', [called('a1', 'Bash', { command: 'npx vitest run src/refundRetry.test.ts' })]),
    returned('a1', 'Error: heap', true),
    ...edited('a2', 'src/refundRetry.ts'),
    answer('a3', [said('The refund worker kept every retry.')]),
  ])
  log('homes/ana', 'queue', 2, 'ana/pay-88-retry', [prompt('Wire the queue'), answer('q1', [said('Wired.')])])
  log('homes/ana', 'other', 400, 'main', [
    prompt('My memory of the refund table is out of date'),
    answer('b1', [said('It has a column more.')]),
  ])
  log(`homes/${evil.person}`, 'evil', 300, evil.branch, [prompt(evil.prompt.written), ...edited('c1', evil.file)])
  for (let number = 0; number < fillers; number++)
    log('homes/ben', `filler-${number}`, -number * 60, 'main', [
      prompt(`Paint wall number ${number} of the lobby`),
      answer(`f${number}`, [said('Painted.')]),
    ])
}

const writeHistory = (path: string): void => {
  const repository = new SmallRepository(path)
  repository.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git')
  repository.write('a.txt', 'a\n').commit('Begin the shop')
  repository.git('checkout', '--quiet', '-b', 'ana/pay-88-retry')
  for (let number = 0; number < 450; number += 150)
    repository.write(`retry-${number}.txt`, 'x\n').commit(`Retry ${number}`)
  repository.git('checkout', '--quiet', 'main')
  repository.merge('ana/pay-88-retry', 'Merge pull request #12 from acme/ana/pay-88-retry\n\nRetry refunds')
  const environment = { GIT_AUTHOR_NAME: evil.author.written, GIT_AUTHOR_EMAIL: 'eve@example.org' }
  repository.write(evil.file, 'x\n').commit(evil.subject, { environment })
}

/** A server over a shop with two persons of good and one of ill will, and a browser to look at it. */
export class ShopWorld implements AsyncDisposable {
  readonly maestro = new Maestro()
  readonly repository = join(this.maestro.folder.path, 'shop')
  #server: ChildProcess | undefined
  #browser: Browser | undefined

  /** `fillers` sessions, an hour apart, lie before those that tests are about. */
  async start(fillers: number): Promise<void> {
    writeHistory(this.repository)
    writeSessions(this.maestro, this.repository, fillers)
    const homes = ['ana', 'ben', evil.person].flatMap((name) => [
      '--home',
      join(this.maestro.folder.path, 'homes', name),
    ])
    this.#server = spawn(launcher, ['start', ...homes, '--repo', this.repository], {
      cwd: this.maestro.folder.path,
      env: this.maestro.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    for await (const line of createInterface({ input: this.#server.stdout! })) if (line.includes('/open?token=')) break
    this.#server.stdout!.resume()
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

  /** Something that has just been asked in a session of ana's. */
  saysNow(session: string, text: string): void {
    const log = { home: 'homes/ana', session, cwd: this.repository, startedAt: Date.now() - 1_000 }
    writeClaudeLog(this.maestro.folder, log, [prompt(text), answer(session, [said('Done.')])])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser?.close()
    const exited = this.#server ? once(this.#server, 'exit') : undefined
    this.#server?.kill()
    await exited
    await this.maestro[Symbol.asyncDispose]()
  }
}
