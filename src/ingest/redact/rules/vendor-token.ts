import { isMonotonous } from '../values/placeholder.ts'
import { type Rule, rank } from './rule.ts'
import { type TokenShape, tokenShapes } from './vendor-tokens.ts'

const isWordCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95

const isHexDigit = (code: number): boolean => (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102)

/** Whether a token can begin here: not within a word, unless the letter before is that of `\n`, `\t` or `%3D`. */
export const canBegin = (text: string, at: number): boolean => {
  const before = text.charCodeAt(at - 1)
  if (at === 0 || !isWordCharacter(before)) return true
  if (text[at - 2] === '\\') return before === 110 || before === 114 || before === 116
  return text[at - 3] === '%' && isHexDigit(before) && isHexDigit(text.charCodeAt(at - 2))
}

const documented = /EXAMPLE/

const ruleOf = ({ kind, markers, pattern }: TokenShape): Rule => ({
  markers,
  find(text, at, report) {
    if (!/^[\w]/.test(markers[0]!.text) ? false : !canBegin(text, at)) return at + 1
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) return at + 1
    const value = match[0]
    if (!isMonotonous(value.slice(-20)) && !documented.test(value)) report(kind, at, at + value.length, rank.exact)
    return at + value.length
  },
})

/** Tokens that their vendors' prefixes give away. */
export const vendorTokenRules: readonly Rule[] = tokenShapes.map(ruleOf)
