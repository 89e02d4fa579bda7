import { type FilterName, filters, isDateFilter } from './filters.ts'

/** What is being written where the caret stands: the name of a filter, or the value of one. */
export interface Written {
  /** The filter whose value it is; undefined while it is a name. */
  readonly filter: FilterName | undefined
  /** What has been written of the name or of the value, without quotes. */
  readonly text: string
  /** Where in the query that stands, from and until. */
  readonly from: number
  readonly until: number
}

const names = filters.map(({ name }) => name).join('|')
const value = new RegExp(`(?<=^|\\s|-)(${names}):("[^"]*"?|[^\\s"]*)`, 'giy')
const phrase = /"[^"]*"?/y
const word = /[^\s"]+/y

/** A name is offered from so many letters on: fewer are mostly the beginning of something else. */
const leastOfName = 2

/** What of a query can be completed where the caret stands, if anything. */
export const writtenAt = (query: string, caret: number): Written | undefined => {
  for (let at = 0; at < caret; ) {
    value.lastIndex = at
    const found = value.exec(query)
    if (found) {
      const [whole, name, said] = found as unknown as [string, string, string]
      const end = at + whole.length
      const from = end - said.length
      if (caret >= from && caret <= end)
        return { filter: name.toLowerCase() as FilterName, text: said.replaceAll('"', ''), from, until: end }
      at = end
      continue
    }
    phrase.lastIndex = at
    const quoted = phrase.exec(query)
    if (quoted) {
      at += quoted[0].length
      continue
    }
    word.lastIndex = at
    const plain = word.exec(query)
    if (!plain) {
      at++
      continue
    }
    // A dash before a filter is no part of it.
    if (plain[0].startsWith('-') && at + 1 < caret) {
      at++
      continue
    }
    const end = at + plain[0].length
    const isName = plain[0].length >= leastOfName && caret === end
    if (isName && filters.some(({ name }) => name.startsWith(plain[0].toLowerCase())))
      return { filter: undefined, text: plain[0], from: at, until: end }
    at = end
  }
  return undefined
}

/** A value as it is written in a query; a quote in it cannot be, so anything may stand there. */
const asWritten = (text: string): string => {
  const inert = text.replaceAll('"', '*')
  return /\s/.test(inert) ? `"${inert}"` : inert
}

/** The query with what was written completed, and where the caret is then. */
export const completed = (
  query: string,
  { filter, from, until }: Written,
  chosen: string,
): { readonly query: string; readonly caret: number } => {
  const said = filter === undefined ? `${chosen}:` : `${asWritten(chosen)} `
  const rest = query.slice(until)
  const after = filter === undefined ? rest : rest.replace(/^\s/, '')
  return { query: query.slice(0, from) + said + after, caret: from + said.length }
}

const wholeDate = /^(?:\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}\S*)?)?|today|yesterday|\d{1,4}(?:d|w|m|y))$/i

/** The query without a date at its end that is still being written: half a date is no date. */
export const withoutHalfDate = (query: string): string => {
  const written = writtenAt(query, query.length)
  if (!written?.filter || !isDateFilter(written.filter) || wholeDate.test(written.text)) return query
  return query.slice(0, written.from - written.filter.length - 1).replace(/(?:^|\s)-?$/, '')
}

const parts = /-?(?:[a-z]+:)?(?:"[^"]*"?|[^\s"]+)/gi

/** The query without its last word, phrase or filter, and that one; undefined where it has only one. */
export const withoutLast = (query: string): { readonly query: string; readonly left: string } | undefined => {
  const found = [...query.matchAll(parts)]
  const last = found.at(-1)
  return last === undefined || found.length < 2
    ? undefined
    : { query: query.slice(0, last.index).trim(), left: last[0] }
}

/** What a query names, where it is but one word that a branch could have in its name: a ticket, a topic. */
export const nameInQuery = (query: string): string | undefined => {
  const said = query.trim()
  return /^[\p{L}\p{N}][\p{L}\p{N}._/#-]{2,}$/u.test(said) ? said : undefined
}
