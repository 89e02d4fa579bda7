import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useRef } from 'react'
import type { Answer } from '../../api/ask.ts'
import { useInstallation } from '../../shell/use-page.ts'
import { usePanel } from '../../shell/use-panel.ts'
import { plural } from '../../ui/format.ts'
import { Failed } from '../../ui/states.tsx'
import { AboutContext } from './about.ts'
import { estimate } from './estimate.ts'
import { Find } from './find.tsx'
import { MiniMap } from './mini-map.tsx'
import { OverviewPane } from './overview.tsx'
import { PlaceLine, promptsOf } from './place-line.tsx'
import { PromptRail } from './prompt-rail.tsx'
import { RowList } from './row-list.tsx'
import { Side } from './side.tsx'
import { Toolbar } from './toolbar.tsx'
import { useAboutOf } from './use-about.ts'
import { useAddress } from './use-address.ts'
import { useAnchor } from './use-anchor.ts'
import { useChosen } from './use-chosen.ts'
import { useFind } from './use-find.ts'
import { useFindSteps } from './use-find-steps.ts'
import { useFocusOn } from './use-focus-on.ts'
import { useFollow } from './use-follow.ts'
import { useFoundWords } from './use-found-words.ts'
import { useReplayKeys } from './use-replay-keys.ts'
import { useRows } from './use-rows.ts'
import { useWithin } from './use-within.ts'

const scrollerId = 'replay'

/** What happened in a session, row by row; only those in sight are on the page. */
export const Replay = ({
  session,
  head,
  live,
}: {
  readonly session: string
  readonly head: Answer<'session'> | undefined
  readonly live: boolean
}) => {
  const { address, write, writeSoon } = useAddress()
  const { timezone } = useInstallation()
  const panel = usePanel()
  const talkOnly = address.show === 'talk'
  const shown = useMemo(() => ({ talkOnly, timezone }), [talkOnly, timezone])
  const { outline, lines, points, rows, costs, open, subagents, toggle, toggleSubagent } = useRows(session, shown)
  const openSubagent = useCallback((id: string) => toggleSubagent(id, true), [toggleSubagent])
  useWithin(address.within, openSubagent)

  const scroller = useRef<HTMLDivElement>(null)
  // With other functions at each call, all places would be computed anew.
  const estimateSize = useCallback((index: number) => estimate(rows[index]!), [rows])
  const getItemKey = useCallback((index: number) => rows[index]!.key, [rows])
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    getItemKey,
    overscan: 6,
  })
  const { show, release, handlers } = useAnchor(virtualizer, rows)
  const { chosen, choose, chooseByKey, switchByKey, missing } = useChosen({
    rows,
    open,
    toggle,
    show,
    address,
    writeSoon,
  })
  const { onScroll, fresh } = useFollow(scroller, {
    length: lines.length,
    whole: outline.data?.whole === true,
    follow: () => show(rows.length - 1, 'auto'),
  })
  const focusSoon = useFocusOn(scroller, rows[chosen]?.key)

  const find = useFindSteps({
    address,
    write,
    rows,
    chosen,
    choose,
    openSubagent,
    search: useFind(session, address.find ?? '', rows),
  })
  useFoundWords(scroller, address.find ?? '', find.reveal, release)
  const about = useAboutOf(session, head, live, find.words)

  const prompts = useMemo(() => promptsOf(rows), [rows])
  const goToPrompt = useCallback((at: number) => choose(at, 'start'), [choose])
  const goTo = useCallback((index: number) => show(index, 'start'), [show])
  const goToEvent = (event: string): void => {
    const index = rows.findIndex((row) => row.kind === 'line' && row.depth === 0 && row.line.id === event)
    if (index >= 0) choose(index, 'center')
    else showAll(event)
  }
  const showAll = useCallback((event: string) => write({ show: undefined, event, within: undefined }), [write])
  const switchSide = (): void => write({ side: address.side === 'overview' ? undefined : 'overview' })

  useReplayKeys({
    rows,
    chosen,
    choose: (index, align, opening) => {
      focusSoon()
      choose(index, align, opening)
    },
    open,
    toggleSubagent,
    onFind: find.begin,
    onFindStep: find.step,
    onLeave: panel.panel !== undefined ? panel.close : find.isOpen ? find.end : undefined,
    onTalk: () => write({ show: talkOnly ? undefined : 'talk' }),
    onSide: switchSide,
    onStart: () => show(0, 'start'),
  })

  if (outline.error && !outline.data) return <Failed error={outline.error} onAgain={() => void outline.refetch()} />
  const first = firstInSight(virtualizer)
  const last = virtualizer.range?.endIndex ?? 0
  return (
    <AboutContext value={about}>
      <div className="relative flex min-h-0 flex-1">
        <Side
          name={address.side ?? 'prompts'}
          over={address.side !== undefined}
          onName={(side) => write({ side })}
          onClose={() => write({ side: undefined })}
        >
          {address.side === 'overview' ? (
            <OverviewPane session={head} lines={lines} points={points} onGo={goToEvent} />
          ) : (
            <PromptRail
              prompts={prompts}
              costs={costs}
              first={chosen >= first && chosen <= last ? chosen : first}
              onGo={goToPrompt}
            />
          )}
        </Side>
        <div className="relative flex min-w-0 flex-1 flex-col">
          <Toolbar
            rows={rows}
            chosen={chosen}
            first={first}
            choose={choose}
            talkOnly={talkOnly}
            onTalk={(only) => write({ show: only ? 'talk' : undefined })}
            onFind={find.begin}
            side={address.side === 'overview'}
            onSide={switchSide}
          />
          {find.isOpen && <Find {...find} chosen={chosen} />}
          <PlaceLine prompts={prompts} rows={rows} points={points} first={first} onGo={goToPrompt} />
          {missing && outline.data?.whole && !talkOnly && address.within === undefined && (
            <p role="status" className="border-b border-line px-3 py-1 text-xs">
              The event of this address is not among what is shown.
            </p>
          )}
          <RowList
            id={scrollerId}
            ref={scroller}
            handlers={handlers}
            onScroll={onScroll}
            virtualizer={virtualizer}
            rows={rows}
            loaded={outline.data !== undefined}
            chosen={chosen}
            open={open}
            subagents={subagents}
            costs={costs}
            onChoose={chooseByKey}
            onToggle={switchByKey}
            onSubagent={toggleSubagent}
            onShowAll={showAll}
          />
          {fresh > 0 && (
            <button
              type="button"
              onClick={() => show(rows.length - 1, 'auto')}
              className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full border border-line bg-panel px-3 py-1 text-xs text-accent shadow-md"
            >
              {plural(fresh, 'new event')} <span aria-hidden="true">↓</span>
            </button>
          )}
          <span role="status" className="sr-only">
            {fresh > 0 && `${plural(fresh, 'new event')} below`}
          </span>
        </div>
        <MiniMap
          rows={rows}
          points={points}
          matches={find.matches}
          first={first}
          last={last}
          onGo={goTo}
          controls={scrollerId}
        />
      </div>
    </AboutContext>
  )
}

/** The first row of which something is seen. */
const firstInSight = (virtualizer: { readonly range: { startIndex: number } | null }): number =>
  virtualizer.range?.startIndex ?? 0
