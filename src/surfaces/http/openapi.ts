import { z } from 'zod'
import type { Answer, Lines } from '../answers/answer.ts'
import { answers, lines } from '../answers/index.ts'
import { version } from '../cli/version.ts'
import type { Action } from './actions/action.ts'
import { actions } from './actions/index.ts'
import { errorSchema } from './errors.ts'

type Json = Record<string, unknown>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return json
}

/** A parameter of a path as OpenAPI describes it. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: Json
}

/** The parameters of a question as OpenAPI describes them. */
export const parametersOf = ({ path, parameters }: Pick<Answer | Action, 'path' | 'parameters'>): Parameter[] => {
  const { properties = {}, required = [] } = schemaOf(parameters, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: path.includes(`{${name}}`) ? 'path' : 'query',
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema,
  }))
}

const problem = (description: string): Json => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
})

const problems = {
  400: problem('It cannot be asked so'),
  403: problem('Closed: neither the cookie of a one-time link nor the control secret came with it'),
  500: problem('A fault of the program'),
  503: problem('The database cannot be asked just now'),
}

const sentence = (summary: string): string => `${summary[0]!.toUpperCase()}${summary.slice(1)}`

const operation = (answer: Answer | Lines, ok: Json): Json => ({
  get: {
    operationId: answer.name,
    summary: sentence(answer.summary),
    parameters: parametersOf(answer),
    responses: { 200: ok, ...(answer.path.includes('{id}') ? { 404: problem('There is none') } : {}), ...problems },
  },
})

const answerPaths = (): [string, Json][] =>
  answers.map((answer) => [
    `/api${answer.path}`,
    operation(answer, {
      description: sentence(answer.summary),
      headers: { ETag: { description: 'Changes when the answer does', schema: { type: 'string' } } },
      content: { 'application/json': { schema: schemaOf(answer.answer, 'output') } },
    }),
  ])

const linePaths = (): [string, Json][] =>
  lines.map((of) => [
    `/api${of.path}`,
    operation(of, {
      description: 'One record on each line',
      content: { 'application/jsonl': { schema: schemaOf(of.line, 'output') } },
    }),
  ])

const actionPaths = (): [string, Json][] =>
  (actions as readonly Action[]).map((action) => [
    `/api${action.path}`,
    {
      [action.method.toLowerCase()]: {
        operationId: action.name,
        summary: sentence(action.summary),
        description: 'Only from a page of this server, in a browser that is let in.',
        parameters: parametersOf(action),
        requestBody: { content: { 'application/json': { schema: schemaOf(action.body, 'input') } } },
        responses: {
          200: {
            description: sentence(action.summary),
            content: { 'application/json': { schema: schemaOf(action.answer, 'output') } },
          },
          404: problem('There is none'),
          ...problems,
        },
        security: [{ link: [] }],
      },
    },
  ])

/** Paths with all that can be done on each. */
const merged = (paths: readonly (readonly [string, Json])[]): Json => {
  const all: Record<string, Json> = {}
  for (const [path, operations] of paths) all[path] = { ...all[path], ...operations }
  return all
}

const eventsPath: [string, Json] = [
  '/api/events',
  {
    get: {
      operationId: 'events',
      summary: 'What changes, as it does: server-sent events named `change`',
      parameters: [],
      responses: {
        200: {
          description: 'Data of each event: `{kind, keys}`; without keys anything of the kind may have changed',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        403: problems[403],
      },
    },
  },
]

/** The description of the HTTP API, from the schemas by which it is checked. */
export const openApiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Maestro',
    version: version(),
    description:
      'Answers from the records of this installation. Every answer takes the parameters of the command line.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: merged([...answerPaths(), ...linePaths(), ...actionPaths(), eventsPath]),
  components: {
    schemas: { Error: schemaOf(errorSchema, 'output') },
    securitySchemes: {
      link: {
        type: 'apiKey',
        in: 'cookie',
        name: 'maestro-4747',
        description: 'Set by a one-time link, named by the port',
      },
      control: { type: 'http', scheme: 'bearer' },
    },
  },
  security: [{ link: [] }, { control: [] }],
})
