import type { ClientBase } from 'pg'
import { z } from 'zod'
import type { Field, FieldType } from '../../model/field.ts'
import { type RecordKind, schemaOf } from '../../model/record.ts'
import { type KindName, recordKinds } from '../../model/records/index.ts'
import { type StoredRecord, storedRecords } from '../../store/questions/stored-records.ts'
import type { Lines } from './answer.ts'

const hexadecimal = z.string().regex(/^(?:[0-9a-f]{16})*$/)

/** What is written otherwise than it is read. A JSON value is one of any shape. */
const shapes: Partial<Record<FieldType, z.ZodType>> = {
  instant: z.string().meta({ format: 'date-time' }),
  lines: hexadecimal,
  details: z.unknown(),
  document: z.unknown(),
}

const exportedField = ({ type, optional }: Field): [z.ZodType] | [] => {
  const shape = shapes[type]
  return shape ? [optional ? shape.optional() : shape] : []
}

/** The schema of a record as it is exported: instants in ISO 8601, hashed lines in hexadecimal. */
const exportedSchema = (kind: RecordKind): z.ZodObject =>
  schemaOf(kind).extend(
    Object.fromEntries(
      Object.entries(kind.fields).flatMap(([name, field]) => exportedField(field).map((shape) => [name, shape])),
    ),
  )

const names = Object.keys(recordKinds) as [KindName, ...KindName[]]
const parameters = z.strictObject({ kind: z.enum([...names, 'all']).describe('A kind of record, or all of them') })

/** All records of these kinds, one kind after another. */
async function* recordsOf(client: ClientBase, kinds: readonly RecordKind[]): AsyncGenerator<StoredRecord> {
  for (const kind of kinds) yield* storedRecords(client, kind)
}

/** All records of a kind. */
export const records: Lines<'records', typeof parameters> = {
  name: 'records',
  path: '/records/{kind}',
  summary: 'all records of a kind, or of all, as JSON lines',
  parameters,
  line: z.union(Object.values(recordKinds).map((kind) => exportedSchema(kind))),
  lines: ({ client }, { kind }) => recordsOf(client, kind === 'all' ? Object.values(recordKinds) : [recordKinds[kind]]),
}
