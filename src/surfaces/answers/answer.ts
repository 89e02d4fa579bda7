import type { ClientBase } from 'pg'
import type { z } from 'zod'
import type { Pricer } from '../../config/prices/index.ts'
import type { Workspace } from '../workspace.ts'

/** What a question is answered from. */
export interface AnswerContext {
  readonly client: ClientBase
  readonly pricer: Pricer
  readonly workspace: Workspace
  /** Milliseconds since 1970: what `today` and `7d` count from. */
  readonly now: number
  /** How far the first reading of everything is; undefined once it is done, and where nothing is read. */
  readonly firstReading?:
    | {
        readonly sources: number
        readonly sourcesDone: number
        /** All that is newer than this moment (milliseconds since 1970) is stored. */
        readonly readTo: number
      }
    | undefined
}

/** A value that its reader does not change. */
export type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value

interface Described<Name extends string, Parameters extends z.ZodObject> {
  readonly name: Name
  /** Below `/api`; `{name}` stands for a parameter: `/sessions/{id}`. */
  readonly path: `/${string}`
  /** What is asked, in a line. */
  readonly summary: string
  readonly parameters: Parameters
}

/** A question: all that the command line, the HTTP API and its description know of it. */
export interface Answer<
  Name extends string = string,
  Parameters extends z.ZodObject = z.ZodObject,
  Schema extends z.ZodType = z.ZodType,
> extends Described<Name, Parameters> {
  readonly answer: Schema
  /** Throws `MaestroError('usage')` for what cannot be asked and `MaestroError('not-found')` for what is not there. */
  run(context: AnswerContext, parameters: z.output<Parameters>): Promise<DeepReadonly<z.output<Schema>>>
}

/** Defines a question. */
export const defineAnswer = <const Name extends string, Parameters extends z.ZodObject, Schema extends z.ZodType>(
  answer: Answer<Name, Parameters, Schema>,
): Answer<Name, Parameters, Schema> => answer

/** A question whose answer may be as long as all that is stored: JSON lines, of which few are in memory at a time. */
export interface Lines<
  Name extends string = string,
  Parameters extends z.ZodObject = z.ZodObject,
  Schema extends z.ZodType = z.ZodType,
> extends Described<Name, Parameters> {
  readonly line: Schema
  lines(context: AnswerContext, parameters: z.output<Parameters>): AsyncIterable<unknown>
}
