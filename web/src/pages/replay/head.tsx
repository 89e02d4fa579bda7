import { useEffect } from 'react'
import type { Answer } from '../../api/ask.ts'
import { dollars, duration, plural, short } from '../../ui/format.ts'
import { landedInWords } from '../../ui/landed.ts'
import { ScopeLink, SessionLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { When } from '../../ui/when.tsx'

/** What the session was for, whose it is and what it took. */
export const Head = ({
  session,
  live,
}: {
  readonly session: Answer<'session'> | undefined
  readonly live: boolean
}) => {
  const title = titleOf(session)
  useEffect(() => {
    document.title = `${title} · Maestro`
  }, [title])
  return (
    <header className="border-b border-line px-4 pb-2 md:px-10">
      <h1 tabIndex={-1} className="line-clamp-2 font-serif text-[1.35rem] leading-tight font-semibold outline-none">
        <Say text={title} />
      </h1>
      <p className="mt-1 min-h-[1.45em] text-xs text-soft">
        {live && <span className="mr-1 font-medium text-accent">Running now.</span>}
        {session && <Facts session={session} />}
      </p>
    </header>
  )
}

const titleOf = (session: Answer<'session'> | undefined): string => {
  if (!session) return 'Session'
  if (session.startedBy) return visibleLine(session.startedBy.task ?? 'A session of a subagent')
  return visibleLine(session.intent ?? session.title ?? 'A session that says nothing of its purpose')
}

const Facts = ({ session }: { readonly session: Answer<'session'> }) => {
  const { agent, person, repository, branch, startedAt, activeMs, prompts, toolCalls, tokens, startedBy } = session
  if (startedBy)
    return (
      <>
        {startedBy.type ? `${visibleLine(startedBy.type)} subagent` : 'A subagent'},{' '}
        <SessionLink id={startedBy.session} {...(startedBy.call === null ? {} : { event: startedBy.call })}>
          started by this session
        </SessionLink>
        , with which what it took is counted.
      </>
    )
  if (agent === undefined) return 'What it took is counted with the session that started it.'
  return (
    <>
      {person !== undefined && (
        <ScopeLink scope={{ person }}>
          <Say text={person} />
        </ScopeLink>
      )}{' '}
      with {agent}
      {repository !== undefined && repository !== null && (
        <>
          {' in '}
          <ScopeLink scope={{ repo: repository }}>
            <Say text={repository} />
          </ScopeLink>
        </>
      )}
      {branch !== undefined && branch !== null && (
        <>
          {' on '}
          <Say text={branch} />
        </>
      )}
      {startedAt !== undefined && (
        <>
          {', '}
          <When at={startedAt} />
        </>
      )}
      . Active {duration(activeMs ?? 0)}; {plural(prompts ?? 0, 'prompt')}, {plural(toolCalls ?? 0, 'tool call')},{' '}
      {short(tokens ?? 0)} tokens, {dollars(session.knownCostUsd ?? null, session.costUsd === null)}.{' '}
      {landedInWords(session.lines)}
    </>
  )
}
