import { html } from 'hono/html'
import type { Spent, WorkAnswer, WorkPlace, WorkSession } from '../../../narrative/work-answer.ts'
import { dayName, timeOfDay } from '../../cli/output/dates.ts'
import { count, dollars, plural, short } from '../../cli/output/figures.ts'
import { visibleLine } from '../../cli/output/visible.ts'
import { layout } from './layout.ts'

const listed = 8

export interface WorkPageOptions {
  readonly answer: WorkAnswer | undefined
  readonly sample: boolean
  readonly timezone: string
  readonly now: number
}

/** The page of the week: what was worked on where, then what it used against the week before. */
export const workPage = ({ answer, sample, timezone, now }: WorkPageOptions) => {
  if (!answer) {
    return layout({
      title: 'Maestro',
      sample,
      live: true,
      body: html`<h1>Nothing on record yet</h1><p>Sessions of Claude Code and Codex and commits of their repositories appear here. <code>maestro --home DIR --repo DIR</code> names where to look.</p>`,
    })
  }
  const day = (at: number) => dayName(at, timezone, now)
  const sessions = answer.places.reduce((sum, place) => sum + place.sessions.length, 0)
  const commits = answer.places.reduce((sum, place) => sum + place.commits, 0)
  return layout({
    title: `The week to ${day(answer.period.until - 1)} · Maestro`,
    sample,
    live: true,
    body: html`<p class="date">${day(answer.period.since)} to ${day(answer.period.until - 1)}${answer.current ? '' : ' · the latest week on record'}</p>
<h1>${headline(answer)}</h1>
<p class="by">From ${[plural(sessions, 'session'), ...(commits > 0 ? [plural(commits, 'commit')] : [])].join(' and ')} on record, without a model.</p>
${answer.places.map((place) => placeSection(place, timezone, now))}
<section aria-labelledby="used"><h2 id="used">What it used</h2>${usageTable(answer)}</section>`,
  })
}

const headline = ({ places }: WorkAnswer): string => {
  const worked = places.filter((place) => place.sessions.length > 0)
  if (worked.length === 0) return `Commits in ${plural(places.length, 'repository', 'repositories')}, and no session`
  const names = worked
    .slice(0, worked.length > 3 ? 2 : 3)
    .map((place) => visibleLine(place.name.split(/[/\\]/).at(-1)!))
  const rest = worked.length - names.length
  if (rest > 0) names.push(plural(rest, 'other place'))
  return `A week of work in ${new Intl.ListFormat('en-GB').format(names)}`
}

const placeSection = (place: WorkPlace, timezone: string, now: number) => {
  const made = [
    place.sessions.length > 0 ? plural(place.sessions.length, 'session') : undefined,
    place.commits > 0
      ? `${plural(place.commits, 'commit')}, +${count(place.added)} −${count(place.removed)} lines, by ${place.authors.map(visibleLine).join(', ') || 'bots'}`
      : undefined,
  ].filter(Boolean)
  const rest = place.sessions.slice(listed)
  const pullsRest = place.pullRequests.slice(listed)
  const session = (entry: WorkSession) => sessionItem(entry, timezone, now)
  const pull = (entry: WorkPlace['pullRequests'][number]) =>
    html`<li><span class="what"><span class="number">#${entry.number}</span> ${visibleLine(entry.title)} <span class="who">${visibleLine(entry.person ?? '')}</span></span><span class="meta">merged ${dayName(entry.mergedAt, timezone, now)}${entry.inferred ? ', inferred' : ''}</span></li>`
  return html`<section>
<h2>${visibleLine(place.name)}</h2>
<p class="made">${place.repository ? '' : 'Its repository is not known here. '}${made.join(' · ')}</p>
${place.sessions.length > 0 ? html`<h3>Sessions</h3><ul>${place.sessions.slice(0, listed).map(session)}</ul>` : ''}
${rest.length > 0 ? html`<details><summary>${plural(rest.length, 'more session')}</summary><ul>${rest.map(session)}</ul></details>` : ''}
${place.pullRequests.length > 0 ? html`<h3>Pull requests</h3><ul>${place.pullRequests.slice(0, listed).map(pull)}</ul>` : ''}
${pullsRest.length > 0 ? html`<details><summary>${plural(pullsRest.length, 'more pull request')}</summary><ul>${pullsRest.map(pull)}</ul></details>` : ''}
</section>`
}

const sessionItem = (session: WorkSession, timezone: string, now: number) => {
  const size =
    session.added + session.removed > 0
      ? `+${count(session.added)} −${count(session.removed)}`
      : plural(session.prompts, 'prompt')
  return html`<li><span class="what">${session.intent === null ? html`<span class="who">(nothing says what for)</span>` : visibleLine(session.intent)} <span class="who">${visibleLine(session.person)}</span></span><span class="meta">${dayName(session.endedAt, timezone, now)} ${timeOfDay(session.endedAt, timezone)}, ${size}</span></li>`
}

const cost = (total: Spent) => dollars(total.costUsd, total.costIncomplete || total.lowerBound)

const usageTable = ({ usage, before, byAgent }: WorkAnswer) => html`
<table>
<thead><tr><th scope="col"><span hidden>Figure</span></th><th scope="col">these seven days</th><th scope="col">the seven before</th></tr></thead>
<tbody>
<tr><th scope="row">Sessions</th><td>${count(usage.sessions)}</td><td>${count(before.sessions)}</td></tr>
<tr><th scope="row">Prompts</th><td>${count(usage.prompts)}</td><td>${count(before.prompts)}</td></tr>
<tr><th scope="row">Tokens</th><td>${short(usage.tokens)}</td><td>${short(before.tokens)}</td></tr>
<tr><th scope="row">Cost at list price</th><td>${cost(usage)}</td><td>${cost(before)}</td></tr>
</tbody></table>
${byAgent.length > 1 ? html`<p class="made">${byAgent.map((row) => `${visibleLine(row.agent)}: ${short(row.tokens)} tokens, ${cost(row)}`).join(' · ')}</p>` : ''}`
