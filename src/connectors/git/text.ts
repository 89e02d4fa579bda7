import { isUtf8 } from 'node:buffer'

const replacement = '\ufffd'

/** A name or message: UTF-8, else (no encoding is declared) byte by byte as Latin-1. */
export const decodeText = (bytes: Buffer): string => {
  const text = bytes.toString('utf8')
  return text.includes(replacement) && !isUtf8(bytes) ? bytes.toString('latin1') : text
}

/** A path: UTF-8, else with the bytes beyond ASCII as git shows them (`caf\351.txt`), so that no two paths become one. */
export const decodePath = (bytes: Buffer): string => {
  const path = bytes.toString('utf8')
  if (!path.includes(replacement) || isUtf8(bytes)) return path
  return bytes.toString('latin1').replace(/[\x80-\xff]/g, (byte) => `\\${byte.charCodeAt(0).toString(8)}`)
}
