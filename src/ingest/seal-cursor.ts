import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Json } from '../model/field.ts'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Closes cursors with the installation's key, and opens them again. */
export interface CursorSeal {
  seal(cursor: Json): Json
  /** Undefined for what was not sealed with this key: the source is then read from its start, which changes nothing. */
  open(sealed: Json | undefined): Json | undefined
}

/**
 * A cursor holds what a parser must remember word for word (a prompt that waits, the input of a call without result yet),
 * so it cannot be redacted; in the database it lies encrypted.
 */
export const createCursorSeal = (installationKey: Uint8Array): CursorSeal => {
  const key = Buffer.from(hkdfSync('sha256', installationKey, '', 'maestro cursor', 32))
  return {
    seal: (cursor) => {
      if (cursor === null) return null
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce)
      const body = Buffer.concat([cipher.update(deflateRawSync(JSON.stringify(cursor), { level: 1 })), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open: (sealed) => {
      if (typeof sealed !== 'string') return undefined
      const bytes = Buffer.from(sealed, 'base64')
      try {
        const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
        decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
        const body = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
        return JSON.parse(inflateRawSync(body).toString()) as Json
      } catch {
        return undefined
      }
    },
  }
}
