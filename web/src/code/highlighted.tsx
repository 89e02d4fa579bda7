import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { visible } from '../ui/visible.ts'
import { highlight, highlightFile, languageOf, type Piece } from './highlight.ts'

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

/** The lines of a whole file in colours, as far as these are there yet; keep the array the same while the file is. */
export const useHighlightedFile = (lines: readonly string[] | undefined, name: string): readonly Piece[][] => {
  const [known, setKnown] = useState<{ readonly of: unknown; readonly pieces: readonly Piece[][] }>()
  useEffect(() => {
    const language = languageOf(name)
    if (lines === undefined || language === undefined) return
    let isWanted = true
    const read = async () => {
      let pieces: readonly Piece[][] = []
      for await (const more of highlightFile(lines, language)) {
        if (!isWanted) return
        pieces = [...pieces, ...more]
        setKnown({ of: lines, pieces })
      }
    }
    // Without colours it is read as well.
    read().catch(() => {})
    return () => {
      isWanted = false
    }
  }, [lines, name])
  return known?.of === lines ? known!.pieces : none
}

const none: readonly Piece[][] = []
