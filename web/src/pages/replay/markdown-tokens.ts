import { lexer, type Token } from 'marked'

/** Longer texts are shown as they are: what a person reads is never so long. */
const longest = 60_000
/** Deeper nesting and more parts than this are shown as they are, too. */
const deepest = 24
const mostTokens = 6_000

/** The parts of a Markdown text; undefined where it is none that can be shown as such. */
export const markdownTokens = (text: string): readonly Token[] | undefined => {
  if (text.length > longest || isBomb(text)) return undefined
  try {
    const tokens = lexer(text)
    return fits(tokens) ? tokens : undefined
  } catch {
    return undefined
  }
}

/** More brackets than any text that a person reads. */
const mostBrackets = 1_500

/** Long runs of what opens something, and many brackets, make a parser look at the rest again and again. */
const isBomb = (text: string): boolean =>
  /([[\]()*_`~<>!|])\1{79}|(?:[>*+-] ?){60}/.test(text) || text.split('[', mostBrackets + 1).length > mostBrackets

interface Nested {
  readonly tokens?: readonly Nested[]
  readonly items?: readonly Nested[]
}

const fits = (tokens: readonly Token[]): boolean => {
  let met = 0
  const look = (nested: readonly Nested[], depth: number): boolean =>
    depth <= deepest &&
    nested.every((token) => {
      met++
      return met <= mostTokens && look(token.tokens ?? [], depth + 1) && look(token.items ?? [], depth + 1)
    })
  return look(tokens as readonly Nested[], 0)
}

/** Where a link leads, and its host to be shown; undefined for all but http and https. */
export const safeLink = (href: string): { readonly href: string; readonly host: string } | undefined => {
  if (!/^https?:\/\//i.test(href)) return undefined
  try {
    const url = new URL(href)
    return url.username || url.password ? undefined : { href: url.href, host: url.host }
  } catch {
    return undefined
  }
}
