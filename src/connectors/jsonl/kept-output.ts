const megabyte = 1024 * 1024

/** Bytes of an output that a record holds whole. */
export const mostKept = 4 * megabyte

/** Bytes that a record holds of the begin and of the end of a longer one. */
export const keptOfEachEnd = megabyte

/** What a record holds of an output. */
export interface KeptOutput {
  readonly output: string
  /** Length of the whole. */
  readonly outputBytes: number
  readonly whole: boolean
}

/** An output as a record holds it: whole up to 4 MB, else its first and its last megabyte, and how much lay between. */
export const keepOutput = (text: string): KeptOutput => {
  if (text.length <= mostKept / 3) return { output: text, outputBytes: Buffer.byteLength(text), whole: true }
  const bytes = Buffer.from(text)
  if (bytes.length <= mostKept) return { output: text, outputBytes: bytes.length, whole: true }
  const output = joinEnds(bytes.subarray(0, keptOfEachEnd), bytes.subarray(-keptOfEachEnd), bytes.length)
  return { output, outputBytes: bytes.length, whole: false }
}

/** The two ends of an output of so many bytes, without the halves of characters where it was cut. */
export const joinEnds = (begin: Buffer, end: Buffer, bytes: number): string => {
  const first = begin.subarray(0, wholeCharacters(begin))
  let start = 0
  while (start < Math.min(3, end.length) && isContinuation(end[start]!)) start++
  const last = end.subarray(start)
  const leftOut = (bytes - first.length - last.length).toLocaleString('en-US')
  return `${first.toString('utf8')}\n… ${leftOut} bytes left out …\n${last.toString('utf8')}`
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80

/** How many bytes remain when a character of UTF-8 that is cut off at the end is left out. */
const wholeCharacters = (bytes: Buffer): number => {
  let lead = bytes.length - 1
  while (lead > 0 && bytes.length - lead < 4 && isContinuation(bytes[lead]!)) lead--
  const byte = bytes[lead] ?? 0
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
  return lead >= 0 && lead + length > bytes.length ? lead : bytes.length
}
