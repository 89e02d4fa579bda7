/** What a filter of a query looks at. */
export const filterNames = [
  'repo',
  'person',
  'team',
  'project',
  'agent',
  'model',
  'tool',
  'file',
  'branch',
  'dir',
  'on',
  'before',
  'after',
] as const

export type FilterName = (typeof filterNames)[number]

/** Words to be found, as they were written. */
export interface QueryTerm {
  readonly text: string
  /** It stood in quotes: it is meant as it is, to its last letter. */
  readonly quoted: boolean
  /** What has it is left out. */
  readonly excluded: boolean
}

/** A filter and all the values that were given for it, any of which will do. */
export interface QueryFilter {
  readonly name: FilterName
  readonly values: readonly string[]
  readonly excluded: boolean
}

/** What somebody looks for: all the terms and all the filters hold. */
export interface SearchQuery {
  readonly terms: readonly QueryTerm[]
  readonly filters: readonly QueryFilter[]
}

/** The query language in a sentence, for help. */
export const queryLanguage =
  'words, "phrases" and filters (repo: person: team: project: agent: model: tool: file: branch: dir: on: before: after:), each with ' +
  '- before it to leave it out; of a filter given twice either will do'

/** More terms than these are not looked for. */
const mostTerms = 32
/** More values than these are not looked for, over all filters. */
const mostValues = 64

const space = /\s+/y
/** A dash before nothing that could be found is part of the text: `--force`. */
const exclusion = /-(?=["\p{L}\p{N}_$/.])/uy
const phrase = /"([^"]*)"?/y
const filter = new RegExp(`(${filterNames.join('|')}):(?:"([^"]*)"?|([^\\s"]*))`, 'iy')
const run = /[^\s"]+/y
const findable = /[\p{L}\p{N}]/u

/**
 * Reads a query. Any text is one: a quote that is not closed ends with the text, a name that is no filter's is a word,
 * and a filter without a value is none. Punctuation by itself is not looked for.
 */
export const parseQuery = (text: string): SearchQuery => {
  const terms = new Map<string, QueryTerm>()
  const filters = new Map<string, { name: FilterName; values: string[]; excluded: boolean }>()
  let values = 0
  let at = 0

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at = pattern.lastIndex
    return match
  }
  const addTerm = (said: string, quoted: boolean, excluded: boolean): void => {
    if (!findable.test(said) || terms.size >= mostTerms) return
    terms.set(`${excluded} ${quoted} ${said}`, { text: said, quoted, excluded })
  }
  const addFilter = (name: FilterName, value: string, excluded: boolean): void => {
    if (value === '' || values >= mostValues) return
    const key = `${excluded} ${name}`
    const there = filters.get(key) ?? { name, values: [], excluded }
    if (there.values.includes(value)) return
    values += 1
    there.values.push(value)
    filters.set(key, there)
  }

  while (at < text.length) {
    if (take(space)) continue
    const excluded = take(exclusion) !== null
    const quoted = take(phrase)
    if (quoted) {
      addTerm(quoted[1]!.trim(), true, excluded)
      continue
    }
    const filtered = take(filter)
    if (filtered) {
      const value = filtered[2] ?? filtered[3] ?? ''
      addFilter(filtered[1]!.toLowerCase() as FilterName, value.trim(), excluded)
      continue
    }
    addTerm(take(run)![0], false, excluded)
  }
  return { terms: [...terms.values()], filters: [...filters.values()] }
}
