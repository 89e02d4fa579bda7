import stringWidth from 'string-width'
import { type UsageTotal, type WorkAnswer, type WorkPlace, workAnswer } from '../../../narrative/work-answer.ts'
import type { Context } from '../context.ts'
import type { Terminal } from '../terminal.ts'
import { dayName, timeOfDay } from './dates.ts'
import { dollars, plural, short } from './figures.ts'
import { fitTo } from './table.ts'
import { visibleLine } from './visible.ts'

const sessionsShown = 6
const placesShown = 8
const shortest = 20

/** Prints what was worked on where in the week, then what it used; answers what it printed. */
export const showWork = async (context: Context, terminal: Terminal): Promise<WorkAnswer | undefined> => {
  const { client, workspace, now, period, pricer } = context
  const answer = await workAnswer(client, { timezone: workspace.timezone, now, asOf: period.asOf, pricer })
  if (terminal.json) terminal.value(answer ? { sample: workspace.sample, ...answer } : null)
  else if (answer) printAnswer(answer, workspace.timezone, terminal, period.asOf ?? now)
  else terminal.line('Nothing on record yet: no session and no commit.')
  return answer
}

const printAnswer = (answer: WorkAnswer, timezone: string, terminal: Terminal, now: number): void => {
  const { color } = terminal
  const last = dayName(answer.period.until - 1, timezone, now)
  const first = dayName(answer.period.since, timezone, now)
  terminal.line(
    color.bold(
      answer.current ? `The last seven days, ${first} to ${last}` : `The latest week on record, ${first} to ${last}`,
    ),
  )
  for (const place of answer.places.slice(0, placesShown)) printPlace(place, timezone, terminal, now)
  const rest = answer.places.slice(placesShown)
  if (rest.length > 0) {
    terminal.line()
    terminal.line(
      color.dim(
        `and ${plural(rest.length, 'more repository', 'more repositories')}: ${rest.map((place) => visibleLine(place.name)).join(', ')}`,
      ),
    )
  }
  terminal.line()
  terminal.line(usageSentence(answer))
}

const printPlace = (place: WorkPlace, timezone: string, terminal: Terminal, now: number): void => {
  const { color } = terminal
  const made = [
    place.sessions.length > 0 ? plural(place.sessions.length, 'session') : undefined,
    place.commits > 0
      ? `${plural(place.commits, 'commit')} (+${place.added} −${place.removed}) by ${names(place.authors)}`
      : undefined,
    place.pullRequests.length > 0 ? plural(place.pullRequests.length, 'pull request') : undefined,
  ].filter(Boolean)
  terminal.line()
  terminal.line(
    `${color.bold(visibleLine(place.name))}${place.repository ? '' : color.dim(' (its repository is not known)')}  ${color.dim(made.join(', '))}`,
  )
  const width = Math.max(40, terminal.width)
  for (const session of place.sessions.slice(0, sessionsShown)) {
    const when = `${dayName(session.endedAt, timezone, now)} ${timeOfDay(session.endedAt, timezone)}`
    const size =
      session.added + session.removed > 0
        ? `+${session.added} −${session.removed}`
        : `${plural(session.prompts, 'prompt')}`
    const intent = visibleLine(session.intent ?? '(nothing says what for)')
    const who = visibleLine(session.person)
    const room = Math.max(shortest, width - 12 - when.length - stringWidth(who) - size.length)
    terminal.line(`  ${fitTo(intent, room)}  ${color.dim(`${who}, ${when}, ${size}`)}`)
  }
  if (place.sessions.length > sessionsShown)
    terminal.line(color.dim(`  and ${plural(place.sessions.length - sessionsShown, 'more session')}`))
  for (const pull of place.pullRequests.slice(0, sessionsShown)) {
    terminal.line(
      `  ${color.cyan(`#${pull.number}`)} ${visibleLine(pull.title)}  ${color.dim(`${pull.inferred ? 'merged (inferred)' : 'merged'} ${dayName(pull.mergedAt, timezone, now)}`)}`,
    )
  }
  if (place.pullRequests.length > sessionsShown)
    terminal.line(color.dim(`  and ${plural(place.pullRequests.length - sessionsShown, 'more pull request')}`))
}

const names = (authors: readonly string[]): string => {
  const shown = authors.map(visibleLine)
  if (shown.length <= 3) return shown.join(', ') || 'bots'
  return `${shown.slice(0, 2).join(', ')} and ${shown.length - 2} others`
}

const usageSentence = ({ usage, before, byAgent }: WorkAnswer): string => {
  const agents = byAgent.length > 1 ? ` (${byAgent.map((row) => `${row.agent} ${short(row.tokens)}`).join(', ')})` : ''
  return (
    `It used ${short(usage.tokens)} tokens${agents}, ${cost(usage)}, in ${plural(usage.sessions, 'session')}; ` +
    (before.sessions > 0
      ? `the seven days before ${short(before.tokens)}, ${cost(before)}, in ${plural(before.sessions, 'session')}.`
      : 'the seven days before have nothing on record.')
  )
}

const cost = (total: UsageTotal): string =>
  total.costUsd === null ? 'at an unknown cost' : dollars(total.costUsd, total.costIncomplete || total.lowerBound)
