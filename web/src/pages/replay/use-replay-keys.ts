import { useKeys } from '../../keys/use-keys.ts'
import type { Line } from './outline.ts'
import { nextRow, type Row, targets } from './rows.ts'
import type { Align } from './use-chosen.ts'
import { folds } from './words.ts'

/** The keys of the replay. */
export const useReplayKeys = ({
  rows,
  chosen,
  choose,
  open,
  toggle,
  toggleSubagent,
  onFind,
}: {
  readonly rows: readonly Row[]
  readonly chosen: number
  readonly choose: (index: number, align?: Align) => void
  readonly open: ReadonlySet<string>
  readonly toggle: (key: string) => void
  readonly toggleSubagent: (session: string) => void
  readonly onFind: () => void
}): void => {
  const go = (step: 1 | -1, align: Align, fits?: (line: Line) => boolean) => () => {
    const next = nextRow(rows, chosen < 0 && step < 0 ? rows.length : chosen, step, fits)
    if (next >= 0) choose(next, align)
  }
  const row = rows[chosen]
  const enter = (): void => {
    if (row?.kind !== 'line') return
    if (!folds(row.line)) return
    toggle(row.key)
    // What opens may be higher than the window: its first line stays in sight.
    if (!open.has(row.key)) choose(chosen, 'start')
  }
  useKeys('Session replay', [
    { keys: 'j', does: 'Next event', run: go(1, 'auto') },
    { keys: 'k', does: 'Previous event', run: go(-1, 'auto') },
    { keys: 'ArrowDown', does: 'Next event', run: go(1, 'auto') },
    { keys: 'ArrowUp', does: 'Previous event', run: go(-1, 'auto') },
    { keys: 'p', does: 'Next prompt', run: go(1, 'start', targets.prompt) },
    { keys: 'P', does: 'Previous prompt', run: go(-1, 'start', targets.prompt) },
    { keys: 'e', does: 'Next edit', run: go(1, 'center', targets.edit) },
    { keys: 'E', does: 'Previous edit', run: go(-1, 'center', targets.edit) },
    { keys: 'f', does: 'Next failure', run: go(1, 'center', targets.failure) },
    { keys: 'F', does: 'Previous failure', run: go(-1, 'center', targets.failure) },
    { keys: 'G', does: 'To the end', run: () => choose(nextRow(rows, rows.length, -1), 'auto') },
    { keys: 'Enter', does: 'Open or fold', run: enter },
    {
      keys: 's',
      does: 'Open or fold the subagent',
      run: () => {
        if (row?.kind === 'line' && row.line.kind === 'toolCall' && row.line.subagent !== null)
          toggleSubagent(row.line.subagent)
      },
    },
    { keys: 'Escape', does: 'Fold', run: () => row !== undefined && open.has(row.key) && toggle(row.key) },
    { keys: 'y', does: 'Copy a link to this event', run: () => void navigator.clipboard?.writeText(linkTo(row)) },
    { keys: '/', does: 'Find in this session', run: onFind },
  ])
}

/** The address of an event, in the session that it belongs to. */
const linkTo = (row: Row | undefined): string => {
  const url = new URL(window.location.href)
  if (row?.kind !== 'line') return url.href
  url.pathname = `/sessions/${encodeURIComponent(row.depth > 0 ? row.session : sessionOf(url))}`
  url.searchParams.set('event', row.line.id)
  return url.href
}

const sessionOf = (url: URL): string => decodeURIComponent(url.pathname.split('/')[2] ?? '')
