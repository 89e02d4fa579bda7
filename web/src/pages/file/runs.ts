import type { Answer } from '../../api/ask.ts'

export type Blamed = Answer<'blame'>

/** Lines that follow each other and come from the same. */
export interface Run {
  /** Index of its first line, from 0 on. */
  readonly first: number
  readonly count: number
  /** Index among the origins; null where it is not known. */
  readonly origin: number | null
  /** Index among the writers. */
  readonly writer: number
}

/** The runs of a file, in order. */
export const runsOf = (lines: readonly Pick<Blamed['lines'][number], 'origin' | 'writer'>[]): Run[] => {
  const runs: Run[] = []
  for (const [first, { origin, writer }] of lines.entries()) {
    const last = runs.at(-1)
    if (last?.origin === origin && last.writer === writer) runs[runs.length - 1] = { ...last, count: last.count + 1 }
    else runs.push({ first, count: 1, origin, writer })
  }
  return runs
}

/** The index of the run that a line is in. */
export const runAt = (runs: readonly Run[], line: number): number =>
  Math.max(
    0,
    runs.findLastIndex(({ first }) => first <= line),
  )

/** What is on the page: a line, or over a run where its origin has no room beside it. */
export type FileRow =
  | { readonly kind: 'line'; readonly line: number; readonly run: number }
  | { readonly kind: 'head'; readonly run: number }

/** The rows of a file. `heads`: origins stand over their lines, not beside them. */
export const rowsOf = (runs: readonly Run[], heads: boolean): FileRow[] =>
  runs.flatMap(({ first, count }, run) => [
    ...(heads ? [{ kind: 'head', run } as const] : []),
    ...Array.from({ length: count }, (_, at) => ({ kind: 'line', line: first + at, run }) as const),
  ])

/** Lines as an address says them, from 1 on. */
export interface Lines {
  readonly from: number
  readonly to: number
}

/** Reads `12` and `12-20`. */
export const linesFrom = (text: string | undefined): Lines | undefined => {
  if (text === undefined) return undefined
  const [a = 1, b = a] = text.split('-').map(Number)
  return { from: Math.min(a, b), to: Math.max(a, b) }
}

/** Writes them so. */
export const linesInWords = ({ from, to }: Lines): string => (from === to ? String(from) : `${from}-${to}`)
