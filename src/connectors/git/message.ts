/** A commit message in its parts. */
export interface Message {
  readonly subject: string
  /** The rest, without blank lines around it; empty where there is none. */
  readonly body: string
  /** `[key, value]`, in order. */
  readonly trailers: [key: string, value: string][]
  /** `Name <address>` of each co-author, once. */
  readonly coAuthors: string[]
}

const trailerLine = /^([A-Za-z0-9][A-Za-z0-9-]*)[ \t]*:[ \t]*(.*)$/
const cherryPick = '(cherry picked from commit '
const coAuthorLine = /^[ \t]*co-authored-by[ \t]*:[ \t]*(\S.*>)[ \t]*$/gim

/**
 * Takes a message apart. Trailers are what git takes for them (the last paragraph: all lines `Key: value`, or a quarter of them
 * and one is git's own), and in a squashed message also earlier paragraphs of nothing but `Key-With-Hyphen: value`,
 * since squashing moves each commit's trailers into the middle. Co-authors count wherever they stand.
 */
export const parseMessage = (raw: string): Message => {
  const lines = raw
    .replace(/\r\n/g, '\n')
    .replace(/^\s*\n/, '')
    .split('\n')
  const subject = lines[0]!.trim()
  const body = lines
    .slice(1)
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
  return { subject, body, trailers: trailersOf(body), coAuthors: coAuthorsOf(body) }
}

const coAuthorsOf = (body: string): string[] => {
  if (!/co-authored-by/i.test(body)) return []
  return [...new Set([...body.matchAll(coAuthorLine)].map((match) => match[1]!.trim()))]
}

const trailersOf = (body: string): Message['trailers'] => {
  if (body === '') return []
  const paragraphs = body
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.split('\n').filter((line) => line.trim() !== ''))
  return paragraphs.flatMap((lines, index) => {
    const found = trailersIn(lines)
    return index === paragraphs.length - 1 ? found.last : found.earlier
  })
}

const trailersIn = (lines: readonly string[]): { last: Message['trailers']; earlier: Message['trailers'] } => {
  const trailers: Message['trailers'] = []
  let others = 0
  let gitsOwn = false
  for (const line of lines) {
    const match = trailerLine.exec(line)
    const open = trailers.at(-1)
    if (match !== null) {
      trailers.push([match[1]!, match[2]!.trim()])
      if (match[1] === 'Signed-off-by') gitsOwn = true
    } else if (/^\s/.test(line) && open !== undefined && others === 0) open[1] = `${open[1]} ${line.trim()}`.trim()
    else if (line.startsWith(cherryPick)) gitsOwn = true
    else others++
  }
  if (trailers.length === 0) return { last: [], earlier: [] }
  const whole = others === 0
  return {
    last: whole || (gitsOwn && trailers.length * 3 >= others) ? trailers : [],
    earlier: whole && trailers.every(([key]) => key.includes('-')) ? trailers : [],
  }
}
