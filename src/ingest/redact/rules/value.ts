/** A value as it stands in a text. */
export interface Value {
  readonly start: number
  readonly end: number
  /** Whether quotes stand around it. */
  readonly quoted: boolean
}

const opening = /(?:[bfru]{1,2}|@|\$)?(\\{0,16})(["'`])/iy
const longestValue = 8192
const endOfBare = /[\s"'`,;)}\]<>\\\0]/g
const endOfLine = /[\s"'`\0]/g

const endAt = (pattern: RegExp, text: string, start: number): number => {
  const window = text.slice(start, start + longestValue)
  pattern.lastIndex = 0
  const match = pattern.exec(window)
  return start + (match?.index ?? window.length)
}

/** The end of a string literal: its quote, behind no more backslashes than stood before the opening one. */
const closingQuote = (text: string, start: number, quote: string, backslashes: number): number | undefined => {
  const last = Math.min(text.length, start + longestValue)
  let before = 0
  for (let index = start; index < last; index++) {
    const character = text[index]!
    if (character === '\n' || character === '\0') return undefined
    if (character === '\\') before++
    else {
      if (character === quote && before <= backslashes) return index - before
      before = 0
    }
  }
  return undefined
}

/**
 * Reads the value that begins at an offset: a string literal, also an escaped one, or what stands up to the next
 * space or punctuation mark.
 * @param wholeWord whether punctuation marks belong to a value without quotes, as in `.env` files
 */
export const readValue = (text: string, at: number, wholeWord = false): Value | undefined => {
  opening.lastIndex = at
  const quote = opening.exec(text)
  if (quote === null) {
    const end = endAt(wholeWord ? endOfLine : endOfBare, text, at)
    return end > at ? { start: at, end, quoted: false } : undefined
  }
  const start = at + quote[0].length
  const end = closingQuote(text, start, quote[2]!, quote[1]!.length) ?? endAt(endOfBare, text, start)
  return end > start ? { start, end, quoted: true } : undefined
}
