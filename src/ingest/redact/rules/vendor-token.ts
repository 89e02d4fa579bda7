import { isMonotonous } from '../values/placeholder.ts'
import { type Rule, rank } from './rule.ts'
import { type TokenShape, tokenShapes } from './vendor-tokens.ts'

const isWordCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95

const isHexDigit = (code: number): boolean => (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102)

/** Whether a token can begin here: not within a word, unless the letter before is that of `\n`, `\t` or `%3D`. */
const canBegin = (text: string, at: number): boolean => {
  const before = text.charCodeAt(at - 1)
  if (at === 0 || !isWordCharacter(before)) return true
  if (text[at - 2] === '\\') return before === 110 || before === 114 || before === 116
  return text[at - 3] === '%' && isHexDigit(before) && isHexDigit(text.charCodeAt(at - 2))
}

const documented = /EXAMPLE(?:KEY)?$/

const longestWord = 16

/** `xoxb-my-bot-token`: no digit, and no stretch without a separator that is longer than words are. */
const isMadeOfWords = (value: string): boolean =>
  !/\d/.test(value) && value.split(/[^A-Za-z]+/).every((part) => part.length <= longestWord)

/** Whether what has a token's shape is none: a blank, a documented example, words. */
export const isSpecimen = (value: string): boolean =>
  isMonotonous(value.slice(-20)) || documented.test(value) || isMadeOfWords(value)

const ruleOf = ({ kind, markers, pattern, leads = [0] }: TokenShape): Rule => ({
  markers,
  find(text, at, report) {
    for (const lead of leads) {
      const start = at - lead
      if (start < 0 || (isWordCharacter(text.charCodeAt(start)) && !canBegin(text, start))) continue
      pattern.lastIndex = start
      const value = pattern.exec(text)?.[0]
      if (value === undefined) continue
      if (!isSpecimen(value)) report(kind, start, start + value.length, rank.exact)
      return start + value.length
    }
    return at + 1
  },
})

/** Tokens that their vendors' prefixes give away. */
export const vendorTokenRules: readonly Rule[] = tokenShapes.map(ruleOf)
