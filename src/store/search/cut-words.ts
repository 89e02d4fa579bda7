const token = /[\p{L}\p{N}_$]+(?:[.\-/:@#][\p{L}\p{N}_$]+)*/gu
const plain = /^[a-z0-9]+$/
const separators = /[.\-/:@#_$]+/
const camel = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u
const mostWords = 20_000
/** PostgreSQL takes no more than a megabyte of words for one record: the rest is left out. */
const mostBytes = 1_000_000

/** Characters of a word; longer ones are not found by search. */
export const longestWord = 80

/**
 * The words of a text as search knows them: identifiers, paths and ticket keys whole and in their parts, in lower case.
 * `src/refundRetry.ts PAY-88` gives `src/refundretry.ts`, `src`, `refundretry`, `refund`, `retry`, `ts`, `pay-88`,
 * `pay`, `88`.
 */
export const cutWords = (text: string, words: Set<string> = new Set()): Set<string> => {
  for (const [match] of text.matchAll(token)) {
    if (words.size >= mostWords) break
    if (plain.test(match)) {
      if (match.length <= longestWord) words.add(match)
      continue
    }
    add(words, match)
    for (const part of match.split(separators)) {
      if (!part) continue
      add(words, part)
      if (plain.test(part)) continue
      const humps = part.split(camel)
      if (humps.length > 1) for (const hump of humps) add(words, hump)
    }
  }
  return words
}

const add = (words: Set<string>, word: string): void => {
  if (word.length <= longestWord) words.add(word.toLowerCase())
}

/** Words as a tsvector literal: quoted, without positions. */
export const toSearchVector = (words: ReadonlySet<string>): string => {
  let vector = ''
  let room = mostBytes
  for (const word of words) {
    room -= Buffer.byteLength(word)
    if (room < 0) break
    vector += `'${word}' `
  }
  return vector
}
