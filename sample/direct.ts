import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Calendar } from './calendar.ts'
import { ClaudeCodeLog } from './claude-code/log.ts'
import { CodexLog } from './codex/log.ts'
import type { Repository, Signature } from './git/repository.ts'
import type { LogContext } from './play/agent-log.ts'
import { SessionPlayer } from './play/session.ts'
import type { Random } from './random.ts'
import { Schedule } from './schedule.ts'
import type { Moment, RepositoryName, When, WorkItem } from './script.ts'
import { type Engineer, engineer } from './team.ts'

/** A work item that is made when its time comes. */
export interface Planned {
  at: number
  make(): WorkItem
}

interface Running {
  item: WorkItem
  next: number
}

/** Lets everything happen in the order of time. */
export class Director {
  readonly #repositories: Record<RepositoryName, Repository>
  readonly #calendar: Calendar
  readonly #directory: string
  readonly #random: Random
  readonly #logsFrom: number
  readonly #folders = new Set<string>()
  readonly #schedule = new Schedule<Running | Planned>()
  /** How many sessions were written. */
  sessions = 0
  /** Bytes of logs. */
  bytes = 0

  constructor(options: {
    repositories: Record<RepositoryName, Repository>
    calendar: Calendar
    directory: string
    random: Random
    logsFrom: number
  }) {
    this.#repositories = options.repositories
    this.#calendar = options.calendar
    this.#directory = options.directory
    this.#random = options.random
    this.#logsFrom = options.logsFrom
  }

  add(item: WorkItem) {
    this.#schedule.add(this.#time(item.moments[0]!), { item, next: 0 })
  }

  plan(planned: Planned) {
    this.#schedule.add(planned.at, planned)
  }

  /** Plays everything up to now. */
  async run() {
    for (let entry = this.#schedule.next(); entry; entry = this.#schedule.next()) {
      if (entry.at > this.#calendar.now) break
      if ('make' in entry.item) {
        this.add(entry.item.make())
        continue
      }
      const { item, next } = entry.item
      const moment = item.moments[next]!
      const endedAt = await this.#play(item, moment, entry.at)
      const following = item.moments[next + 1]
      if (following) {
        const at = Math.max(this.#time(following), endedAt + 60_000)
        this.#schedule.add(at, { item, next: next + 1 })
      } else this.#repositories[item.repository].leave(item.branch)
    }
  }

  #time(moment: Moment): number {
    const when: When = moment
    if ('at' in when) return when.at
    if ('minutesBeforeNow' in when) return this.#calendar.now - when.minutesBeforeNow * 60_000
    const at = this.#calendar.at(when.day, when.hour, engineer(moment.by).zone)
    return at + this.#random.fork(`${moment.by}/${when.day}/${when.hour}`).integer(0, 240) * 1000
  }

  async #play(item: WorkItem, moment: Moment, at: number): Promise<number> {
    const repository = this.#repositories[item.repository]
    const who = engineer(moment.by)
    const signature = this.#signature(who, at)
    switch (moment.do) {
      case 'session':
        return this.#session(item, moment, at)
      case 'commit': {
        const branch = moment.onMain ? 'main' : item.branch
        for (const change of moment.changes) {
          if (change.from === undefined) repository.write(branch, change.path, change.to)
          else repository.replace(branch, change.path, change.from, change.to)
        }
        await repository.commit(branch, signature, at, message(moment.subject, moment.body))
        return at
      }
      case 'open':
        repository.pullRequest(item.branch)
        return at
      case 'merge': {
        const author = item.moments.find((each) => each.do === 'session' || each.do === 'commit')?.by ?? moment.by
        await repository.merge(item.name, item.branch, this.#signature(engineer(author), at), signature, at, {
          style: moment.style,
          title: moment.title,
          body: moment.body ?? '',
          keepBranch: moment.keepBranch ?? false,
        })
        return at
      }
      case 'revert': {
        const landed = repository.undo(moment.item, item.branch)
        const body = `This reverts commit ${landed.commit.sha}.\n\n${moment.reason}`
        await repository.commit(item.branch, signature, at, message(`Revert "${landed.title}"`, body))
        return at
      }
      case 'tag':
        await repository.tag(moment.name, signature, at, moment.message)
        return at
    }
  }

  async #session(item: WorkItem, moment: Extract<Moment, { do: 'session' }>, at: number): Promise<number> {
    const repository = this.#repositories[item.repository]
    const who = engineer(moment.by)
    const branch = moment.onMain ? 'main' : item.branch
    const random = this.#random.fork(`${item.name}/${moment.by}/${at}`)
    const claude = moment.agent === 'claude'
    const context: LogContext = {
      engineer: who,
      cwd: repository.path,
      branch,
      commit: repository.branch(branch).head.sha,
      remote: `https://github.com/${repository.slug}.git`,
      startedAt: at,
      now: this.#calendar.now,
      model: moment.model ?? (claude ? who.claude! : who.codex!).model,
    }
    const log = claude ? new ClaudeCodeLog(context, random) : new CodexLog(context, random)
    const trailer = claude && who.style === 'precise' ? coAuthor(context.model) : undefined
    const player = new SessionPlayer({
      repository,
      branch,
      engineer: who,
      signature: this.#signature(who, at),
      log,
      random,
      startedAt: at,
      now: this.#calendar.now,
      weight: moment.weight ?? random.between(4, 13),
      cacheMinutes: claude && who.claude!.cache === '1h' ? 60 : 5,
      shared: claude ? 16_800 : 11_264,
      mode: who.style === 'chatty' ? 'acceptEdits' : 'default',
      ...(trailer ? { trailer } : {}),
    })
    const endedAt = await player.play(moment.turns)
    if (moment.title && endedAt <= this.#calendar.now) log.title(moment.title)
    if (at >= this.#logsFrom) {
      this.sessions++
      for (const file of log.files()) {
        const path = join(this.#directory, 'homes', who.user, file.path)
        this.#makeFolder(dirname(path))
        writeFileSync(path, file.content)
        this.bytes += file.content.length
      }
    }
    return endedAt
  }

  #makeFolder(path: string) {
    if (!this.#folders.has(path)) mkdirSync(path, { recursive: true })
    this.#folders.add(path)
  }

  #signature(who: Engineer, at: number): Signature {
    const other = who.otherEmail && new Date(at).getUTCDate() % 3 === 0
    return { text: `${who.name} <${other ? who.otherEmail : who.email}>`, zone: who.zone }
  }
}

const message = (subject: string, body: string | undefined) => (body ? `${subject}\n\n${body}` : subject)

const modelNames: Record<string, string> = {
  'claude-opus-4-8': 'Claude Opus 4.8',
  'claude-sonnet-4-6': 'Claude Sonnet 4.6',
}

const coAuthor = (model: string) => `Co-Authored-By: ${modelNames[model] ?? 'Claude'} <noreply@anthropic.com>`
