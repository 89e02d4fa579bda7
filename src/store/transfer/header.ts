import { z } from 'zod'
import type { KeptFiles } from './kept-files.ts'

const name = z.string().regex(/^"?[a-z_][a-z0-9_]*"?$/)

const tableSchema = z.object({ name, columns: z.array(name).min(1) })

const headerSchema = z.object({
  layout: z.int().positive(),
  maestro: z.string(),
  postgres: z.string(),
  /** Milliseconds since 1970. */
  at: z.int(),
  /** How many rows each table has. */
  rows: z.record(name, z.int().nonnegative()),
  /** The files beside the database, in base64. */
  files: z.object({ settings: z.base64(), lineHashKey: z.base64() }),
})

const endSchema = z.object({ sequences: z.record(name, z.string().regex(/^\d{1,19}$/)) })

/** What a backup says of itself. */
export interface BackupHeader {
  readonly layout: number
  /** The version of Maestro that wrote it. */
  readonly maestro: string
  /** The version of PostgreSQL that it was read from. */
  readonly postgres: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly rows: Readonly<Record<string, number>>
  readonly files: KeptFiles
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const parsed = (content: Buffer): unknown => JSON.parse(content.toString())

export const encodeHeader = ({ files, ...header }: BackupHeader): Buffer =>
  json({
    ...header,
    files: { settings: files.settings.toString('base64'), lineHashKey: files.lineHashKey.toString('base64') },
  })

export const decodeHeader = (content: Buffer): BackupHeader => {
  const { files, ...header } = headerSchema.parse(parsed(content))
  const bytes = (text: string) => Buffer.from(text, 'base64')
  return { ...header, files: { settings: bytes(files.settings), lineHashKey: bytes(files.lineHashKey) } }
}

export const encodeTable = json
export const decodeTable = (content: Buffer) => tableSchema.parse(parsed(content))

export const encodeEnd = json
export const decodeEnd = (content: Buffer) => endSchema.parse(parsed(content))
