import { Link } from '@tanstack/react-router'
import { useAnswer } from '../../api/hooks.ts'
import { useListKeys } from '../../keys/use-list-keys.ts'
import { dayLabel, lengthOf } from '../../shell/period.ts'
import { withScope } from '../../shell/scope.ts'
import { useInstallation, usePeriod, useShared } from '../../shell/use-page.ts'
import { Answered } from '../../ui/answered.tsx'
import { plural } from '../../ui/format.ts'
import { ScopeLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { Empty } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { Days } from './days.tsx'
import { Entries, shownOf, useWhole } from './entries.tsx'
import { NothingYet } from './nothing-yet.tsx'
import { usePlaceEntries } from './use-place-entries.tsx'
import { Used } from './used.tsx'
import { headline, placeSentence, shortNames, type Work } from './words.ts'
import { workParameters } from './work-parameters.ts'

/** The front page: what was worked on where, then what it used, to be read from top to bottom. */
export const WeekPage = () => {
  const search = useShared()
  const installation = useInstallation()
  const tooLong = search.period === 'all'
  const query = useAnswer('work', workParameters(search, installation), { enabled: !tooLong })
  if (installation.week === null) return <NothingYet />
  if (tooLong) return <TooLong />
  return <Answered query={query}>{({ answer }) => (answer ? <Week work={answer} /> : <NothingYet />)}</Answered>
}

const Week = ({ work }: { readonly work: Work }) => {
  const { since, until, label, before } = usePeriod()
  const { today } = useInstallation()
  const entriesOf = usePlaceEntries()
  const { whole, toggle } = useWhole()
  const names = shortNames(work.places.map(({ name }) => name))
  let index = 0
  const lists = work.places.map((place) => {
    const list = (title: string, one: string, all: ReturnType<typeof entriesOf.sessions>) => {
      const name = `${title} ${place.repository ?? place.name}`
      const entries = shownOf(all, whole.has(name))
      const first = index
      index += entries.length
      return { title, one, name, entries, first, total: all.length }
    }
    return {
      place,
      lists: [
        list('Sessions', 'session', entriesOf.sessions(place)),
        list('Pull requests', 'pull request', entriesOf.pullRequests(place)),
        list('Latest commits', 'commit', place.sessions.length > 0 ? [] : entriesOf.commits(place)),
      ].filter(({ total }) => total > 0),
    }
  })
  const all = lists.flatMap((place) => place.lists.flatMap(({ entries }) => entries))
  const { chosen } = useListKeys({ name: 'This page', count: all.length, onOpen: (at) => all[at]?.open() })
  const sessions = work.places.reduce((sum, place) => sum + place.sessions.length, 0)
  const commits = work.places.reduce((sum, place) => sum + place.commits, 0)
  const days = lengthOf(since!, until!)
  const span = days === 1 ? dayLabel(since!, today) : `${dayLabel(since!, today)} to ${dayLabel(until!, today)}`
  return (
    <Page
      title={label === span ? `The ${days === 7 ? 'week' : 'days'} to ${dayLabel(until!, today)}` : label}
      heading={headline(work, days)}
      eyebrow={work.current ? span : `${span} · the latest week on record`}
      by={`From ${plural(sessions, 'session')} and ${plural(commits, 'commit')} on record, without a model.`}
      aside={
        <div className="@min-[62rem]:w-80 @min-[82rem]:w-96">
          <Used work={work} before={before?.label ?? 'the time before'} />
        </div>
      }
    >
      {work.places.length === 0 && <Quiet />}
      {lists.map(({ place, lists: shown }, at) => (
        <Section
          key={place.repository ?? place.name}
          title={
            place.repository === null ? (
              names[at]
            ) : (
              <ScopeLink scope={{ repo: place.name }} className="no-underline">
                {names[at]}
              </ScopeLink>
            )
          }
          aside={
            place.repository !== null && names[at] === visibleLine(place.name) ? undefined : visibleLine(place.name)
          }
        >
          <p className="max-w-[69ch]">{placeSentence(place)}</p>
          {place.repository !== null && <Days repository={place.repository} />}
          {shown.map((list) => (
            <Entries
              key={list.title}
              title={list.title}
              one={list.one}
              entries={list.entries}
              total={list.total}
              first={list.first}
              chosen={chosen}
              whole={whole.has(list.name)}
              onToggle={() => toggle(list.name)}
            />
          ))}
        </Section>
      ))}
    </Page>
  )
}

const Quiet = () => (
  <Empty title="No session and no commit is on record here.">
    <p>
      Another period or a wider scope has some:{' '}
      <Link to="/" search={withScope()({ period: undefined, since: undefined, until: undefined })} className="evidence">
        the latest week of everything
      </Link>
      .
    </p>
  </Empty>
)

const TooLong = () => (
  <Page title="This week" heading="A page to read in two minutes tells of three months at most">
    <p>
      Pick a shorter period. Of all time, there are{' '}
      <Link to="/agents" className="evidence">
        what agents were used for
      </Link>{' '}
      and{' '}
      <Link to="/sessions" className="evidence">
        all sessions
      </Link>
      .
    </p>
  </Page>
)
