import { useMemo } from 'react'
import { Button } from '../../ui/button.tsx'
import { count } from '../../ui/format.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { nextRow, type Row, type Target, targets } from './rows.ts'
import type { Choose } from './use-chosen.ts'

const jumps: readonly { readonly target: Target; readonly one: string; readonly many: string; readonly key: string }[] =
  [
    { target: 'prompt', one: 'prompt', many: 'prompts', key: 'p' },
    { target: 'edit', one: 'edit', many: 'edits', key: 'e' },
    { target: 'failure', one: 'failure', many: 'failures', key: 'f' },
    { target: 'milestone', one: 'milestone', many: 'milestones', key: 'm' },
  ]

/** Jumps, what is shown, and finding: what the keys do, for who has none at hand. */
export const Toolbar = ({
  rows,
  chosen,
  first,
  choose,
  talkOnly,
  onTalk,
  onFind,
  side,
  onSide,
}: {
  readonly rows: readonly Row[]
  readonly chosen: number
  /** The first row in sight. */
  readonly first: number
  readonly choose: Choose
  readonly talkOnly: boolean
  readonly onTalk: (talkOnly: boolean) => void
  readonly onFind: () => void
  readonly side: boolean
  readonly onSide: () => void
}) => {
  const totals = useMemo(() => totalsOf(rows), [rows])
  const go = (step: 1 | -1, target: Target) => {
    const next = nextRow(rows, chosen < 0 ? first - (step > 0 ? 1 : 0) : chosen, step, targets[target])
    if (next >= 0) choose(next, target === 'prompt' ? 'start' : 'center')
  }
  return (
    <div
      role="toolbar"
      aria-label="Session replay"
      className="relative flex shrink-0 items-center gap-x-3 overflow-x-auto border-b border-line px-3 py-1 text-xs [scrollbar-width:none] md:flex-wrap"
    >
      {jumps
        .filter(({ target }) => totals[target] > 0)
        .map(({ target, one, many, key }) => (
          <span key={target} className="inline-flex items-center whitespace-nowrap text-soft">
            <Step label={`Previous ${one} (${key.toUpperCase()})`} onClick={() => go(-1, target)}>
              ↑
            </Step>
            <Step label={`Next ${one} (${key})`} onClick={() => go(1, target)}>
              ↓
            </Step>
            <span className="ml-1">
              {count(totals[target])} {totals[target] === 1 ? one : many}
            </span>
          </span>
        ))}
      <span className="ml-auto inline-flex items-center gap-1.5 [&>fieldset]:shrink-0 [&>fieldset]:flex-nowrap">
        <Segmented
          label="What is shown"
          value={talkOnly ? 'talk' : 'all'}
          options={[
            { value: 'all', label: 'Everything' },
            { value: 'talk', label: 'Conversation' },
          ]}
          onChange={(value) => onTalk(value === 'talk')}
        />
        <Button look="quiet" className="text-xs" onClick={onFind}>
          Find
        </Button>
        <Button look="quiet" className="text-xs xl:hidden" aria-expanded={side} onClick={onSide}>
          Overview
        </Button>
      </span>
    </div>
  )
}

const totalsOf = (rows: readonly Row[]): Readonly<Record<Target, number>> => {
  const totals = { prompt: 0, edit: 0, failure: 0, milestone: 0 }
  for (const row of rows) {
    if (row.kind !== 'line') continue
    for (const { target } of jumps) if (targets[target](row.line)) totals[target]++
  }
  return totals
}

const Step = ({
  label,
  onClick,
  children,
}: {
  readonly label: string
  readonly onClick: () => void
  readonly children: string
}) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={onClick}
    className="size-[24px] rounded border border-line text-center leading-none first:rounded-r-none first:border-r-0 last-of-type:rounded-l-none hover:bg-tint hover:text-ink"
  >
    {children}
  </button>
)
