import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { visible } from '../../ui/visible.ts'
import { highlight, languageOf, type Piece } from './highlight.ts'
import { LongText } from './long-text.tsx'
import { Preformatted } from './preformatted.tsx'

/** The lines of a text in colours, once these are there. */
export const useHighlighted = (text: string, name: string | undefined): Piece[][] | undefined => {
  const language = languageOf(name)
  const { data } = useQuery({
    queryKey: ['highlighted', language, text],
    queryFn: async () => (await highlight(text, language!)) ?? null,
    enabled: language !== undefined,
    gcTime: 20_000,
    retry: false,
    structuralSharing: false,
    meta: { isLasting: () => true },
  })
  return data ?? undefined
}

/** A line of code. */
export const CodeLine = ({ pieces, text }: { readonly pieces: readonly Piece[] | undefined; readonly text: string }) =>
  pieces
    ? pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line have no other name
        <span key={index} style={piece.color === undefined ? undefined : { color: piece.color }}>
          {visible(piece.text)}
        </span>
      ))
    : visible(text)

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
