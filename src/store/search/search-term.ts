import { longestWord } from './cut-words.ts'
import type { QueryTerm } from './parse-query.ts'
import { pairOf } from './word-pairs.ts'

/** A term of a query as records are asked for it. */
export interface SearchTerm {
  /** A tsquery: a record that has the term has these words. */
  readonly words: string
  /** A tsquery: a record with these words surely has the term. */
  readonly surely: string | undefined
  /** A record that has the term has these words next to each other (`pairOf`). */
  readonly pairs: readonly number[]
  /** What stands in the text of a record that has the term; global. */
  readonly pattern: RegExp
  /** Whether having the words is having the term: no text needs to be read. */
  readonly wordsSuffice: boolean
  readonly excluded: boolean
}

const part = /[\p{L}\p{N}]+/gu
const wholeToken = /^[\p{L}\p{N}_$]+(?:[.\-/:@#][\p{L}\p{N}_$]+)*$/u
const aloneByOneLetter = /^[a-z0-9]$/i

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/**
 * What a term asks of records. A word is found whole and as the beginning of a word; one of several parts
 * (`src/retry.ts`, `PAY-88`) and a phrase stand in the text as they were written, but for case and the width of spaces,
 * and begin where a word begins. What was quoted ends where a word ends, too. One letter is a whole word.
 */
export const searchTerm = ({ text, quoted, excluded }: QueryTerm): SearchTerm => {
  const parts = [...text.matchAll(part)]
  const first = parts[0]!
  const last = parts.at(-1)!
  const said = text.slice(first.index, last.index + last[0].length)
  // What follows the last part says that the part has ended.
  const ended = quoted || last.index + last[0].length < text.length || aloneByOneLetter.test(last[0])
  const words = indexed(parts).map((word) => lexeme(word[0], word === last && !ended))
  const suffice = parts.length === 1
  const whole = said.toLowerCase()
  const isToken = !suffice && wholeToken.test(said) && whole.length <= longestWord
  return {
    words: words.join(' & '),
    pairs: pairsOf(ended ? parts : parts.slice(0, -1)),
    surely: isToken ? `'${whole}'${ended ? '' : ':*'}` : undefined,
    pattern: suffice ? wordPattern(said, ended) : literalPattern(said, ended),
    wordsSuffice: suffice,
    excluded,
  }
}

const pairsOf = (parts: readonly RegExpExecArray[]): number[] =>
  parts.slice(1).map(([word], index) => pairOf(parts[index]![0], word))

const lexeme = (word: string, begins: boolean): string => {
  const lower = word.toLowerCase()
  return begins ? `'${lower}':*` : `'${lower}'`
}

/** Words that are too long stand in no index: the text says whether they are there. Where all are, nothing is found. */
const indexed = (parts: readonly RegExpExecArray[]): readonly RegExpExecArray[] => {
  const known = parts.filter(([word]) => word.length <= longestWord)
  return known.length > 0 ? known : parts.slice(0, 1)
}

const begins = '(?<![\\p{L}\\p{N}])'
const ends = '(?![\\p{L}\\p{N}])'
/** Where a word within a word begins: `refundRetry`. */
const hump = '(?-i:(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}))'

const wordPattern = (word: string, toItsEnd: boolean): RegExp =>
  new RegExp(`(?:${begins}|${hump})${escaped(word)}${toItsEnd ? `(?:${ends}|${hump})` : ''}`, 'giu')

const literalPattern = (said: string, toItsEnd: boolean): RegExp =>
  new RegExp(`${begins}${said.split(/\s+/).map(escaped).join('\\s+')}${toItsEnd ? ends : ''}`, 'giu')
