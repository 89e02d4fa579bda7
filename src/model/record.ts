import { z } from 'zod'
import type { Field } from './field.ts'

/**
 * What happens when a record is written whose key is there already. Every rule takes the best of the two by a total
 * order, so the order of writing never matters and writing one twice changes nothing.
 *
 * - `first`: the one with the earliest `at`, then the smallest session id (without a session: commit id), then the
 *   smallest `position`, then the one that has its output whole (without `outputFile`), then the smallest `logLine`.
 *   What several logs contain (resumed, forked, replayed) belongs to one session; what is read again from the same line
 *   replaces what was read from it before.
 * - `largest`: the one with more tokens, then as `first`; a replay in a side chain loses to the original.
 * - `span`: the fields are joined: earliest start, latest end, of lists the union, of every other value the smallest
 *   (a connector therefore gives the same value each time it names the record).
 * - `latest`: the one with the greatest `seenAt`; of several clones seen at one time the one whose content sorts last.
 * - `keep`: the one that is there: both are the same, since the key names the content.
 */
export type Conflict = 'first' | 'largest' | 'span' | 'latest' | 'keep'

type Fields = Record<string, Field>

type ValueOf<F> = F extends Field<infer Value, boolean> ? Value : never
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K]['optional'] extends true ? K : never }[keyof F]

/** The value of a record with these fields. */
export type ValueOfFields<F extends Fields> = {
  -readonly [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]>
} & { -readonly [K in OptionalKeys<F>]?: ValueOf<F[K]> | undefined }

/** A kind of record: the one place from which its schema, its table, its redaction, its export and its docs come. */
export interface RecordKind<Name extends string = string, F extends Fields = Fields> {
  readonly name: Name
  /** What one record of this kind says, in a sentence. */
  readonly doc: string
  /** The fields that make up the natural key. */
  readonly key: readonly string[]
  readonly conflict: Conflict
  readonly fields: F
}

/** Defines a kind of record. */
export const defineRecord = <const Name extends string, F extends Fields>(
  name: Name,
  kind: Omit<RecordKind<Name, F>, 'name' | 'key'> & { readonly key: readonly (keyof F & string)[] },
): RecordKind<Name, F> => ({ name, ...kind })

/** The zod schema of a kind, its `kind` field included. */
export const schemaOf = (kind: RecordKind): z.ZodObject =>
  z.strictObject({
    kind: z.literal(kind.name),
    ...Object.fromEntries(
      Object.entries(kind.fields).map(([name, f]) => [name, f.optional ? f.schema.optional() : f.schema]),
    ),
  })
