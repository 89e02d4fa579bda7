import { type ReactNode, useState } from 'react'
import { classes } from '../../ui/classes.ts'
import { visible, visibleLine } from '../../ui/visible.ts'
import { useAbout } from './about.ts'
import { useEntry } from './entry.ts'
import { LongText } from './long-text.tsx'
import { Markdown } from './markdown.tsx'
import type { Line } from './outline.ts'
import type { TurnCost } from './turn-costs.ts'
import { cameAs, costInWords, turnName } from './words.ts'
import { unwrapNotice } from './wrapped.ts'

type Turn = Extract<Line, { kind: 'turn' }>

/** The outline holds so much of a prompt; the rest is asked for. */
const inOutline = 400

/** A longer prompt shows its beginning until it is opened. */
const foldedFrom = { characters: 1_800, lines: 24 }

/** A prompt, and what it led to. */
export const Prompt = ({
  line,
  session,
  cost,
  clock,
}: {
  readonly line: Turn
  readonly session: string
  readonly cost: TurnCost | undefined
  readonly clock: ReactNode
}) => {
  const isCut = [...line.text].length >= inOutline
  const { data } = useEntry(session, 'turn', line.id, isCut)
  const { find } = useAbout()
  const [whole, setWhole] = useState(false)
  const text = data?.text ?? line.text
  // A command is set apart, and said once where the prompt repeats it.
  const told =
    line.command !== null && text.trimStart().startsWith(line.command)
      ? text.trimStart().slice(line.command.length).trimStart()
      : text
  const notice = line.human ? undefined : unwrapNotice(told)
  const shown = notice?.text ?? told
  const isLong =
    shown.length > foldedFrom.characters || shown.split('\n', foldedFrom.lines + 1).length > foldedFrom.lines
  const isFolded = isLong && !whole && find === ''
  return (
    <div
      className={classes(
        'mt-3 mb-1 rounded-md border px-3 py-2',
        line.human ? 'border-underline bg-panel' : 'border-line',
      )}
    >
      <p className="flex gap-2 text-xs text-soft">
        <span className="min-w-0 flex-1">
          <span className={classes('font-semibold', line.human && 'text-accent')}>{turnName(line)}</span>
          {cameAs(line).map((part) => ` · ${part}`)}
        </span>
        {clock}
      </p>
      {notice !== undefined && <p className="font-medium">{visibleLine(notice.title)}</p>}
      <div
        className={classes(
          'wrap-anywhere',
          line.human && line.origin !== 'plan' && 'font-medium',
          isFolded && 'max-h-[24rem] overflow-hidden mask-b-from-80%',
        )}
      >
        {line.command !== null && <code className="mr-2 font-mono text-accent">{visible(line.command)}</code>}
        {line.origin === 'plan' || !line.human ? (
          <Markdown text={shown} />
        ) : (
          <div
            className={classes(
              'whitespace-pre-wrap',
              line.command !== null && 'inline',
              line.origin === 'shell' && 'font-mono text-sm',
            )}
          >
            <LongText text={shown} most={6000} />
          </div>
        )}
      </div>
      {isLong && find === '' && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="evidence min-h-[24px] text-xs text-accent"
        >
          {whole ? 'Show less' : 'Show all of it'}
        </button>
      )}
      {cost !== undefined && <Cost cost={cost} />}
    </div>
  )
}

const Cost = ({ cost }: { readonly cost: TurnCost }) => {
  const parts = costInWords(cost)
  return parts.length === 0 ? null : <p className="mt-1 text-xs text-soft">{parts.join(' · ')}</p>
}
