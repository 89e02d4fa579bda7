import type { Client } from 'pg'
import type { z } from 'zod'
import type { DeepReadonly } from '../../answers/answer.ts'
import type { Served } from '../served.ts'

/** What an action is done with. */
export interface ActionContext extends Served {
  /** A connection of its own, for writing. */
  readonly client: Client
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Something that a person does on a page: it changes what is stored. */
export interface Action<
  Name extends string = string,
  Parameters extends z.ZodObject = z.ZodObject,
  Body extends z.ZodObject = z.ZodObject,
  Schema extends z.ZodType = z.ZodType,
> {
  readonly name: Name
  readonly method: 'POST' | 'DELETE'
  /** Below `/api`; `{name}` stands for a parameter: `/deletions/{id}`. */
  readonly path: `/${string}`
  /** What it does, in a line. */
  readonly summary: string
  /** Those in the path. */
  readonly parameters: Parameters
  readonly body: Body
  readonly answer: Schema
  /** Throws `MaestroError('usage')` for what cannot be done and `MaestroError('not-found')` for what is not there. */
  run(
    context: ActionContext,
    parameters: z.output<Parameters>,
    body: z.output<Body>,
  ): Promise<DeepReadonly<z.output<Schema>>>
}

/** Defines an action. */
export const defineAction = <
  const Name extends string,
  Parameters extends z.ZodObject,
  Body extends z.ZodObject,
  Schema extends z.ZodType,
>(
  action: Action<Name, Parameters, Body, Schema>,
): Action<Name, Parameters, Body, Schema> => action
