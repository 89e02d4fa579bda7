import { type MouseEvent, memo } from 'react'
import type { Piece } from '../../code/highlight.ts'
import { CodeLine } from '../../code/highlighted.tsx'
import { classes } from '../../ui/classes.ts'
import { marks } from './legend.tsx'
import { OriginBy, OriginLabel } from './origin-label.tsx'
import type { FileRow, Run } from './runs.ts'
import type { Source } from './told.ts'

/** Longer lines are cut: a file may be one line of megabytes. */
const longestLine = 2_000

export interface RowProps {
  readonly row: FileRow
  readonly run: Run
  readonly source: Source
  /** Undefined where no clone has it. */
  readonly text: string | undefined
  readonly pieces: readonly Piece[] | undefined
  /** Whether origins stand beside their lines, not over them. */
  readonly wide: boolean
  readonly chosen: boolean
  readonly onChoose: (line: number, extend: boolean) => void
}

/** A line of a file with its number, and where its run comes from beside the first of them. */
export const Row = memo((props: RowProps) => {
  const { row, run, source, wide, chosen } = props
  const mark = (
    <span aria-hidden="true" className={classes('shrink-0 self-stretch border-l-[3px]', marks[source.writer.kind])} />
  )
  if (row.kind === 'head')
    return (
      <div className="sticky left-0 flex h-full w-[var(--seen)] items-center gap-2 border-t border-line pr-3 pl-3 text-xs">
        {mark}
        <OriginLabel source={source} />
      </div>
    )
  const place = row.line - run.first
  return (
    <div className={classes('flex h-full', chosen && 'bg-tint')}>
      {wide ? (
        <div
          className={classes(
            'sticky left-0 z-[1] flex w-[28rem] shrink-0 items-center gap-2 pr-3 pl-10 text-xs',
            chosen ? 'bg-tint' : 'bg-paper',
            place === 0 && 'border-t border-line',
          )}
        >
          {mark}
          {place === 0 && <OriginLabel source={source} />}
          {place === 1 && <OriginBy source={source} />}
        </div>
      ) : (
        <span className="flex shrink-0 self-stretch pl-3">{mark}</span>
      )}
      <Code {...props} line={row.line} first={place === 0} />
    </div>
  )
})

const Code = ({
  line,
  first,
  wide,
  chosen,
  text,
  pieces,
  onChoose,
}: RowProps & { readonly line: number; readonly first: boolean }) => {
  const number = line + 1
  const choose = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return
    event.preventDefault()
    onChoose(line, event.shiftKey)
  }
  return (
    <div className={classes('flex font-mono text-xs', wide && first && 'border-t border-line grow')}>
      <a
        href={addressOf(number)}
        tabIndex={-1}
        aria-label={`Line ${number}`}
        onClick={choose}
        className={classes(
          'w-12 shrink-0 pr-3 text-right select-none',
          chosen ? 'font-medium text-accent' : 'text-soft hover:text-ink',
        )}
      >
        {number}
      </a>
      <span className="whitespace-pre">
        {text === undefined ? null : text.length > longestLine ? (
          <>
            <CodeLine pieces={undefined} text={text.slice(0, longestLine)} />
            <span className="text-soft"> … cut</span>
          </>
        ) : (
          <CodeLine pieces={pieces} text={text} />
        )}
      </span>
    </div>
  )
}

/** The address of a line of the file that is open. */
const addressOf = (number: number): string => {
  const url = new URL(window.location.href)
  url.searchParams.delete('panel')
  url.searchParams.set('line', String(number))
  return url.pathname + url.search
}
