import type { Repository, Signature } from '../git/repository.ts'
import type { Random } from '../random.ts'
import type { Step, Turn } from '../script.ts'
import type { Engineer } from '../team.ts'
import { glob, grep } from './act.ts'
import type { AgentLog, Message, ToolUse } from './agent-log.ts'
import { commitOutput, pushAgainOutput, pushOutput } from './outputs.ts'
import { Conversation, estimate } from './tokens.ts'

/** What a session is played with. */
export interface Stage {
  repository: Repository
  branch: string
  engineer: Engineer
  signature: Signature
  log: AgentLog
  random: Random
  startedAt: number
  now: number
  weight: number
  cacheMinutes: number
  /** Tokens that are cached before the session begins. */
  shared: number
  trailer?: string
  /** The person's permission mode. */
  mode: string
}

type Pending = { thinking: string[]; text: string[] }

/** Plays the turns of a session: changes the files, makes the commits, and tells it all to the log. */
export class SessionPlayer {
  readonly #stage: Stage
  readonly #conversation: Conversation
  #clock: number
  #pending: Pending = { thinking: [], text: [] }
  #tasks = 0
  #mode: string
  #lastText = ''
  #queued: string[] = []
  readonly #links: (() => void)[] = []

  constructor(stage: Stage) {
    this.#stage = stage
    this.#clock = stage.startedAt
    this.#mode = stage.mode
    this.#conversation = new Conversation(stage.random, {
      own: stage.random.integer(7000, 21_000),
      shared: stage.shared,
      weight: stage.weight,
      cacheMinutes: stage.cacheMinutes,
    })
  }

  /** Whether the session runs on after now. */
  get open(): boolean {
    return this.#clock > this.#stage.now
  }

  /** Plays all turns; answers when it ended. */
  async play(turns: readonly Turn[]): Promise<number> {
    const { random, log } = this.#stage
    for (const [index, turn] of turns.entries()) {
      if (index > 0) this.#clock += Math.round((turn.after ?? 0.5 + 9 * random.next() ** 2) * 60_000)
      if (this.open) return this.#clock
      if (turn.mode) this.#mode = turn.mode
      if (turn.command !== undefined || turn.shell !== undefined) {
        log.command(
          this.#clock,
          turn.shell === undefined ? 'command' : 'shell',
          turn.prompt,
          turn.command ?? turn.shell ?? '',
        )
        this.#conversation.add(turn.shell ?? '')
        this.#clock += 1500
        if (turn.steps.length === 0) continue
      } else log.prompt(this.#clock, this.#fill(turn.prompt), { mode: this.#mode })
      this.#conversation.add(turn.prompt)
      const startedAt = this.#clock
      const stopped = await this.#steps(turn.steps)
      if (this.open) return this.#clock
      if (!stopped) {
        if (this.#pending.text.length > 0 || this.#pending.thinking.length > 0) this.#flush([], true)
        if (this.open) return this.#clock
        log.endOfTurn(this.#clock, startedAt, this.#lastText)
      }
      this.#pending = { thinking: [], text: [] }
    }
    return this.#clock
  }

  #fill(text: string): string {
    if (!text.includes('{')) return text
    const { repository, branch } = this.#stage
    return text
      .replace(/\{pr\}/g, () => String(repository.pullRequest(branch)))
      .replace(/\{landed:([\w-]+)\}/g, (_, item: string) => repository.landed(item)?.commit.sha.slice(0, 7) ?? '')
  }

  async #steps(steps: readonly Step[]): Promise<boolean> {
    for (let index = 0; index < steps.length; index++) {
      if (this.open) return true
      const step = steps[index]!
      if (step.do === 'think') this.#pending.thinking.push(step.text)
      else if (step.do === 'say') this.#pending.text.push(this.#fill(step.text))
      else if (step.do === 'interrupt') {
        if (this.#pending.text.length + this.#pending.thinking.length > 0) this.#flush([], false)
        this.#stage.log.interruption(this.#clock, steps[index - 1]?.do === 'run')
        return true
      } else if (step.do === 'queue') {
        this.#stage.log.queued(this.#clock - 900, step.text)
        this.#queued.push(step.text)
      } else if (step.do === 'wait') this.#clock += step.minutes * 60_000
      else if (step.do === 'overload') this.#overload(step.attempts)
      else if (step.do === 'compact') {
        this.#stage.log.compaction(this.#clock, step.summary, this.#conversation.size)
        this.#conversation.restart(step.summary, this.#stage.shared)
        this.#clock += 24_000
      } else {
        const together = [step]
        while (isLook(step) && together.length < 3 && isLook(steps[index + 1]) && this.#stage.random.chance(0.6))
          together.push(steps[++index]! as never)
        const makers = together.map((each) => () => this.#use(each))
        await this.#flushWith(makers)
        for (const text of this.#queued.splice(0)) {
          this.#stage.log.taken(this.#clock, text)
          this.#conversation.add(text)
        }
      }
    }
    return false
  }

  #overload(attempts: number) {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      this.#stage.log.overload(this.#clock, attempt)
      this.#clock += Math.round(550 * 2 ** (attempt - 1) + this.#stage.random.between(2500, 6000))
    }
  }

  async #flushWith(makers: (() => Promise<ToolUse[]>)[]) {
    const message = this.#begin()
    for (const make of makers) message.uses.push(...(await make()))
    this.#end(message)
  }

  #flush(uses: ToolUse[], final: boolean) {
    const message = this.#begin()
    message.uses = uses
    message.final = final
    this.#end(message)
  }

  #begin(): Message {
    const { random, weight } = this.#stage
    const thinking = this.#pending.thinking.join('\n\n')
    const text = this.#pending.text.join('\n\n')
    const words = estimate(thinking) + estimate(text)
    this.#clock += Math.round((random.between(1800, 6200) + words * random.between(11, 19)) * (0.8 + weight / 9))
    const message: Message = {
      at: this.#clock,
      uses: [],
      tokens: { input: 0, cacheWrite: 0, cacheRead: 0, output: words, reasoning: estimate(thinking) },
      final: false,
    }
    if (thinking) message.thinking = thinking
    if (text) {
      message.text = text
      this.#lastText = text
    }
    this.#pending = { thinking: [], text: [] }
    return message
  }

  #end(message: Message) {
    const written = message.uses.reduce((sum, use) => sum + outputSize(use), 0)
    const reasoning = message.tokens.reasoning + this.#stage.random.integer(60, message.uses.length ? 900 : 300)
    message.tokens = this.#conversation.spend(message.at, message.tokens.output + written + reasoning, reasoning)
    for (const use of message.uses) this.#conversation.add(resultText(use))
    if (message.at <= this.#stage.now) this.#stage.log.message(message)
    for (const link of this.#links.splice(0)) link()
  }

  #timed<Use extends object>(use: Use, milliseconds: number): Use & { startedAt: number; endedAt: number } {
    const startedAt = this.#clock
    this.#clock += Math.round(milliseconds)
    return { startedAt, endedAt: this.#clock, ...use }
  }

  async #use(step: Step): Promise<ToolUse[]> {
    const { repository, branch, random } = this.#stage
    const absolute = (path: string) =>
      path.startsWith('/') || path.startsWith('~') ? path : `${repository.path}/${path}`
    switch (step.do) {
      case 'read': {
        const content = repository.content(branch, step.path)
        if (content === undefined) throw new Error(`${repository.name}/${step.path} is not there to read`)
        const lines = content.replace(/\n$/, '').split('\n')
        const [first, last] = step.lines ?? [1, lines.length]
        const shown = lines.slice(first - 1, last).join('\n')
        return [
          this.#timed(
            { tool: 'read', path: absolute(step.path), content: shown, first, total: lines.length },
            random.between(8, 60),
          ),
        ]
      }
      case 'search': {
        const matches = grep(repository.branch(branch).files, step.pattern, step.path)
        const use = { tool: 'search' as const, pattern: step.pattern, matches }
        return [this.#timed(step.path ? { ...use, path: absolute(step.path) } : use, random.between(20, 140))]
      }
      case 'find': {
        const files = glob(repository.branch(branch).files, step.glob).map(absolute)
        return [this.#timed({ tool: 'find', glob: step.glob, files }, random.between(20, 90))]
      }
      case 'run':
        return [
          this.#timed(
            {
              tool: 'run',
              command: step.command,
              about: step.about,
              output: this.#fill(step.output),
              exitCode: step.exitCode,
              seconds: step.seconds,
            },
            step.seconds * random.between(850, 1200),
          ),
        ]
      case 'edit': {
        const before = repository.content(branch, step.path) ?? ''
        const use = this.#timed(
          { tool: 'edit' as const, path: absolute(step.path), from: step.from, to: step.to, before, after: before },
          random.between(12, 60),
        )
        this.#clock += estimate(step.to) * 14
        repository.replace(branch, step.path, step.from, step.to)
        return [{ ...use, after: repository.content(branch, step.path)! }]
      }
      case 'write': {
        const before = repository.content(branch, step.path)
        repository.write(branch, step.path, step.content)
        this.#clock += estimate(step.content) * 13
        return [
          this.#timed(
            { tool: 'write', path: absolute(step.path), before, after: step.content },
            random.between(12, 60),
          ),
        ]
      }
      case 'fail':
        return [this.#timed({ tool: 'fail', of: step.tool, path: absolute(step.path), message: step.message }, 15)]
      case 'refuse':
        return [this.#refused(step.step, step.hint)]
      case 'commit':
        return [await this.#commit(step.subject, step.body)]
      case 'push':
        return [this.#push()]
      case 'pullRequest':
        return [this.#open(step.title, step.body)]
      case 'undo': {
        repository.restore(branch, step.paths)
        return [this.#shell(`git checkout -- ${step.paths.join(' ')}`, 'Discard the changes to these files', '')]
      }
      case 'tasks':
        return this.#taskList(step.items, step.done)
      case 'plan': {
        const use = this.#timed({ tool: 'plan' as const, text: step.text }, random.between(25_000, 180_000))
        if (!step.accepted) return [{ ...use, refused: step.hint ?? '' }]
        this.#mode = 'acceptEdits'
        return [use]
      }
      case 'ask': {
        const { question, header, options, answer } = step
        return [this.#timed({ tool: 'ask', question, header, options, answer }, random.between(12_000, 90_000))]
      }
      case 'delegate':
        return [await this.#delegate(step)]
      default:
        throw new Error(`Nothing to do for ${step.do}`)
    }
  }

  #shell(command: string, about: string, output: string, seconds = 0.4): ToolUse {
    return this.#timed({ tool: 'run' as const, command, about, output, exitCode: 0, seconds }, seconds * 1000)
  }

  #refused(step: Step, hint: string): ToolUse {
    const { repository, branch, random } = this.#stage
    const milliseconds = random.between(6000, 45_000)
    if (step.do === 'run')
      return this.#timed(
        { tool: 'run', command: step.command, about: step.about, output: '', exitCode: 0, seconds: 0, refused: hint },
        milliseconds,
      )
    if (step.do === 'edit') {
      const before = repository.content(branch, step.path) ?? ''
      return this.#timed(
        {
          tool: 'edit',
          path: `${repository.path}/${step.path}`,
          from: step.from,
          to: step.to,
          before,
          after: before,
          refused: hint,
        },
        milliseconds,
      )
    }
    if (step.do === 'write')
      return this.#timed(
        {
          tool: 'write',
          path: `${repository.path}/${step.path}`,
          before: undefined,
          after: step.content,
          refused: hint,
        },
        milliseconds,
      )
    throw new Error(`A ${step.do} cannot be refused`)
  }

  async #commit(subject: string, body: string | undefined): Promise<ToolUse> {
    const { repository, branch, signature, trailer } = this.#stage
    const message = [subject, body, trailer].filter(Boolean).join('\n\n')
    const changes = repository.dirty(branch)
    if (changes.length === 0) throw new Error(`Nothing to commit on ${branch}: ${subject}`)
    const commit = await repository.commit(branch, signature, this.#clock, message)
    const command =
      message === subject
        ? `git add -A && git commit -m ${quoted(subject)}`
        : `git add -A && git commit -m "$(cat <<'EOF'\n${message}\nEOF\n)"`
    return this.#shell(command, 'Stage and commit the changes', commitOutput(branch, commit.sha, subject, changes), 0.6)
  }

  #push(): ToolUse {
    const { repository, branch } = this.#stage
    const state = repository.branch(branch)
    const before = state.pushed
    state.pushed = state.head.sha
    const output = before
      ? pushAgainOutput(repository.slug, branch, before, state.pushed)
      : pushOutput(repository.slug, branch)
    const command = before ? 'git push' : `git push -u origin ${branch}`
    return this.#shell(command, 'Push the branch', output, 2.4)
  }

  #open(title: string, body: string): ToolUse {
    const { repository, branch, log } = this.#stage
    const number = repository.pullRequest(branch)
    const url = `https://github.com/${repository.slug}/pull/${number}`
    const use = this.#shell(
      `gh pr create --title ${quoted(title)} --body "$(cat <<'EOF'\n${body}\nEOF\n)"`,
      'Open the pull request',
      url,
      3.1,
    )
    this.#links.push(() => log.pullRequest(this.#clock, number, url, repository.slug))
    return use
  }

  #taskList(items: string[], done: number): ToolUse[] {
    const created = this.#tasks === 0
    const uses: ToolUse[] = []
    if (created)
      for (const [index, item] of items.entries())
        uses.push(this.#timed({ tool: 'task', item, number: index + 1, change: 'create' }, 9))
    for (let index = this.#tasks; index < done; index++)
      uses.push(this.#timed({ tool: 'task', item: items[index]!, number: index + 1, change: 'finish' }, 9))
    if (items[done]) uses.push(this.#timed({ tool: 'task', item: items[done]!, number: done + 1, change: 'start' }, 9))
    this.#tasks = Math.max(done, 1)
    return uses
  }

  async #delegate(step: Extract<Step, { do: 'delegate' }>): Promise<ToolUse> {
    const { log, random } = this.#stage
    const startedAt = this.#clock
    const child = log.subagent(step.type, step.task)
    child.log.prompt(this.#clock, step.prompt, { mode: this.#mode })
    const player = new SessionPlayer({
      ...this.#stage,
      log: child.log,
      startedAt: this.#clock,
      shared: 9000,
      weight: this.#stage.weight,
    })
    player.#conversation.add(step.prompt)
    await player.#steps([...step.steps])
    player.#pending.text = [step.answer]
    player.#flush([], true)
    this.#clock = player.#clock + random.integer(40, 300)
    return {
      startedAt,
      endedAt: this.#clock,
      tool: 'delegate',
      type: step.type,
      task: step.task,
      prompt: step.prompt,
      answer: step.answer,
      agentId: child.id,
      tokens: player.#conversation.size,
      calls: step.steps.filter((each) => each.do !== 'think' && each.do !== 'say').length,
    }
  }
}

const isLook = (step: Step | undefined) =>
  step !== undefined && (step.do === 'read' || step.do === 'search' || step.do === 'find')

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`

const outputSize = (use: ToolUse): number => {
  if (use.tool === 'edit') return estimate(use.from) + estimate(use.to) + 60
  if (use.tool === 'write') return estimate(use.after) + 50
  if (use.tool === 'run') return estimate(use.command) + estimate(use.about) + 40
  if (use.tool === 'delegate') return estimate(use.prompt) + 60
  if (use.tool === 'plan') return estimate(use.text)
  return 70
}

const resultText = (use: ToolUse): string => {
  if (use.tool === 'read') return use.content
  if (use.tool === 'run') return use.output
  if (use.tool === 'search') return use.matches.join('\n')
  if (use.tool === 'delegate') return use.answer
  if (use.tool === 'edit') return use.to
  return ''
}
