import type { Step, Turn } from '../script.ts'
import type { AgentLog, Message } from './agent-log.ts'
import { Scene, type Stage } from './scene.ts'
import { Conversation, estimate, resultText, sizeOfCall } from './tokens.ts'
import { use } from './tools/index.ts'
import type { Call } from './tools/tool.ts'

type Pending = { thinking: string[]; text: string[] }

/** Plays the turns of a session: changes the files, makes the commits, and tells it all to the log. */
export class SessionPlayer {
  readonly #stage: Stage
  readonly #scene: Scene
  readonly #conversation: Conversation
  #pending: Pending = { thinking: [], text: [] }
  #lastText = ''
  #queued: string[] = []

  constructor(stage: Stage) {
    this.#stage = stage
    this.#scene = new Scene(stage, (log, work) => this.#subagent(log, work))
    this.#conversation = new Conversation(stage.random, {
      own: stage.random.integer(7000, 21_000),
      shared: stage.shared,
      weight: stage.weight,
      cacheMinutes: stage.cacheMinutes,
    })
  }

  /** Plays all turns; answers when it ended. */
  async play(turns: readonly Turn[]): Promise<number> {
    const { random } = this.#stage
    const scene = this.#scene
    for (const [index, turn] of turns.entries()) {
      if (index > 0) scene.clock += Math.round((turn.after ?? 0.5 + 9 * random.next() ** 2) * 60_000)
      if (scene.open) break
      if (turn.mode) scene.mode = turn.mode
      this.#ask(turn)
      if (!isQuiet(turn) && !(await this.#answer(turn))) break
    }
    return scene.clock
  }

  /** Writes down what the person types. */
  #ask(turn: Turn) {
    const { log } = this.#stage
    const scene = this.#scene
    if (turn.command !== undefined || turn.shell !== undefined) {
      const kind = turn.shell === undefined ? 'command' : 'shell'
      log.command(scene.clock, kind, turn.prompt, turn.command ?? turn.shell ?? '')
      this.#conversation.add(turn.shell ?? '')
      scene.clock += 1500
    } else log.prompt(scene.clock, scene.fill(turn.prompt), { mode: scene.mode })
  }

  /** Plays what comes of it; answers whether now is not reached yet. */
  async #answer(turn: Turn): Promise<boolean> {
    const scene = this.#scene
    this.#conversation.add(turn.prompt)
    const startedAt = scene.clock
    const stopped = await this.#steps(turn.steps)
    if (scene.open) return false
    if (!stopped) {
      if (this.#pending.text.length > 0 || this.#pending.thinking.length > 0) this.#end(this.#begin())
      if (scene.open) return false
      this.#stage.log.endOfTurn(scene.clock, startedAt, this.#lastText)
    }
    this.#pending = { thinking: [], text: [] }
    return true
  }

  /** Plays steps; answers whether it was stopped. */
  async #steps(steps: readonly Step[]): Promise<boolean> {
    const { log, random } = this.#stage
    const scene = this.#scene
    for (let index = 0; index < steps.length; index++) {
      if (scene.open) return true
      const step = steps[index]!
      switch (step.do) {
        case 'think':
          this.#pending.thinking.push(step.text)
          break
        case 'say':
          this.#pending.text.push(scene.fill(step.text))
          break
        case 'interrupt':
          if (this.#pending.text.length + this.#pending.thinking.length > 0) this.#end(this.#begin())
          log.interruption(scene.clock, steps[index - 1]?.do === 'run')
          return true
        case 'queue':
          log.queued(scene.clock - 900, step.text)
          this.#queued.push(step.text)
          break
        case 'wait':
          scene.clock += step.minutes * 60_000
          break
        case 'overload':
          this.#overload(step.attempts)
          break
        case 'compact':
          log.compaction(scene.clock, step.summary, this.#conversation.size)
          this.#conversation.restart(step.summary, this.#stage.shared)
          scene.clock += 24_000
          break
        default: {
          const together: Call[] = [step]
          for (
            let next = steps[index + 1];
            isLook(step) && together.length < 3 && isLook(next);
            next = steps[index + 1]
          ) {
            if (!random.chance(0.6)) break
            together.push(next)
            index++
          }
          await this.#call(together)
        }
      }
    }
    return false
  }

  #overload(attempts: number) {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      this.#stage.log.overload(this.#scene.clock, attempt)
      this.#scene.clock += Math.round(550 * 2 ** (attempt - 1) + this.#stage.random.between(2500, 6000))
    }
  }

  /** One message of the model that makes these calls, then what was queued meanwhile. */
  async #call(calls: readonly Call[]) {
    const message = this.#begin()
    for (const call of calls) message.uses.push(...(await use(call, this.#scene)))
    this.#end(message)
    for (const text of this.#queued.splice(0)) {
      this.#stage.log.taken(this.#scene.clock, text)
      this.#conversation.add(text)
    }
  }

  #begin(): Message {
    const { random, weight } = this.#stage
    const scene = this.#scene
    const thinking = this.#pending.thinking.join('\n\n')
    const text = this.#pending.text.join('\n\n')
    const words = estimate(thinking) + estimate(text)
    scene.clock += Math.round((random.between(1800, 6200) + words * random.between(11, 19)) * (0.8 + weight / 9))
    const message: Message = {
      at: scene.clock,
      uses: [],
      tokens: { input: 0, cacheWrite: 0, cacheRead: 0, output: words, reasoning: estimate(thinking) },
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
    const written = message.uses.reduce((sum, each) => sum + sizeOfCall(each), 0)
    const reasoning = message.tokens.reasoning + this.#stage.random.integer(60, message.uses.length ? 900 : 300)
    message.tokens = this.#conversation.spend(message.at, message.tokens.output + written + reasoning, reasoning)
    for (const each of message.uses) this.#conversation.add(resultText(each))
    if (message.at <= this.#stage.now) this.#stage.log.message(message)
    this.#scene.messageWritten()
  }

  async #subagent(log: AgentLog, work: { prompt: string; steps: readonly Step[]; answer: string }) {
    const startedAt = this.#scene.clock
    log.prompt(startedAt, work.prompt, { mode: this.#scene.mode })
    const player = new SessionPlayer({ ...this.#stage, log, startedAt, shared: 9000 })
    player.#conversation.add(work.prompt)
    await player.#steps(work.steps)
    player.#pending.text = [work.answer]
    player.#end(player.#begin())
    return { endedAt: player.#scene.clock, tokens: player.#conversation.size }
  }
}

/** A command of the program or a shell line, of which the model hears only with the next prompt. */
const isQuiet = (turn: Turn) => (turn.command !== undefined || turn.shell !== undefined) && turn.steps.length === 0

const isLook = (step: Step | undefined): step is Extract<Call, { do: 'read' | 'search' | 'find' }> =>
  step !== undefined && (step.do === 'read' || step.do === 'search' || step.do === 'find')
