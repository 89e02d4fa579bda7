const quote = 0x22
const backslash = 0x5c
const opening = 0x7b
const closing = 0x7d

/**
 * Where the JSON object that begins at `start` ends, told from its braces alone; 0 when it does not end, or when no
 * object begins there. It finds the first of several objects that lost the newline between them.
 */
export const objectEnd = (bytes: Buffer, start: number): number => {
  if (bytes[start] !== opening) return 0
  let depth = 0
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) {
      at = stringEnd(bytes, at)
      if (at === -1) return 0
    } else if (byte === opening) {
      depth++
    } else if (byte === closing && --depth === 0) {
      return at + 1
    }
  }
  return 0
}

const stringEnd = (bytes: Buffer, start: number): number => {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++
    else if (bytes[at] === quote) return at
  }
  return -1
}
