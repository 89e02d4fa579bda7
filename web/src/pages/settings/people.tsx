import { Fragment, useState } from 'react'
import { type Item, usePages } from '../../api/hooks.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { count, plural } from '../../ui/format.ts'
import { ScopeLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { Section } from '../../ui/section.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { When } from '../../ui/when.tsx'
import { joinedBy } from './identity.ts'
import { Proposals } from './proposals.tsx'
import { Said } from './said.tsx'
import { useWords } from './use-words.ts'

type Person = Item<'persons'>

/** So many are shown at once. */
const few = 12

/** By name; bots come after people. */
const inOrder = (items: readonly Person[]): Person[] =>
  items.toSorted((a, b) => Number(a.bot) - Number(b.bot) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))

/** People as they were found: what each is known by, and why that is one person. */
export const People = () => {
  const persons = usePages('persons', { limit: 1000 })
  const [whole, setWhole] = useState(false)
  return (
    <Section title="People" anchor="people">
      <Answered query={persons} lines={3}>
        {() => {
          const items = inOrder(persons.items ?? [])
          const bots = items.filter(({ bot }) => bot).length
          const shown = whole ? items : items.slice(0, few)
          if (items.length === 0) return <p className="text-soft">Nobody is on record yet.</p>
          return (
            <>
              <p className="mb-2 max-w-[69ch] text-soft">
                {plural(items.length - bots, 'person', 'people')}
                {bots > 0 && ` and ${plural(bots, 'bot')}`}, joined from home directories in which sessions ran and
                addresses of commits. What is exact joins by itself: a <code>.mailmap</code>, one GitHub account in two
                addresses, a home in whose sessions git commits as nobody else. What is only likely waits for a yes.
              </p>
              <Proposals />
              <ul aria-label="People">
                {shown.map((person) => (
                  <li
                    key={person.id}
                    className="flex flex-wrap items-baseline justify-between gap-x-6 border-t border-line py-1.5"
                  >
                    <Known person={person} />
                    <span className="text-xs text-soft">
                      <Did person={person} />
                    </span>
                  </li>
                ))}
              </ul>
              {items.length > few && (
                <Button look="quiet" className="mt-1 -ml-2.5" aria-expanded={whole} onClick={() => setWhole(!whole)}>
                  {whole ? 'Fewer' : `All ${count(items.length)}`}
                </Button>
              )}
              <Said />
              {persons.hasNextPage && (
                <Button className="mt-2" onClick={() => void persons.fetchNextPage()}>
                  More people
                </Button>
              )}
            </>
          )
        }}
      </Answered>
    </Section>
  )
}

/** When somebody last did something, and how many sessions are theirs. */
const Did = ({ person: { sessions, lastSessionAt, lastCommitAt } }: { readonly person: Person }) => (
  <>
    {lastSessionAt !== null && (
      <>
        {plural(sessions, 'session')}, the last <When at={lastSessionAt} />
      </>
    )}
    {lastSessionAt !== null && lastCommitAt !== null && ' · '}
    {lastCommitAt !== null && (
      <>
        last commit <When at={lastCommitAt} />
      </>
    )}
  </>
)

const Known = ({ person: { name, bot, teams, identities } }: { readonly person: Person }) => (
  <span className="min-w-0">
    <ScopeLink scope={{ person: name }}>
      <Say text={name} />
    </ScopeLink>
    {bot && <span className="text-soft"> (bot)</span>}
    {teams.map((team) => (
      <span key={team} className="text-xs text-soft">
        {' '}
        <ScopeLink scope={{ team }}>
          <Say text={team} />
        </ScopeLink>
      </span>
    ))}
    <span className="block text-xs text-soft">
      {identities.map((identity, index) => (
        <Fragment key={`${identity.kind} ${identity.value}`}>
          {index > 0 && ' · '}
          {identity.kind === 'home' && 'home '}
          <Say text={identity.value} />
          {identity.name !== null && identity.name !== name && (
            <>
              {' as “'}
              <Say text={identity.name} />”
            </>
          )}
          {identity.joinedBy !== null && ` (${joinedBy[identity.joinedBy]})`}
          {identities.length > 1 && <Separate of={identity.value} from={name} />}
        </Fragment>
      ))}
    </span>
  </span>
)

/** Takes one of several identities away from a person. */
const Separate = ({ of, from }: { readonly of: string; readonly from: string }) => {
  const { say, busy } = useWords()
  return (
    <>
      {' '}
      <button
        type="button"
        className="evidence"
        disabled={busy}
        aria-label={visibleLine(`${of} is not ${from}`)}
        onClick={() => say.mutate({ word: 'apart', identity: of })}
      >
        not theirs
      </button>
    </>
  )
}
