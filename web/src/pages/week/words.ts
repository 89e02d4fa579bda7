import type { Answer } from '../../api/ask.ts'
import { agentName } from '../../ui/agents.ts'
import { compared, count, dollars, plural, short } from '../../ui/format.ts'
import { visibleLine } from '../../ui/visible.ts'

export type Work = NonNullable<Answer<'work'>['answer']>
export type Place = Work['places'][number]
export type Spent = Pick<Work['usage'], 'tokens' | 'costUsd' | 'costIncomplete' | 'lowerBound'>

const list = new Intl.ListFormat('en-GB')

/** The last part of a name: `shop` of `acme/shop`. */
const shortName = (name: string): string => visibleLine(name.split(/[/\\]/).at(-1) || name)

const lastParts = (name: string, parts: number): string =>
  visibleLine(name.split(/[/\\]/).filter(Boolean).slice(-parts).join('/')) || visibleLine(name)

/** The shortest ends of names by which each is told from the others: `shop`, `acme/cli`, `tmp/cli`. */
export const shortNames = (names: readonly string[]): string[] =>
  names.map((name) => {
    for (let parts = 1; parts < 4; parts++) {
      const short = parts === 1 ? shortName(name) : lastParts(name, parts)
      const isTold = names.every((other) => other === name || lastParts(other, parts) !== lastParts(name, parts))
      if (isTold) return short
    }
    return visibleLine(name)
  })

/** How a period of so many days is called. */
const lengthName = (days: number): string => (days === 1 ? 'A day' : days === 7 ? 'A week' : `${count(days)} days`)

/** What the page is about, in a line. */
export const headline = ({ places }: Pick<Work, 'places'>, days: number): string => {
  const worked = places.filter((place) => place.sessions.length > 0)
  if (places.length === 0) return 'Nothing on record in this period'
  if (worked.length === 0) return `Commits in ${plural(places.length, 'repository', 'repositories')}, and no session`
  const names = shortNames(worked.map(({ name }) => name)).slice(0, worked.length > 3 ? 2 : 3)
  const rest = worked.length - names.length
  if (rest > 0) names.push(plural(rest, 'other place'))
  return `${lengthName(days)} of work in ${list.format(names)}`
}

/** Whose sessions these are, those with most first. */
const whose = (sessions: Place['sessions']): string[] =>
  [...Map.groupBy(sessions, ({ person }) => person)]
    .sort(([, theirs], [, others]) => others.length - theirs.length)
    .map(([person]) => person)

/**
 * What happened in a place, in a sentence. People of sessions are named as their homes are, authors of commits as git
 * names them, so that each stands beside what is theirs.
 */
export const placeSentence = ({
  repository,
  sessions,
  commits,
  added,
  removed,
  pullRequests,
  authors,
}: Place): string => {
  const ran = sessions.length > 0 && `${plural(sessions.length, 'session')} of ${people(whose(sessions))}`
  const made = [
    ...(commits > 0 ? [`${plural(commits, 'commit')} (+${count(added)} −${count(removed)} lines)`] : []),
    ...(pullRequests.length > 0 ? [`${plural(pullRequests.length, 'pull request')} merged`] : []),
  ]
  const by = made.length > 0 && authors.length > 0 ? `, by ${people(authors)}` : ''
  const parts = [ran, made.length > 0 && `${list.format(made)}${by}`].filter((part) => part !== false)
  return `${repository === null ? 'Its repository is not known here. ' : ''}${parts.join('; ')}.`
}

const most = 3

/** `Ada, Ines and 4 others`; the bots where it was nobody. */
export const people = (names: readonly string[]): string => {
  const shown = names.slice(0, names.length > most ? most - 1 : most).map(visibleLine)
  const rest = names.length - shown.length
  return list.format([...shown, ...(rest > 0 ? [`${count(rest)} others`] : [])])
}

/** Cost at list price; `≥` where part of it is not known. */
export const cost = (spent: Spent): string => dollars(spent.costUsd, spent.costIncomplete || spent.lowerBound)

/** How a cost compares with the one before; undefined where one of them is not known. */
const comparedCost = (now: Spent, before: Spent): string | undefined => {
  if (now.costUsd === null || before.costUsd === null) return undefined
  const difference = now.costUsd - before.costUsd
  if (Math.abs(difference) < 0.005) return 'at the same cost'
  return `at ${dollars(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'}`
}

/** What the period used, and how that compares with the one before, in sentences. */
export const usageSentences = ({ usage, before, byAgent }: Work, beforeName: string): readonly string[] => [
  `${plural(usage.sessions, 'session')} with ${plural(usage.prompts, 'prompt')} used ${short(usage.tokens)} tokens, ${
    usage.costUsd === null ? 'at a cost that is not known' : `${cost(usage)} at list price`
  }.`,
  before.sessions === 0
    ? `There is no session on record in ${beforeName}.`
    : `That is ${list.format(
        [
          `${compared(usage.sessions, before.sessions)} ${Math.abs(usage.sessions - before.sessions) === 1 ? 'session' : 'sessions'}`,
          comparedCost(usage, before),
        ].filter((part) => part !== undefined),
      )} compared with ${beforeName}.`,
  ...(byAgent.length > 1
    ? [
        `By agent: ${byAgent.map((row) => `${visibleLine(agentName(row.agent))} ${short(row.tokens)} tokens, ${cost(row)}`).join('; ')}.`,
      ]
    : []),
]
