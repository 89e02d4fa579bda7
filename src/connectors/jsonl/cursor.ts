import { hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Json } from '../../model/field.ts'
import { asObject, integerAt, type JsonObject, stringAt } from './value.ts'

/** Where reading a log stands. */
export interface LogCursor {
  /** Bytes read. */
  readonly offset: number
  /** `dev:ino` of the file that was read, for people who look into a cursor: a copy of the same log is read on. */
  readonly identity: string
  /** Hash of the first 4 KB before the offset and the last 256 bytes before it: differs when the log was rewritten. */
  readonly fingerprint: string
  /** What the parser remembers. */
  readonly state: Json
}

const headLength = 4096
const tailLength = 256

/** The fingerprint of what lies before an offset; absent when the file is shorter than that. */
export const fingerprintOf = async (file: FileHandle, offset: number): Promise<string | undefined> => {
  const head = Math.min(headLength, offset)
  const tail = Math.min(tailLength, offset)
  const bytes = Buffer.alloc(head + tail)
  if (!(await fill(file, bytes.subarray(0, head), 0))) return undefined
  if (!(await fill(file, bytes.subarray(head), offset - tail))) return undefined
  return hash('sha256', bytes, 'base64url').slice(0, 22)
}

const fill = async (file: FileHandle, into: Buffer, position: number): Promise<boolean> => {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled)
    if (bytesRead === 0) return false
    filled += bytesRead
  }
  return true
}

/** A cursor as JSON. */
export const cursorToJson = (cursor: LogCursor): JsonObject => ({ ...cursor })

/** A cursor that JSON holds; absent when it holds none, which starts a log over. */
export const cursorFromJson = (value: Json | undefined): LogCursor | undefined => {
  const object = asObject(value)
  const offset = integerAt(object, 'offset')
  const fingerprint = stringAt(object, 'fingerprint')
  if (object === undefined || offset === undefined || offset < 0 || fingerprint === undefined) return undefined
  return { offset, fingerprint, identity: stringAt(object, 'identity') ?? '', state: object.state ?? null }
}
