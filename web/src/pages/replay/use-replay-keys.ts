import { useRouter } from '@tanstack/react-router'
import { useKeys } from '../../keys/use-keys.ts'
import { linkTo } from './link-to.ts'
import type { Line } from './outline.ts'
import { nextRow, type Row, targets } from './rows.ts'
import type { Align, Choose } from './use-chosen.ts'
import { folds } from './words.ts'

/** The keys of the replay. */
export const useReplayKeys = ({
  rows,
  chosen,
  choose,
  open,
  toggleSubagent,
  onFind,
  onFindStep,
  onLeave,
  onTalk,
  onSide,
  onStart,
}: {
  readonly rows: readonly Row[]
  readonly chosen: number
  readonly choose: Choose
  readonly open: ReadonlySet<string>
  readonly toggleSubagent: (session: string) => void
  readonly onFind: () => void
  readonly onFindStep: (step: 1 | -1) => void
  /** What `Esc` closes before anything else. */
  readonly onLeave: (() => void) | undefined
  readonly onTalk: () => void
  readonly onSide: () => void
  readonly onStart: () => void
}): void => {
  const router = useRouter()
  const go = (step: 1 | -1, align: Align, fits?: (line: Line) => boolean) => () => {
    const next = nextRow(rows, chosen < 0 && step < 0 ? rows.length : chosen, step, fits)
    if (next >= 0) choose(next, align)
  }
  const row = rows[chosen]
  const enter = (): void => {
    if (row?.kind !== 'line' || !folds(row.line)) return
    const opening = !open.has(row.key)
    // What opens may be higher than the window: its first line stays in sight.
    choose(chosen, opening ? 'start' : undefined, opening)
  }
  const leave = (): void => {
    if (onLeave) onLeave()
    else if (row !== undefined && open.has(row.key)) enter()
    else if (router.history.canGoBack()) router.history.back()
    else void router.navigate({ to: '/sessions' })
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
    { keys: 'm', does: 'Next commit, plan or compaction', run: go(1, 'center', targets.milestone) },
    { keys: 'M', does: 'Previous commit, plan or compaction', run: go(-1, 'center', targets.milestone) },
    { keys: 'Home', does: 'To the beginning', run: onStart },
    { keys: 'End', does: 'To the end', run: () => choose(nextRow(rows, rows.length, -1), 'auto') },
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
    { keys: 'c', does: 'The conversation alone, or everything', run: onTalk },
    { keys: 'o', does: 'Overview beside, or prompts', run: onSide },
    { keys: '/', does: 'Find in this session', run: onFind },
    { keys: 'n', does: 'Next place found', run: () => onFindStep(1) },
    { keys: 'N', does: 'Previous place found', run: () => onFindStep(-1) },
    {
      keys: 'y',
      does: 'Copy a link to this event',
      run: () => void navigator.clipboard?.writeText(linkTo(row, row !== undefined && open.has(row.key))),
    },
    { keys: 'Escape', does: 'Fold, or back', run: leave },
  ])
}
