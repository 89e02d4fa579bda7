import { useMemo } from 'react'
import { CodeLine, useHighlighted } from '../../code/highlighted.tsx'
import { classes } from '../../ui/classes.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { count } from '../../ui/format.ts'
import { FileLink } from '../../ui/links.tsx'
import { Say } from '../../ui/say.tsx'
import { visibleLine } from '../../ui/visible.ts'
import { diffLines, mostDiffLines } from './diff-lines.ts'
import { Fate } from './fate.tsx'
import type { FollowedEdit } from './fates.ts'

const looks = { '+': 'bg-added-tint', '-': 'bg-removed-tint', ' ': '', '@': 'text-soft' } as const
const signs = { '+': 'text-added', '-': 'text-removed', ' ': '', '@': '' } as const

/** What was done to a file. */
export const Diff = ({
  path,
  movedTo,
  operation,
  added,
  removed,
  patch,
  followed,
}: {
  readonly path: string
  readonly movedTo: string | null
  readonly operation: string
  readonly added: number
  readonly removed: number
  readonly patch: string
  /** What became of it, once that is there. */
  readonly followed?: FollowedEdit | undefined
}) => {
  const lines = useMemo(() => diffLines(patch), [patch])
  const text = useMemo(() => lines.map((line) => (line.sign === '@' ? '' : line.text)).join('\n'), [lines])
  const highlighted = useHighlighted(text, path)
  return (
    <figure className="overflow-hidden rounded-md border border-line">
      <figcaption className="flex flex-wrap gap-x-3 border-b border-line bg-panel px-2 py-1 text-xs">
        <span className="min-w-0 flex-1 font-mono">
          {followed === undefined || followed.repository === null ? (
            <Say text={movedTo === null ? path : `${path} → ${movedTo}`} />
          ) : (
            <FileLink repository={followed.repository} path={followed.path}>
              <Say text={movedTo === null ? followed.path : `${path} → ${movedTo}`} />
            </FileLink>
          )}
        </span>
        <span className="text-soft">{operation}</span>
        <Changed added={added} removed={removed} />
        <CopyButton text={path} label="Copy path" />
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <pre
        role="group"
        aria-label={`What was done to ${visibleLine(path)}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        className="max-h-[36rem] overflow-auto font-mono text-xs leading-[1.5]"
      >
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          <span key={index} className={classes('flex w-max min-w-full', looks[line.sign])}>
            <span className="w-10 shrink-0 pr-2 text-right text-soft select-none" aria-hidden="true">
              {line.after ?? line.before}
            </span>
            <span className={classes('w-4 shrink-0', signs[line.sign])}>
              {line.sign === '@' || line.sign === ' ' ? '' : line.sign}
            </span>
            <span className="whitespace-pre">
              <CodeLine pieces={line.sign === '@' ? undefined : highlighted?.[index]} text={line.text} />
              {'\n'}
            </span>
          </span>
        ))}
      </pre>
      {lines.length >= mostDiffLines && (
        <p className="px-2 py-1 text-xs text-soft">The first {count(mostDiffLines)} lines.</p>
      )}
      {followed !== undefined && <Fate edit={followed} />}
    </figure>
  )
}

/** `+3 −1` */
export const Changed = ({ added, removed }: { readonly added: number; readonly removed: number }) => (
  <span className="whitespace-nowrap">
    <span className="text-added">+{count(added)}</span> <span className="text-removed">−{count(removed)}</span>
  </span>
)
