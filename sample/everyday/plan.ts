import type { Calendar } from '../calendar.ts'
import type { Director } from '../direct.ts'
import type { Random } from '../random.ts'
import { type RepositoryName, say, turn, type WorkItem } from '../script.ts'
import { type Engineer, team } from '../team.ts'
import { agentOf, everydayTask } from './everyday-task.ts'
import { questions } from './questions/index.ts'
import { createSupply, type Supply } from './task.ts'
import { said, voiceOf } from './voices/phrase.ts'

/** Weeks of commits before the first agent log. */
const weeksBefore = 4

/** Plans the everyday work of the team, day by day: who does how much, and when. What it is, is found when its time comes. */
export const planEveryday = (
  director: Director,
  { calendar, random, weeks, size }: { calendar: Calendar; random: Random; weeks: number; size: number },
): void => {
  const supply = createSupply(random.fork('supply'))
  const asked = createSupply(random.fork('questions'))
  const days = calendar.workingDays(weeks)
  for (let day = calendar.workingDays(weeks + weeksBefore); day >= -1; day--) {
    if (day < 0 && !calendar.worksToday) continue
    const early = day > days
    for (const who of team) {
      const local = random.fork(`${day}/${who.user}`)
      const expected = (who.pace / 5) * (early ? 0.25 : 1) * 0.9 * size
      const count = Math.floor(expected) + (local.chance(expected % 1) ? 1 : 0)
      for (let index = 0; index < count; index++) {
        const at = calendar.at(day, local.pick([9, 10, 11, 13, 14, 15, 16]) + local.next(), who.zone)
        if (at > calendar.now - 20 * 60_000) continue
        const own = local.fork(String(index))
        const name = `${who.user}-${day}-${index}`
        director.plan({
          at,
          make: () => {
            const repository = own.pick(who.repositories)
            const news = asked.taken(repository) < questions[repository].length * size
            return !early && news && own.chance(0.12 * who.agentShare)
              ? question(name, repository, who, at, own, asked)
              : everydayTask({ name, repository, who, at, random: own, supply, calendar, early })
          },
        })
      }
    }
  }
}

/** Somebody wants to know something; nothing is changed. */
const question = (
  name: string,
  repository: RepositoryName,
  who: Engineer,
  at: number,
  random: Random,
  asked: Supply,
): WorkItem => {
  const { value } = asked.next(repository, questions[repository])
  const voice = voiceOf(who.user)
  const turns = [turn(said(value.prompt, voice), [...value.steps, say(value.answer)])]
  if (value.more && random.chance(0.6))
    turns.push(turn(said(value.more.prompt, voice), [...value.more.steps, say(value.more.answer)]))
  const agent = agentOf(who, random)
  return {
    name,
    repository,
    branch: 'main',
    moments: [{ do: 'session', by: who.user, agent, at, turns, onMain: true }],
  }
}
