import { classes } from '../../ui/classes.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { visibleLine } from '../../ui/visible.ts'
import type { Completion } from './use-completions.ts'

/** What may be meant, below the box: chosen with arrows, taken with Enter, Tab or the pointer. */
export const CompletionList = ({
  id,
  completions,
  isName,
  chosen,
  onTake,
}: {
  readonly id: string
  readonly completions: readonly Completion[]
  /** They are names of filters. */
  readonly isName: boolean
  readonly chosen: number
  readonly onTake: (completion: Completion) => void
}) => (
  <div className="absolute inset-x-0 top-full z-20 mt-1 rounded-lg border border-line bg-panel p-1 shadow-lg">
    <div id={id} role="listbox" aria-label={isName ? 'Filters' : 'Values on record'}>
      {completions.map((completion, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the same
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
        <div
          key={completion.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // The field keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(completion)}
          className={classes(
            'flex min-h-7 cursor-pointer items-baseline justify-between gap-4 rounded px-2 py-1 text-xs hover:bg-tint',
            index === chosen && 'bg-tint',
          )}
        >
          <span className="min-w-0 font-mono text-[0.82rem] wrap-anywhere">
            {visibleLine(completion.value)}
            {isName && ':'}
          </span>
          <span className="shrink-0 text-soft">{completion.about}</span>
        </div>
      ))}
    </div>
    <p aria-hidden="true" className="mt-1 hidden border-t border-line px-2 pt-1.5 pb-0.5 text-xs text-soft md:block">
      <Kbd keys="Tab" /> takes the first, <Kbd keys="ArrowDown" /> chooses
    </p>
  </div>
)
