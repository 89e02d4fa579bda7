const quote = 0x22
const backslash = 0x5c
const separators = new Set(Buffer.from('[{,'))
const isSeparator = Uint8Array.from({ length: 256 }, (_, byte) => (separators.has(byte) ? 1 : 0))

/**
 * About how many values a JSON text holds, told from the signs between them, up to `most`: what is parsed takes many
 * times the memory of its text when it is all small values.
 */
export const countValues = (bytes: Buffer, most: number): number => {
  let count = 0
  for (let at = 0; at < bytes.length && count < most; at++) {
    const byte = bytes[at]!
    if (byte === quote) at = stringEnd(bytes, at + 1)
    else count += isSeparator[byte]!
  }
  return count
}

const stringEnd = (bytes: Buffer, start: number): number => {
  for (let end = bytes.indexOf(quote, start); end !== -1; end = bytes.indexOf(quote, end + 1)) {
    let slashes = 0
    while (bytes[end - 1 - slashes] === backslash && end - 1 - slashes >= start) slashes++
    if (slashes % 2 === 0) return end
  }
  return bytes.length
}
