import { Hono, type MiddlewareHandler } from 'hono'
import { MaestroError } from '../../../model/errors.ts'
import type { Visitor } from '../access/gate.ts'
import { errorBody } from '../errors.ts'
import { parametersFrom } from '../parameters.ts'
import type { ApiOptions } from '../served.ts'
import type { Action } from './action.ts'
import { actions } from './index.ts'

const pagesOnly = errorBody(
  'closed',
  'This is done on a page of this server, in a browser that is let in.',
  'Programs use the command line: maestro delete, maestro deletions --lift, maestro projects.',
)

/**
 * Lets through only what a page of ours sends: the gate let the browser in by its cookie and saw that the origin is the
 * own; here the browser itself must say that it is the same origin. A form cannot send JSON.
 */
const fromOwnPage: MiddlewareHandler<{ Variables: { visitor: Visitor } }> = async (context, next) => {
  const isJson = /^application\/json(?:;|$)/i.test(context.req.header('content-type') ?? '')
  const isOwn = context.get('visitor') === 'browser' && context.req.header('sec-fetch-site') === 'same-origin'
  return isOwn && isJson ? next() : context.json(pagesOnly, 403)
}

const bodyFrom = async (request: { text(): Promise<string> }): Promise<Record<string, unknown>> => {
  const text = await request.text()
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {}
  throw new MaestroError('usage', 'What was sent is no JSON object.', '/api/openapi.json describes what to send.')
}

/** Every action of the registry as a path. */
export const serveActions = ({ database, served, now }: ApiOptions): Hono<{ Variables: { visitor: Visitor } }> => {
  const app = new Hono<{ Variables: { visitor: Visitor } }>()
  for (const action of actions as readonly Action[]) {
    app.on(action.method, action.path.replaceAll(/\{(\w+)\}/g, ':$1'), fromOwnPage, async (context) => {
      const inPath = context.req.param() as Record<string, string>
      const given = Object.entries(inPath).map(([name, value]) => [name, [value]])
      const parameters = parametersFrom(action.parameters, { ...Object.fromEntries(given), ...context.req.queries() })
      const body = checked(action, await bodyFrom(context.req))
      const client = await database.connect()
      try {
        return context.json(await action.run({ client, ...served(), now: now() }, parameters, body))
      } finally {
        await client.end()
      }
    })
  }
  return app
}

const checked = ({ body }: Action, given: Record<string, unknown>): Record<string, unknown> => {
  const read = body.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const next = `There are: ${Object.keys(body.shape).join(', ') || 'none'}. /api/openapi.json describes them.`
  if (issue?.code === 'unrecognized_keys') throw new MaestroError('usage', `There is no "${issue.keys[0]}".`, next)
  throw new MaestroError('usage', `"${issue?.path.join('.')}" cannot be so: ${issue?.message}.`, next)
}
