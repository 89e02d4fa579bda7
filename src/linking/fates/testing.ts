import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Client } from 'pg'
import { expect } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { deriveMarked, pricer } from '../../../test/support/derive.ts'
import { readStep } from '../../../test/support/read-step.ts'
import { SmallRepository, TemporaryFolder } from '../../connectors/git/testing/small-repository.ts'
import { derive } from '../../jobs/refresh.ts'
import { text } from '../ledger/testing.ts'

/** When commits of a small repository are made: so many minutes after this instant. */
export const minuteZero = 1_700_000_000_000
const minutesOfDay = 1_440

/** What a session did at a minute: it was asked something, or changed a file. */
export type Act =
  | { readonly minute: number; readonly prompt: string }
  | { readonly minute: number; readonly file: string; readonly from?: string; readonly to: string }

/** The id of a session by a digit. */
export const sessionId = (digit: number): string => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`

/** What makes a commit one of a minute. */
export const atMinute = (minute: number): NodeJS.ProcessEnv => {
  const date = `${minuteZero / 1000 + minute * 60} +0000`
  return { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date }
}

/** A history and the logs of those who made it, read into a database of its own. */
export class Workshop implements AsyncDisposable {
  readonly repository: SmallRepository
  readonly #folder: TemporaryFolder
  readonly #data: TestDatabase

  private constructor(folder: TemporaryFolder, data: TestDatabase) {
    this.#folder = folder
    this.#data = data
    this.repository = new SmallRepository(join(folder.path, 'shop'))
  }

  static async open(): Promise<Workshop> {
    return new Workshop(new TemporaryFolder(), await freshDatabase())
  }

  get client(): Client {
    return this.#data.client
  }

  /** Commits so many days after minute zero, all that lies in the work tree. */
  commitOn(days: number, message: string): string {
    return this.repository.commit(message, { environment: atMinute(days * minutesOfDay) })
  }

  /** Writes the log of a session, or of a subagent of it; without `from` a file is made anew. */
  log(session: string, acts: readonly Act[], subagent?: string): void {
    const lines: unknown[] = []
    for (const [index, act] of acts.entries()) {
      const at = minuteZero + act.minute * 60_000 + index
      const name = `${subagent ?? session}-${index}`
      if ('prompt' in act)
        lines.push(this.#line(session, subagent, at, name, { type: 'user', message: said('user', act.prompt) }))
      else lines.push(...this.#edit(session, subagent, at, name, act))
    }
    const path = subagent === undefined ? `${session}.jsonl` : `${session}/subagents/agent-${subagent}.jsonl`
    const file = join(this.#folder.path, 'ana/.claude/projects/-shop', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
  }

  #edit(
    session: string,
    subagent: string | undefined,
    at: number,
    name: string,
    { file, from, to }: Extract<Act, { file: string }>,
  ): unknown[] {
    const path = join(this.repository.path, file)
    const call =
      from === undefined
        ? { name: 'Write', input: { file_path: path, content: to } }
        : { name: 'Edit', input: { file_path: path, old_string: from, new_string: to } }
    const content = [{ type: 'tool_use', id: `toolu_${name}`, ...call }]
    const result = from === undefined ? `File created successfully at: ${path}` : 'The file has been updated.'
    return [
      this.#line(session, subagent, at, `${name}-call`, {
        type: 'assistant',
        message: { ...said('assistant', content), id: `msg_${name}`, model: 'claude-opus-4-6' },
      }),
      this.#line(session, subagent, at, `${name}-result`, {
        type: 'user',
        message: said('user', [{ type: 'tool_result', tool_use_id: `toolu_${name}`, content: result }]),
      }),
    ]
  }

  #line(session: string, subagent: string | undefined, at: number, uuid: string, fields: object): unknown {
    return {
      uuid,
      parentUuid: null,
      sessionId: session,
      timestamp: new Date(at).toISOString(),
      isSidechain: subagent !== undefined,
      ...(subagent === undefined ? {} : { agentId: subagent }),
      userType: 'external',
      cwd: this.repository.path,
      version: '2.1.80',
      ...fields,
    }
  }

  /** Two sessions, a subagent, a squash, lines that were rewritten, reverted, indented and left out of every commit. */
  async makeBusyHistory(): Promise<void> {
    const { repository } = this
    repository.write('README.md', text('readme')).commit('Start', { environment: atMinute(0) })
    this.log(sessionId(1), [
      { minute: 1, prompt: 'make the cart' },
      { minute: 1, file: 'cart.ts', to: text('one', 'two', 'three', 'four') },
      { minute: 2, file: 'cart.ts', from: text('four'), to: text('quatre') },
      { minute: 3, file: 'cart.ts', from: text('three'), to: `  ${text('three')}` },
      { minute: 4, file: 'draft.ts', to: text('never', 'committed') },
    ])
    this.log(sessionId(1), [{ minute: 5, file: 'bill.ts', to: text('five', 'six', 'seven', 'eight') }], 'a1b2c3d')
    repository.git('switch', '--quiet', '-c', 'work')
    const cart = `${text('one', 'two')}  ${text('three')}${text('quatre')}`
    repository.write('cart.ts', cart).commit('Cart', { environment: atMinute(6) })
    repository.write('bill.ts', text('five', 'six', 'seven', 'eight')).commit('Bill', { environment: atMinute(7) })
    repository.git('switch', '--quiet', 'main')
    repository.git('merge', '--quiet', '--squash', 'work')
    this.commitOn(1, 'Work (#1)')
    this.log(sessionId(2), [
      { minute: 2 * minutesOfDay, prompt: 'in French' },
      { minute: 2 * minutesOfDay, file: 'bill.ts', from: text('five', 'six'), to: text('cinq', 'six') },
    ])
    repository.write('bill.ts', text('cinq', 'six', 'seven', 'eight'))
    this.commitOn(2.5, 'French')
    repository.git('revert', '--no-commit', 'HEAD')
    this.commitOn(5, 'Revert')
    repository.write('cart.ts', text('one'))
    this.commitOn(40, 'Less')
  }

  /** Reads what is new, in the logs, in the history or in both, and derives it; links alone do without the ledger. */
  async read(what: 'logs' | 'history' | 'all' = 'all', derived: 'nothing' | 'links' | 'all' = 'all'): Promise<void> {
    const home = join(this.#folder.path, 'ana')
    const homes = [{ path: home, claudeFolders: [join(home, '.claude')], codexFolders: [] }]
    const step = await readStep(this.client, {
      homes: what === 'history' ? [] : homes,
      repositories: what === 'logs' ? [] : [this.repository.path],
    })
    expect(step).toMatchObject({ failures: [], misfits: [] })
    if (derived === 'links') await derive(this.client, pricer)
    else if (derived === 'all') await deriveMarked(this.client)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#data[Symbol.asyncDispose]()
    this.#folder[Symbol.dispose]()
  }
}

const said = (role: string, content: unknown) => ({ role, content })
