/** What a note says. */
export interface AuthorshipLog {
  /** `<tool>:<session>`, or `#<key>` where the note says nothing of a key that is a hash of that; in order, each once. */
  readonly sessions: readonly string[]
  /** `<number in sessions> <line ranges> <path>` */
  readonly lines: readonly string[]
  /** Entries that name neither a session nor a person whom the note knows. */
  readonly ofNobody: number
}

const divider = '---'
const entryLine = /^ {2}(\S+) ([1-9]\d{0,9}(?:-[1-9]\d{0,9})?(?:,[1-9]\d{0,9}(?:-[1-9]\d{0,9})?)*)$/
const longestName = 300

/** The first digits of the SHA-256 of `<tool>:<session>`. Shorter ones are in use, too, but many sessions may have those. */
const hashKey = /^(?:s_[0-9a-f]{14}|[0-9a-f]{16})$/

/**
 * Takes a note of the Git AI standard 3 apart: paths with the ranges of lines that each session or person wrote, a line
 * `---`, then JSON that says who these are. What persons wrote is left out, and so are sessions that no line is from.
 * @returns a plain phrase on what is wrong with it, where it is none
 */
export const parseNote = (text: string): AuthorshipLog | string => {
  const [attested, rest] = split(text)
  if (rest === undefined) return 'note without a line --- before its JSON'
  const names = namesIn(rest)
  if (typeof names === 'string') return names
  const entries: { readonly session: string; readonly ranges: string; readonly path: string }[] = []
  let ofNobody = 0
  let path: string | undefined
  for (const line of attested.split('\n')) {
    if (line === '') continue
    if (!line.startsWith(' ')) {
      path = unquoted(line)
      continue
    }
    const [, key, ranges] = entryLine.exec(line) ?? []
    if (key === undefined || ranges === undefined) return 'note with an entry that is none'
    if (path === undefined) return 'note with an entry before any path'
    if (key.startsWith('h_')) continue
    const name = key.split('::', 1)[0]!
    const session = names.get(name) ?? (hashKey.test(name) ? `#${name}` : undefined)
    if (session === undefined) ofNobody++
    else entries.push({ session, ranges, path })
  }
  const sessions = [...new Set(entries.map(({ session }) => session))].sort()
  const lines = [
    ...new Set(entries.map(({ session, ranges, path: file }) => `${sessions.indexOf(session)} ${ranges} ${file}`)),
  ]
  return { sessions, lines, ofNobody }
}

const split = (text: string): [attested: string, rest: string | undefined] => {
  if (text.startsWith(`${divider}\n`)) return ['', text.slice(divider.length + 1)]
  const at = text.indexOf(`\n${divider}\n`)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + divider.length + 2)]
}

const unquoted = (line: string): string =>
  line.length > 1 && line.startsWith('"') && line.endsWith('"') ? line.slice(1, -1) : line

/** `<tool>:<session>` by the key under which entries name it; a phrase where the JSON is none that is known. */
const namesIn = (json: string): Map<string, string> | string => {
  let metadata: unknown
  try {
    metadata = JSON.parse(json)
  } catch {
    return 'note whose JSON cannot be read'
  }
  const { schema_version: version, prompts, sessions } = objectOf(metadata)
  if (typeof version !== 'string' || !version.startsWith('authorship/3.')) return 'note of a version that is not known'
  const names = new Map<string, string>()
  for (const [key, value] of [...Object.entries(objectOf(prompts)), ...Object.entries(objectOf(sessions))]) {
    const { tool, id } = objectOf(objectOf(value).agent_id)
    if (isName(tool) && isName(id)) names.set(key, `${tool}:${id}`)
  }
  return names
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= longestName

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
