import { type ParseEntry, parse } from 'shell-quote'
import { linesOf } from './lines-of.ts'
import { unwrapped } from './wrappers.ts'

/** One program with its arguments, as it stands in a command line. */
export interface SimpleCommand {
  /** The program by its bare name in lower case, then its arguments. */
  readonly words: readonly string[]
  /** Whether the exit code of the whole line is not, or not only, that of this command: a pipe, `;` or `|| true` follows. */
  readonly isMasked: boolean
  /** Whether what it prints goes through a program that leaves lines out by what they say. */
  readonly isFiltered: boolean
}

/** A command line longer than this is not taken apart. */
const mostCharacters = 20_000
/** `bash -c "bash -c ..."` is followed so deep. */
const mostNested = 3

const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'fish'])
const filters = new Set([
  'grep',
  'rg',
  'egrep',
  'fgrep',
  'awk',
  'sed',
  'jq',
  'cut',
  'wc',
  'python',
  'python3',
  'node',
  'perl',
])
const ends = new Set([';', '&', '&&', '||', '|', '|&', '(', ')', '\n'])

const heredoc = /<<-?\s*(['"\\]?)([A-Za-z_]\w*)\1[^\n]*\n[\s\S]*?\n[ \t]*\2[ \t]*(?=\n|$)/g

/** The commands of a shell command line, in order. What cannot be taken apart is left out. */
export const simpleCommands = (line: string, nested = 0): SimpleCommand[] => {
  if (line.length > mostCharacters) return []
  const segments = segmentsOf(line.replaceAll(heredoc, ' '))
  return segments.flatMap(({ words, operator }, at): SimpleCommand[] => {
    const bare = unwrapped(words)
    const [program, ...rest] = bare
    if (program === undefined) return []
    const isMasked = operator !== undefined && operator !== '&&'
    const isFiltered = pipeAfter(segments, at).some(
      ([through]) => through !== undefined && filters.has(programOf(through)),
    )
    const script = shells.has(programOf(program)) ? scriptOf(rest) : undefined
    if (script !== undefined && nested < mostNested)
      return simpleCommands(script, nested + 1).map((inner) => ({
        words: inner.words,
        isMasked: inner.isMasked || isMasked,
        isFiltered: inner.isFiltered || isFiltered,
      }))
    const file = shells.has(programOf(program)) ? rest.findIndex((word) => !word.startsWith('-')) : -1
    const run = file === -1 ? bare : rest.slice(file)
    return [{ words: [programOf(run[0]!), ...run.slice(1)], isMasked, isFiltered }]
  })
}

interface Segment {
  readonly words: readonly string[]
  /** What stands between it and the next. */
  readonly operator: string | undefined
}

const segmentsOf = (line: string): Segment[] => {
  const segments: Segment[] = []
  let words: string[] = []
  const end = (operator: string | undefined): void => {
    if (words.length > 0) segments.push({ words, operator })
    words = []
  }
  for (const part of linesOf(line)) {
    for (const entry of withoutRedirections(parsed(part))) {
      if (typeof entry === 'string') words.push(entry)
      else if ('pattern' in entry) words.push(entry.pattern)
      else if ('op' in entry && ends.has(entry.op)) end(entry.op)
    }
    end(';')
  }
  end(undefined)
  const last = segments.at(-1)
  if (last?.operator === ';') segments.splice(-1, 1, { ...last, operator: undefined })
  return segments
}

const parsed = (line: string): ParseEntry[] => {
  try {
    return parse(line, (name: string) => `$${name}`)
  } catch {
    return []
  }
}

const redirections = new Set(['>', '>>', '<', '>&', '<&', '>|', '<<<', '<(', '>('])

/** `2>&1`, `> file`: neither words nor the end of a command. */
const withoutRedirections = (entries: readonly ParseEntry[]): ParseEntry[] => {
  const kept: ParseEntry[] = []
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at]!
    if (typeof entry === 'object' && 'op' in entry && redirections.has(entry.op)) {
      const before = kept.at(-1)
      if (typeof before === 'string' && /^\d$/.test(before)) kept.pop()
      at++
    } else kept.push(entry)
  }
  return kept
}

/** The commands that a command's output is piped through. */
const pipeAfter = (segments: readonly Segment[], at: number): (readonly string[])[] => {
  const through: (readonly string[])[] = []
  for (let next = at; segments[next]?.operator === '|' || segments[next]?.operator === '|&'; next++)
    through.push(segments[next + 1]?.words ?? [])
  return through
}

const scriptOf = (words: readonly string[]): string | undefined => {
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word))
  return at === -1 ? undefined : words[at + 1]
}

/** `/usr/bin/GO.exe` is `go`. */
const programOf = (word: string): string =>
  word
    .slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat|ps1)$/, '')
