import type { Calendar } from '../calendar.ts'
import type { Director } from '../direct.ts'
import type { Random } from '../random.ts'
import { type Moment, say, turn, type WorkItem } from '../script.ts'
import { type Engineer, engineer, team } from '../team.ts'
import { compose } from './compose.ts'
import { kinds } from './kinds/index.ts'
import { type Question, questions } from './questions.ts'
import { createSupply, type Supply, type Task } from './task.ts'

const hour = 3_600_000

/** Weeks of commits before the first agent log. */
const weeksBefore = 4

const colleagueOf = (who: Engineer, repository: Task['repository'], random: Random): string => {
  const others = team.filter((each) => each.user !== who.user && each.repositories.includes(repository))
  return random.pick(others).user
}

/** Plans the everyday work of the team, day by day: who does how much, and when. What it is, is found when its time comes. */
export const planEveryday = (
  director: Director,
  { calendar, random, weeks, size }: { calendar: Calendar; random: Random; weeks: number; size: number },
): void => {
  const supply = createSupply(random.fork('supply'))
  const ask = createSupply(random.fork('questions'))
  const days = calendar.workingDays(weeks)
  const before = calendar.workingDays(weeks + weeksBefore)
  for (let day = before; day >= -1; day--) {
    if (day < 0 && !calendar.worksToday) continue
    for (const who of team) {
      const local = random.fork(`${day}/${who.user}`)
      const expected = (who.pace / 5) * (day > days ? 0.25 : 1) * 0.9 * size
      const count = Math.floor(expected) + (local.chance(expected % 1) ? 1 : 0)
      for (let index = 0; index < count; index++) {
        const at = calendar.at(day, local.pick([9, 10, 11, 13, 14, 15, 16]) + local.next(), who.zone)
        if (at > calendar.now - 20 * 60_000) continue
        const own = local.fork(String(index))
        const name = `${who.user}-${day}-${index}`
        director.plan({
          at,
          make: () =>
            own.chance(0.14) && day <= days
              ? question(name, who, at, own, ask)
              : task(name, who, at, own, supply, day > days, calendar),
        })
      }
    }
  }
}

const question = (name: string, who: Engineer, at: number, random: Random, supply: Supply): WorkItem => {
  const own = questions.filter((each) => who.repositories.includes(each.repository))
  const { value } = supply.next<Question>(`${who.repositories.join()}`, own)
  const turns = [turn(value.prompt, [...value.steps, say(value.answer)])]
  if (value.more && random.chance(0.6))
    turns.push(turn(value.more.prompt, [...value.more.steps, say(value.more.answer)]))
  const agent = agentOf(who, random)
  return {
    name,
    repository: value.repository,
    branch: 'main',
    moments: [{ do: 'session', by: who.user, agent, at, turns, onMain: true }],
  }
}

const agentOf = (who: Engineer, random: Random): 'claude' | 'codex' => {
  if (who.claude && who.codex) return random.chance(0.5) ? 'claude' : 'codex'
  return who.claude ? 'claude' : 'codex'
}

const task = (
  name: string,
  who: Engineer,
  at: number,
  random: Random,
  supply: Supply,
  early: boolean,
  calendar: Calendar,
): WorkItem => {
  const repository = random.pick(who.repositories)
  const own = kinds.filter((each) => each.repository === repository)
  const kind = random.pick(own.flatMap((each) => (each.rare ? [each] : [each, each, each])))
  const made = kind.make(supply, random)
  const ticket = random.chance(0.55)
    ? `${repository === 'console' ? 'CON' : 'PAY'}-${random.integer(102, 240)}`
    : undefined
  const branch = `${who.user}/${ticket ? `${ticket.toLowerCase()}-` : ''}${made.slug}`
  const moments: Moment[] = []
  let finished = true
  if (!early && random.chance(who.agentShare)) {
    const agent = agentOf(who, random)
    const asked = ticket && random.chance(0.6) ? withTicket(made, ticket, random) : made
    const composed = compose(asked, who, agent, random)
    finished = composed.finished
    moments.push({
      do: 'session',
      by: who.user,
      agent,
      at,
      turns: composed.turns,
      ...(random.chance(0.14) ? { title: made.slug } : {}),
    })
    if (finished && random.chance(0.22))
      moments.push(touchUp(made, who, calendar.atWork(at + random.between(1.2, 4) * hour, who.zone), random))
  } else moments.push(byHand(made, who, at))
  if (finished && !random.chance(0.05)) {
    const waits = random.pick([0.6, 1.1, 2.4, 3.2, 5, 18, 21, 26, 44, 70]) * random.between(0.8, 1.3)
    const squash = random.chance(0.5)
    const by = colleagueOf(who, repository, random)
    moments.push({
      do: 'merge',
      by,
      style: squash ? 'squash' : 'merge',
      title: ticket ? `${made.subject} (${ticket})` : made.subject,
      at: calendar.atWork(at + (waits + 1) * hour, engineer(by).zone),
      keepBranch: random.chance(squash ? 0.35 : 0.1),
    })
  }
  return { name, repository, branch, moments }
}

const withTicket = (made: Task, ticket: string, random: Random): Task => {
  const lead = (prompt: string) =>
    random.pick([`${ticket}: ${prompt}`, `${prompt} (${ticket})`, `${ticket}. ${prompt}`])
  return {
    ...made,
    prompts: {
      precise: lead(made.prompts.precise),
      brief: lead(made.prompts.brief),
      chatty: lead(made.prompts.chatty),
    },
  }
}

const byHand = (made: Task, who: Engineer, at: number): Moment => ({
  do: 'commit',
  by: who.user,
  at,
  subject: made.subject,
  changes: [...made.files, ...(made.test ? [made.test] : [])].map((file) => ({ path: file.path, to: file.content })),
})

/** What a person changes by hand after the agent: a line of explanation at the top of the file. */
const touchUp = (made: Task, who: Engineer, at: number, random: Random): Moment => {
  const file = made.files[0]!
  const [mark, end] = file.path.endsWith('.md')
    ? ['<!-- ', ' -->']
    : file.path.endsWith('.sql')
      ? ['-- ', '']
      : ['// ', '']
  const first = file.content.split('\n')[0]!
  const note = random.pick([
    'Keep in step with the merchant docs.',
    'Asked for by support, see the ticket.',
    'Read by the nightly export as well.',
    'The order matters for the audit.',
  ])
  return {
    do: 'commit',
    by: who.user,
    at,
    subject: random.pick([`Say who else relies on it`, `Note where it is used`, `Add a remark after review`]),
    changes: [{ path: file.path, from: `${first}\n`, to: `${mark}${note}${end}\n${first}\n` }],
  }
}
