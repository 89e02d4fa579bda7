import type { Random } from '../../random.ts'
import { edit, run, runFails, type Step, say, type Turn, think, turn, write } from '../../script.ts'
import type { Engineer } from '../../team.ts'
import type { Task } from '../task.ts'
import { description, phrase, said, subjectLine, voiceOf } from '../voices/phrase.ts'
import { troubledTurns } from './environment.ts'
import { closing, correction, explore, planOf, thought, wholeSuite } from './turns.ts'
import { words } from './words.ts'

/** How it went, for what follows the session. */
export interface Composed {
  turns: Turn[]
  /** Whether it ends with a commit on a pushed branch. */
  finished: boolean
}

/** What is known of a task when it begins. */
export interface Assignment {
  task: Task
  who: Engineer
  agent: 'claude' | 'codex'
  ticket: string | undefined
  /** The pull request's title. */
  title: string
}

/** Plays out a task as a conversation: what is asked, what goes wrong, what comes of it. */
export const compose = ({ task, who, agent, ticket, title }: Assignment, random: Random): Composed => {
  const voice = voiceOf(who.user)
  const careful = random.chance(who.careful)
  const testFirst = careful && task.test !== undefined && random.chance(0.7)
  const slips = task.slip !== undefined && random.chance(careful ? 0.22 : 0.48) && !(testFirst && task.slip.tested)
  const laterTest = slips && task.slip?.tested === true
  const check = run(task.check.command, task.check.about, task.check.passes, task.check.seconds)
  const asked = phrase(task, voice, { ticket, careful, testFirst }, random)

  const looking = look(task, agent, careful, random)
  const writing = writeAll(task, slips, testFirst, random)
  const tested = task.test && !testFirst && (careful || random.chance(0.75))
  if (tested && !laterTest) writing.push(write(task.test!.path, task.test!.content))
  const checked = !laterTest && (careful || random.chance(0.7))
  const working = [...writing, ...(checked ? [check] : []), say(task.answer)]

  const turns: Turn[] = []
  if (random.chance(0.06)) turns.push(beforehand(random))
  if (random.chance(0.06)) turns.push(...troubledTurns(asked, [...looking, ...writing], check, task, random))
  else if (random.chance(0.07)) {
    const redirection = said(random.pick(words.redirections), voice).replace('{path}', task.changes[0].path)
    turns.push(turn(asked, [...looking, { do: 'interrupt' }]), turn(redirection, working, { after: 0.3 }))
  } else if (careful && random.chance(0.16))
    turns.push(
      turn(asked, [...looking, { do: 'plan', text: planOf(task), accepted: true }, ...working], { mode: 'plan' }),
    )
  else turns.push(turn(asked, [...looking, ...working]))
  if (slips) {
    const checks = laterTest ? [write(task.test!.path, task.test!.content), check] : [check]
    turns.push(correction(task, checks, random))
  }
  if (random.chance(0.2)) turns.push(wholeSuite(task, random))
  if (random.chance(0.13)) {
    if (random.chance(0.6)) turns.push(turn(random.pick(voice.givesUp), [say(random.pick(words.leftBehind))]))
    return { turns, finished: false }
  }
  const names = {
    subject: subjectLine(task, random.pick(task.subjects), ticket, voice),
    reason: careful ? task.why : undefined,
    title,
    description: description(task, ticket, voice, random),
  }
  turns.push(closing(random.pick(voice.closings), names, random))
  return { turns, finished: true }
}

const look = (task: Task, agent: Assignment['agent'], careful: boolean, random: Random): Step[] => {
  const steps: Step[] = []
  if (random.chance(0.04)) steps.push({ do: 'overload', attempts: random.integer(1, 3) })
  if (random.chance(0.5)) steps.push(think(thought(task, random)))
  if (random.chance(0.8)) steps.push(say(task.intro))
  if (agent === 'claude' && careful && random.chance(0.14)) return [...steps, explore(task)]
  return [...steps, ...task.looks]
}

const writeAll = (task: Task, slips: boolean, testFirst: boolean, random: Random): Step[] => {
  const steps: Step[] = []
  if (testFirst)
    steps.push(
      write(task.test!.path, task.test!.content),
      runFails(task.check.command, task.check.about, task.check.fails, 1, task.check.seconds),
      say(random.pick(words.failsRightly)),
    )
  for (const change of task.changes) {
    const wrong = slips && task.slip!.path === change.path
    const to = wrong ? change.to.replace(task.slip!.right, () => task.slip!.wrong) : change.to
    steps.push(change.from === undefined ? write(change.path, to) : edit(change.path, change.from, to))
  }
  return steps
}

/** What somebody does in the agent's program before they ask. */
const beforehand = (random: Random): Turn => {
  if (random.chance(0.4)) return turn('/model', [], { command: 'Kept model as is' })
  const command = random.pick(['git pull --rebase', 'git fetch -p && git rebase origin/main', 'git status -sb'])
  return turn(command, [], { shell: command === 'git status -sb' ? '## main...origin/main' : 'Already up to date.' })
}
