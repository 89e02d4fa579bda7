import type { Calendar } from '../calendar.ts'
import type { Random } from '../random.ts'
import type { Moment, RepositoryName, WorkItem } from '../script.ts'
import { type Engineer, engineer, team } from '../team.ts'
import { compose } from './conversation/compose.ts'
import { kinds, patterns } from './kinds/index.ts'
import type { Kind, Supply, Task } from './task.ts'
import { touchUp } from './touch-up.ts'
import { said, subjectLine, voiceOf } from './voices/phrase.ts'

const hour = 3_600_000

/** What a task is made with. */
export interface TaskOptions {
  name: string
  repository: RepositoryName
  who: Engineer
  at: number
  random: Random
  supply: Supply
  calendar: Calendar
  /** Whether there are no logs yet, so that only commits are seen. */
  early: boolean
}

/** A kind of work that is not used up yet, where there is one: the more is left of it, the likelier. */
const chooseKind = (repository: RepositoryName, supply: Supply, random: Random): Kind => {
  const left = kinds
    .filter((kind) => kind.repository === repository)
    .flatMap((kind) => Array<Kind>(Math.max(0, kind.values - supply.taken(kind.name))).fill(kind))
  return random.pick(left.length > 0 ? left : patterns.filter((kind) => kind.repository === repository))
}

const ticketOf = (repository: RepositoryName, random: Random): string | undefined =>
  random.chance(0.55) ? `${repository === 'console' ? 'CON' : 'PAY'}-${random.integer(142, 386)}` : undefined

/** A small piece of work from its branch to its merge. */
export const everydayTask = ({ name, repository, who, at, random, supply, calendar, early }: TaskOptions): WorkItem => {
  const task = chooseKind(repository, supply, random).make(supply, random)
  const ticket = ticketOf(repository, random)
  const voice = voiceOf(who.user)
  const title = subjectLine(task, random.pick(task.subjects), ticket, voice)
  const moments: Moment[] = []
  let finished = true
  if (!early && random.chance(who.agentShare)) {
    const agent = agentOf(who, random)
    const composed = compose({ task, who, agent, ticket, title }, random)
    finished = composed.finished
    const named = random.chance(0.13) ? { title: sessionTitle(task, ticket, who, random) } : {}
    moments.push({ do: 'session', by: who.user, agent, at, turns: composed.turns, ...named })
    if (finished && random.chance(0.22)) {
      const later = calendar.atWork(at + random.between(1.2, 4) * hour, who.zone)
      const added = touchUp(task, who.user, later, random)
      if (added) moments.push(added)
    }
  } else moments.push(byHand(task, ticket, who, at, random))
  if (finished && !random.chance(0.05)) moments.push(merge(repository, title, who, at, calendar, random))
  const branch = `${who.user}/${ticket ? `${ticket.toLowerCase()}-` : ''}${task.slug}`
  return { name, repository, branch, moments }
}

/** Which agent somebody takes today. */
export const agentOf = (who: Engineer, random: Random): 'claude' | 'codex' => {
  if (who.claude && who.codex) return random.chance(0.5) ? 'claude' : 'codex'
  return who.claude ? 'claude' : 'codex'
}

/** What somebody calls a session that they want to find again. */
const sessionTitle = (task: Task, ticket: string | undefined, who: Engineer, random: Random): string => {
  const plain = said(random.pick(task.subjects), voiceOf(who.user))
  const few = task.asks.short.split(/[,:(.]|->/)[0]!.trim()
  const short = few.length > 12 && !few.includes('/') ? few : plain
  return random.pick([plain, short, ticket ? `${ticket} ${short}` : plain])
}

const merge = (
  repository: RepositoryName,
  title: string,
  who: Engineer,
  at: number,
  calendar: Calendar,
  random: Random,
): Moment => {
  const waits = random.pick([0.6, 1.1, 2.4, 3.2, 5, 18, 21, 26, 44, 70]) * random.between(0.8, 1.3)
  const squash = random.chance(0.5)
  const others = team.filter((each) => each.user !== who.user && each.repositories.includes(repository))
  const by = random.pick(others)
  return {
    do: 'merge',
    by: by.user,
    style: squash ? 'squash' : 'merge',
    title,
    at: calendar.atWork(at + (waits + 1) * hour, engineer(by.user).zone),
    keepBranch: random.chance(squash ? 0.35 : 0.1),
  }
}

const byHand = (task: Task, ticket: string | undefined, who: Engineer, at: number, random: Random): Moment => ({
  do: 'commit',
  by: who.user,
  at,
  subject: subjectLine(task, random.pick(task.subjects), ticket, voiceOf(who.user)),
  changes: [...task.changes, ...(task.test ? [{ path: task.test.path, to: task.test.content }] : [])],
})
