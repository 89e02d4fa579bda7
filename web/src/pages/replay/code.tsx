import { useQuery } from '@tanstack/react-query'
import { visible } from '../../ui/visible.ts'
import { highlight, languageOf, type Piece } from './highlight.ts'

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

/** A block of code. */
export const Code = ({ text, language }: { readonly text: string; readonly language: string | undefined }) => {
  const lines = useHighlighted(text, language)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <pre className="overflow-x-auto rounded-md border border-line bg-panel p-2 font-mono text-xs" tabIndex={0}>
      <code>
        {lines
          ? lines.map((pieces, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
              <span key={index}>
                <CodeLine pieces={pieces} text="" />
                {'\n'}
              </span>
            ))
          : visible(text)}
      </code>
    </pre>
  )
}
