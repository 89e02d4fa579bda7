/** A part of a text, and whether it is what was looked for. */
export interface SnippetPart {
  readonly text: string
  readonly hit: boolean
}

const before = 60
const characters = 240
/** What is looked for is looked for in so much of a text. */
const charactersRead = 1_000_000
const letter = /[\p{L}\p{N}]/u

/**
 * The part of a text around the first place at which one of the patterns stands, in one line, with every such place in it
 * marked. Where none stands, its beginning. Patterns are global.
 */
export const snippetOf = (text: string, patterns: readonly RegExp[]): SnippetPart[] => {
  const read = text.slice(0, charactersRead)
  const first = Math.min(...patterns.flatMap((pattern) => read.search(pattern)).filter((at) => at >= 0))
  const start = Number.isFinite(first) ? beginning(read, Math.max(0, first - before)) : 0
  const end = Math.min(read.length, start + characters)
  const shown = read.slice(start, end).toWellFormed()
  const parts: SnippetPart[] = []
  if (start > 0) parts.push({ text: '… ', hit: false })
  let at = 0
  for (const [from, to] of marksIn(read, start, end, patterns)) {
    add(parts, shown.slice(at, from - start), false)
    add(parts, shown.slice(from - start, to - start), true)
    at = to - start
  }
  add(parts, shown.slice(at), false)
  if (start + characters < text.length) parts.push({ text: ' …', hit: false })
  return parts
}

/** A snippet does not begin in the midst of a word, unless the word is a long one. */
const beginning = (text: string, at: number): number => {
  if (at === 0) return 0
  for (let next = at; next < at + 20; next++) if (!letter.test(text[next - 1] ?? '')) return next
  return at
}

const add = (parts: SnippetPart[], text: string, hit: boolean): void => {
  const line = text.replaceAll(/\s+/g, ' ')
  if (line !== '') parts.push({ text: line, hit })
}

/** Places of the patterns within a stretch, in order, none over another. */
const marksIn = (
  text: string,
  start: number,
  end: number,
  patterns: readonly RegExp[],
): (readonly [from: number, to: number])[] => {
  const marks: [number, number][] = []
  for (const pattern of patterns) {
    pattern.lastIndex = start
    for (let match = pattern.exec(text); match && match.index < end; match = pattern.exec(text)) {
      marks.push([match.index, Math.min(end, match.index + match[0].length)])
      if (match[0] === '') pattern.lastIndex++
    }
  }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const kept: [number, number][] = []
  for (const mark of marks) {
    const last = kept.at(-1)
    if (last && mark[0] < last[1]) last[1] = Math.max(last[1], mark[1])
    else kept.push(mark)
  }
  return kept
}
