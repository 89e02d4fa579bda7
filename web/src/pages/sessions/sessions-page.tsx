import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { useListKeys } from '../../keys/use-list-keys.ts'
import { scopeWords } from '../../shell/scope.ts'
import { usePeriod, useScope } from '../../shell/use-page.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { sessionsRoute } from './route.ts'
import { SearchBox } from './search-box.tsx'
import { type ScrollToSession, SessionList } from './session-list.tsx'
import { type Found, useFound } from './use-found.ts'

const none: readonly Found[] = []

/** Sessions: find one, by what was said and done in it, and open it. */
export const SessionsPage = () => {
  const { q, agent } = sessionsRoute.useSearch()
  const navigate = useNavigate()
  const query = useFound(q, agent)
  const { fetchNextPage, hasNextPage, isFetchingNextPage, items = none } = query
  const field = useRef<HTMLInputElement>(null)
  const scroll = useRef<ScrollToSession>(() => {})
  const change = useCallback(
    (next: { q?: string | undefined; agent?: string | undefined }) =>
      void navigate({
        to: '/sessions',
        search: ((before: object) => ({ ...before, ...next })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  const look = useCallback((text: string) => change({ q: text.trim() === '' ? undefined : text }), [change])
  const open = (index: number) => {
    const { session, hits } = items[index]!
    const event = hits.find(({ subagent }) => subagent === null)?.id
    void navigate({ to: '/sessions/$id', params: { id: session.id }, search: (event ? { event } : {}) as never })
  }
  const { chosen, choose } = useListKeys({
    name: 'Sessions',
    count: items.length,
    onOpen: open,
    onLeave: () => (q === undefined ? undefined : change({ q: undefined })),
    scrollTo: (index) => scroll.current(index),
    also: [
      {
        keys: '/',
        does: 'Search',
        run: () => {
          field.current?.focus()
          field.current?.select()
        },
      },
    ],
  })
  const more = useCallback(() => void (isFetchingNextPage || fetchNextPage()), [isFetchingNextPage, fetchNextPage])
  const ready = useCallback((to: ScrollToSession) => {
    scroll.current = to
  }, [])
  const { label } = usePeriod()
  return (
    <Page
      title="Sessions"
      width="wide"
      by={query.items ? <Told items={items} more={hasNextPage} searched={q !== undefined} /> : '\u00a0'}
    >
      <SearchBox field={field} value={q ?? ''} onChange={look} onLeave={() => choose(Math.max(0, chosen))} />
      {agent !== undefined && (
        <p className="mb-3">
          <Button onClick={() => change({ agent: undefined })}>
            Only {visibleLine(agent)} <span aria-hidden="true">×</span>
            <span className="sr-only">: show all agents</span>
          </Button>
        </p>
      )}
      <Answered query={query} lines={12}>
        {() =>
          items.length > 0 || hasNextPage ? (
            <SessionList items={items} chosen={chosen} more={hasNextPage} onMore={more} onReady={ready} />
          ) : (
            <Nothing q={q} label={label} narrowed={agent !== undefined} />
          )
        }
      </Answered>
    </Page>
  )
}

/** How many there are, as far as it is known. */
const Told = ({
  items,
  more,
  searched,
}: {
  readonly items: readonly Found[]
  readonly more: boolean
  readonly searched: boolean
}) => {
  const { label } = usePeriod()
  const { project, repo, person } = useScope()
  const place = project ?? repo
  const where = [place && `in ${visibleLine(place)}`, person && `of ${visibleLine(person)}`].filter(Boolean).join(' ')
  const number = more ? `The latest ${plural(items.length, 'session')}` : plural(items.length, 'session')
  return (
    <span aria-live="polite">{[number, searched && 'with that', where, `· ${label}`].filter(Boolean).join(' ')}</span>
  )
}

const Nothing = ({
  q,
  label,
  narrowed,
}: {
  readonly q: string | undefined
  readonly label: string
  readonly narrowed: boolean
}) => {
  const scope = scopeWords(useScope())
  const isNarrowed = narrowed || scope !== undefined || label !== 'All time'
  if (q !== undefined)
    return (
      <Empty title="Nothing like that was said or done in a session.">
        {isNarrowed
          ? 'Only part of what is on record was looked through: widen the period or the scope.'
          : 'Words must all stand in one session; leave one out, or its ending.'}
      </Empty>
    )
  return isNarrowed ? (
    <Empty title="No session ran here in this time.">Widen the period or the scope.</Empty>
  ) : (
    <Empty title="No session is on record yet.">
      Here stand all sessions of Claude Code and Codex on this machine, once <code>maestro sync</code> has read them.
    </Empty>
  )
}
