import { appendFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LooseRepository } from '../../test/unbreakable/git-objects.ts'
import { answerLine, type LoggedSession, promptLine, prose, resultLine, sessionNumber } from '../scale/log-lines.ts'

const logsAtOnce = 10
/** Seconds after which a session ends and another one begins, and after which the oldest log is deleted. */
const sessionSeconds = 90
const deleteSeconds = 300

interface OpenLog extends LoggedSession {
  readonly file: string
  index: number
}

/** A team at work: what it writes in a second. Times in its logs are the real ones. */
export class Team {
  readonly home: string
  readonly repository: string
  readonly #git: LooseRepository
  readonly #kept: string
  readonly #open: OpenLog[] = []
  readonly #ended: string[] = []
  readonly #deleted: string[] = []
  #sessions = 0
  #second = 0
  #tip: string | undefined
  lines = 0
  commits = 0

  constructor(folder: string) {
    this.home = join(folder, 'home')
    this.#kept = join(folder, 'kept')
    const workTree = join(folder, 'code', 'shop')
    this.repository = workTree
    this.#git = new LooseRepository(join(workTree, '.git'))
    mkdirSync(join(this.home, '.claude', 'projects'), { recursive: true })
    for (let count = 0; count < logsAtOnce; count++) this.#begin()
    this.commit()
  }

  get deleted(): number {
    return this.#deleted.length
  }

  /** Appends to each open log; now and then a session ends, a log goes away. */
  second(): void {
    this.#second++
    for (const log of this.#open) this.#append(log)
    if (this.#second % Math.round(sessionSeconds / logsAtOnce) === 0) {
      this.#ended.push(this.#open.shift()!.file)
      this.#begin()
    }
    if (this.#second % deleteSeconds === 0) this.#delete()
  }

  commit(): void {
    const number = this.commits++
    const blob = this.#git.object('blob', Buffer.from(`export const step = ${number}\n`))
    const tree = this.#git.tree([{ mode: '100644', name: Buffer.from('step.ts'), sha: blob }])
    const who = `Ana <ana@example.org> ${Math.floor(Date.now() / 1000)} +0000`
    const parent = this.#tip === undefined ? '' : `parent ${this.#tip}\n`
    const text = `tree ${tree}\n${parent}author ${who}\ncommitter ${who}\n\nStep ${number} (#${number + 1})\n`
    this.#tip = this.#git.object('commit', Buffer.from(text))
    this.#git.ref('refs/heads/main', this.#tip)
  }

  /** Appends a prompt to a log that is open, and answers its id and its session. */
  ask(text: string): { readonly uuid: string; readonly session: string } {
    const log = this.#open[this.#second % this.#open.length]!
    const uuid = `${log.session}-${log.index}`
    this.#write(log, promptLine(log, log.index++, text))
    return { uuid, session: `claude-code:${log.session}` }
  }

  /** Puts back what was deleted: for a fresh import of all that there ever was. */
  restore(): void {
    for (const file of this.#deleted) cpSync(join(this.#kept, file.slice(this.home.length)), file)
  }

  #begin(): void {
    const session = sessionNumber(++this.#sessions)
    const file = join(this.home, '.claude', 'projects', '-code-shop', `${session}.jsonl`)
    const log = { session, cwd: this.repository, file, index: 0 }
    this.#open.push(log)
    this.#write(log, promptLine(log, log.index++, `Begin ${session}: ${prose(80, this.#sessions)}`))
  }

  #append(log: OpenLog): void {
    const index = log.index++
    const kind = index % 3
    if (kind === 0) this.#write(log, answerLine(log, index, { type: 'text', text: prose(400, index) }))
    else if (kind === 1)
      this.#write(
        log,
        answerLine(log, index, {
          type: 'tool_use',
          id: `toolu_${log.session}_${index}`,
          name: 'Bash',
          input: { command: 'npm test' },
        }),
      )
    else this.#write(log, resultLine(log, index, `toolu_${log.session}_${index - 1}`, prose(1500, index)))
  }

  #write(log: OpenLog, line: string): void {
    mkdirSync(dirname(log.file), { recursive: true })
    const now = `"timestamp":"${new Date().toISOString()}"`
    appendFileSync(log.file, `${line.replace(/"timestamp":"[^"]*"/, now)}\n`)
    this.lines++
  }

  #delete(): void {
    const file = this.#ended.shift()
    if (file === undefined || !existsSync(file)) return
    cpSync(file, join(this.#kept, file.slice(this.home.length)))
    rmSync(file)
    this.#deleted.push(file)
  }
}
