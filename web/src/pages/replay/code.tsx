import { useMemo } from 'react'
import { CodeLine, useHighlighted } from '../../code/highlighted.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { LongText } from './long-text.tsx'
import { Preformatted } from './preformatted.tsx'

/** Longer blocks are shown without colours, and in parts. */
const longest = { characters: 20_000, lines: 1_500 }

/** A block of code; the numbers of its lines where the first has one. */
export const Code = ({
  text,
  language,
  label = 'Code',
  first,
  wrap = false,
}: {
  readonly text: string
  readonly language: string | undefined
  /** Said of it where it is not seen. */
  readonly label?: string
  /** The number of its first line. */
  readonly first?: number | undefined
  readonly wrap?: boolean
}) => {
  const plain = useMemo(() => text.slice(0, longest.characters).split('\n'), [text])
  const isLong = text.length > longest.characters || plain.length > longest.lines
  const lines = useHighlighted(isLong ? '' : text, language)
  return (
    <div className="group relative">
      <Preformatted label={label} wrap={wrap}>
        <code>
          {isLong || (lines === undefined && first === undefined) ? (
            <LongText text={text} most={longest.characters} />
          ) : (
            plain.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
              <span key={index}>
                {first !== undefined && (
                  <span className="mr-3 inline-block w-8 text-right text-soft select-none" aria-hidden="true">
                    {first + index}
                  </span>
                )}
                <CodeLine pieces={lines?.[index]} text={line} />
                {'\n'}
              </span>
            ))
          )}
        </code>
      </Preformatted>
      <CopyButton
        text={text}
        className="absolute top-1 right-1 bg-panel opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
      />
    </div>
  )
}
