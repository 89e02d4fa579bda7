import { createHmac, createSecretKey } from 'node:crypto'

/** Bytes that a line's hash takes up. */
export const lineHashBytes = 8

const leastCharacters = 4
const mostRemembered = 200_000

/** A line as lines are compared: trimmed, with white space folded. */
const normaliseLine = (line: string): string => line.trim().replaceAll(/\s+/g, ' ')

const countedCharacters = (normalised: string): number => {
  let count = 0
  for (let index = 0; index < normalised.length && count < leastCharacters; index++)
    if (normalised[index] !== ' ') count++
  return count
}

/**
 * Hashes lines of code so that equal lines can be found later and nothing can be read from them: the first eight bytes
 * of HMAC-SHA256 over the normalised line, with the installation's key. A line under four characters other than space
 * does not count in any comparison: its hash is eight zero bytes, which keeps its place.
 */
export const createLineHasher = (key: Uint8Array): ((lines: readonly string[]) => Uint8Array) => {
  const secret = createSecretKey(key)
  const remembered = new Map<string, Uint8Array>()

  const hash = (line: string): Uint8Array | undefined => {
    const normalised = normaliseLine(line)
    if (countedCharacters(normalised) < leastCharacters) return undefined
    const there = remembered.get(normalised)
    if (there) return there
    const value = createHmac('sha256', secret).update(normalised).digest().subarray(0, lineHashBytes)
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(normalised, value)
    return value
  }

  return (lines) => {
    const hashes = new Uint8Array(lines.length * lineHashBytes)
    for (const [index, line] of lines.entries()) {
      const value = hash(line)
      if (value) hashes.set(value, index * lineHashBytes)
    }
    return hashes
  }
}
