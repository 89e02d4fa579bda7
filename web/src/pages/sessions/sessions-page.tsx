import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { useListKeys } from '../../keys/use-list-keys.ts'
import { usePanel } from '../../shell/use-panel.ts'
import { agentName } from '../../ui/agents.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { placeOf } from './hit-place.ts'
import { Nothing } from './nothing.tsx'
import { sessionsRoute } from './route.ts'
import { SearchBox } from './search-box.tsx'
import { type ScrollToSession, SessionList } from './session-list.tsx'
import { SortChoice } from './sort-choice.tsx'
import { type SortName, sortNames } from './sorts.ts'
import { Told } from './told.tsx'
import { type Found, useFound } from './use-found.ts'
import { usePreload } from './use-preload.ts'

const none: readonly Found[] = []

/** Sessions: find one, by what was said and done in it, and open it. */
export const SessionsPage = () => {
  const { q, agent, sort = 'latest' } = sessionsRoute.useSearch()
  const navigate = useNavigate()
  const query = useFound(q, agent, sort)
  const { fetchNextPage, hasNextPage, isFetchingNextPage, items = none } = query
  const field = useRef<HTMLInputElement>(null)
  const scroll = useRef<ScrollToSession>(() => {})
  const change = useCallback(
    (next: { q?: string | undefined; agent?: string | undefined; sort?: SortName | undefined }) =>
      void navigate({
        to: '/sessions',
        search: ((before: object) => ({ ...before, ...next })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  const look = useCallback((text: string) => change({ q: text.trim() === '' ? undefined : text }), [change])
  const order = (next: SortName) => change({ sort: next === 'latest' ? undefined : next })
  const open = (index: number) => {
    const { session, hits, fitting } = items[index]!
    const [place] = [...hits, ...fitting]
    void navigate({ to: '/sessions/$id', params: { id: session.id }, search: (place ? placeOf(place) : {}) as never })
  }
  const { panel, open: show } = usePanel()
  const isPeeking = panel?.startsWith('session:') ?? false
  const peek = (index: number) => show(items[index] && `session:${items[index].session.id}`)
  const { chosen, choose, mark } = useListKeys({
    name: 'Sessions',
    count: items.length,
    idOf: (index) => items[index]!.session.id,
    onOpen: open,
    onLeave: () => (q === undefined ? undefined : change({ q: undefined })),
    scrollTo: (index) => {
      scroll.current(index)
      if (isPeeking) peek(index)
    },
    also: [
      {
        keys: '/',
        does: 'Search',
        run: () => {
          field.current?.focus()
          field.current?.select()
        },
      },
      { keys: 'p', does: 'Look at it beside the list', run: () => (isPeeking ? show(undefined) : peek(chosen)) },
      { keys: 'o', does: 'Next order', run: () => order(sortNames[(sortNames.indexOf(sort) + 1) % sortNames.length]!) },
    ],
  })
  usePreload(items[chosen]?.session.id)
  const more = useCallback(() => void (isFetchingNextPage || fetchNextPage()), [isFetchingNextPage, fetchNextPage])
  const ready = useCallback((to: ScrollToSession) => {
    scroll.current = to
  }, [])
  return (
    <Page
      title="Sessions"
      width="wide"
      by={query.items ? <Told shown={items.length} totals={query.totals} more={hasNextPage} q={q} /> : '\u00a0'}
    >
      <SearchBox
        field={field}
        value={q ?? ''}
        onChange={look}
        onLeave={() => choose(Math.max(0, chosen))}
        beside={<SortChoice value={sort} onChange={order} />}
      />
      {agent !== undefined && (
        <Button onClick={() => change({ agent: undefined })} className="text-xs">
          Only {visibleLine(agentName(agent))} <span aria-hidden="true">×</span>
          <span className="sr-only">: show all agents</span>
        </Button>
      )}
      <Answered query={query} lines={12}>
        {() =>
          items.length > 0 || hasNextPage ? (
            <SessionList
              items={items}
              sort={sort}
              q={q}
              chosen={chosen}
              onChoose={mark}
              more={hasNextPage}
              onMore={more}
              onReady={ready}
            />
          ) : (
            <div className="mt-4">
              <Nothing q={q} agent={agent} />
            </div>
          )
        }
      </Answered>
    </Page>
  )
}
