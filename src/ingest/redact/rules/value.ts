/** A value as it stands in a text. */
export interface Value {
  readonly start: number
  readonly end: number
  /** Whether quotes stand around it. */
  readonly quoted: boolean
}

const opening = /(?:[bfru]{1,2}|@|\$)?(\\{0,16})(["'`])/iy
const longestValue = 8192

/**
 * Finds where a run of characters without an end mark stops. A place within the run that was found last has the same
 * end, so that `token=token=token=...` is read once.
 */
const createEndFinder = (mark: RegExp): ((text: string, start: number) => number) => {
  let last = { text: '', start: 0, end: 0 }
  return (text, start) => {
    if (last.text === text && start >= last.start && start < last.end) return last.end
    const window = text.slice(start, start + longestValue)
    const end = start + (mark.exec(window)?.index ?? window.length)
    last = { text, start, end }
    return end
  }
}

const endOfBare = createEndFinder(/[\s"'`,;&)}\]<>\\\0]/)
const endOfWord = createEndFinder(/[\s"'`\0]/)

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
    const end = (wholeWord ? endOfWord : endOfBare)(text, at)
    return end > at ? { start: at, end, quoted: false } : undefined
  }
  const start = at + quote[0].length
  const end = closingQuote(text, start, quote[2]!, quote[1]!.length) ?? endOfBare(text, start)
  return end > start ? { start, end, quoted: true } : undefined
}
