import { type ReactNode, useState } from 'react'
import { usePanel } from '../../shell/use-panel.ts'
import { classes } from '../../ui/classes.ts'
import { dayName, timeOfDay } from '../../ui/dates.ts'
import { count, plural } from '../../ui/format.ts'
import { CommitLink, PullRequestLink, SessionLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { DayLanes } from './day-lanes.tsx'
import type { Day } from './timeline.ts'

const few = 8

/** A day of a repository: on the left the sessions that ran, on the right what was committed and merged. */
export const DaySection = ({
  day,
  repository,
  timezone,
  index,
  chosen,
}: {
  readonly day: Day
  readonly repository: string
  readonly timezone: string
  readonly index: number
  readonly chosen: boolean
}) => {
  const { panel } = usePanel()
  const { counts } = day
  const time = (at: string) => timeOfDay(Date.parse(at), timezone)
  return (
    <div
      data-index={index}
      data-chosen={chosen}
      className={classes('scroll-mt-4 pl-3 border-l-2 -ml-3', chosen ? 'border-accent' : 'border-transparent')}
    >
      <Section title={dayName(Date.parse(day.startsAt), timezone)} aside={told(counts)}>
        <DayLanes day={day} />
        <div className={classes('grid gap-x-10 gap-y-4', panel === undefined && 'lg:grid-cols-2')}>
          <Few
            title="Sessions that ran"
            none="No session ran here."
            total={counts.sessions}
            items={day.sessions.map((session) => (
              <Line key={session.id} when={`${time(session.from)} – ${time(session.until)}`}>
                <SessionLink id={session.id}>
                  {session.intent === null ? 'Nothing says what it was for' : <Say text={session.intent} />}
                </SessionLink>{' '}
                <span className="text-soft">
                  <Say text={session.person} />, {plural(session.prompts, 'prompt')}
                </span>
              </Line>
            ))}
          />
          <div className="space-y-4">
            {counts.pullRequests > 0 && (
              <Few
                title="Merged at the same time"
                none=""
                total={counts.pullRequests}
                items={day.pullRequests.map((pull) => (
                  <Line key={pull.number} when={time(pull.mergedAt)}>
                    <PullRequestLink repository={repository} number={pull.number}>
                      #{pull.number} <Say text={pull.title} />
                    </PullRequestLink>{' '}
                    <span className="text-soft">
                      {pull.person !== null && <Say text={pull.person} />}
                      {pull.inferred && (
                        <span title="Concluded from the commit alone: the repository says nothing of pull requests">
                          , inferred
                        </span>
                      )}
                    </span>
                  </Line>
                ))}
              />
            )}
            <Few
              title="Committed at the same time"
              none="Nothing was committed."
              total={counts.commits}
              items={day.commits.map((commit) => (
                <Line key={commit.commit} when={time(commit.committedAt)}>
                  <CommitLink sha={commit.commit}>
                    <Say text={commit.subject} />
                  </CommitLink>{' '}
                  <span className="text-soft">
                    <Say text={commit.person} />
                    {commit.merge ? ', merge' : ''}
                  </span>
                  {!commit.merge && (
                    <span className="whitespace-nowrap">
                      {' '}
                      <span className="text-added">+{count(commit.added)}</span>{' '}
                      <span className="text-removed">−{count(commit.removed)}</span>
                    </span>
                  )}
                </Line>
              ))}
            />
          </div>
        </div>
      </Section>
    </div>
  )
}

const told = ({ commits, added, removed, pullRequests, sessions }: Day['counts']): string =>
  [
    sessions > 0 && plural(sessions, 'session'),
    commits > 0 && `${plural(commits, 'commit')} (+${count(added)} −${count(removed)})`,
    pullRequests > 0 && `${plural(pullRequests, 'pull request')} merged`,
  ]
    .filter(Boolean)
    .join(' · ')

const Line = ({ when, children }: { readonly when: string; readonly children: ReactNode }) => (
  <li className="flex gap-3 text-xs">
    <span className={classes('shrink-0 whitespace-nowrap text-soft', when.length > 5 ? 'w-24' : 'w-10')}>{when}</span>
    <span className="min-w-0">{children}</span>
  </li>
)

/** The first few of a list; the others come on demand. */
const Few = ({
  title,
  none,
  total,
  items,
}: {
  readonly title: string
  readonly none: string
  readonly total: number
  readonly items: readonly ReactNode[]
}) => {
  const [whole, setWhole] = useState(false)
  const shown = whole ? items : items.slice(0, few)
  const hidden = items.length - shown.length
  const unnamed = total - items.length
  return (
    <div>
      <h3 className="eyebrow mb-1">{title}</h3>
      {items.length === 0 && <p className="text-xs text-soft">{none}</p>}
      <ul className="space-y-0.5">{shown}</ul>
      {hidden > 0 && (
        <button type="button" onClick={() => setWhole(true)} className="evidence mt-1 text-xs text-soft">
          {count(hidden)} more{unnamed > 0 && ` of ${count(total)} in all`}
        </button>
      )}
      {hidden === 0 && unnamed > 0 && (
        <p className="mt-1 text-xs text-soft">and {count(unnamed)} others that are not named here</p>
      )}
    </div>
  )
}
