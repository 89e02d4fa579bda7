const opening = Buffer.from('{"')
const closing = 0x7d

/**
 * Whether an object may begin after the end of another, with nothing or blanks between them: lines lost the newline
 * between them. Such bytes inside a string count too.
 */
export const holdsJoint = (bytes: Buffer): boolean => {
  for (let at = bytes.indexOf(opening, 1); at !== -1; at = bytes.indexOf(opening, at + opening.length)) {
    let before = at - 1
    while (before > 0 && isBlank(bytes[before]!)) before--
    if (bytes[before] === closing) return true
  }
  return false
}

/** A blank, a NUL byte, or one of a byte order mark. */
const isBlank = (byte: number): boolean => byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf
