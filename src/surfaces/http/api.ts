import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { Answer, AnswerContext, Lines } from '../answers/answer.ts'
import { answers, lines } from '../answers/index.ts'
import { visibleJson } from '../cli/output/visible.ts'
import { serveActions } from './actions/serve-actions.ts'
import { eventStream } from './events.ts'
import { openApiDocument } from './openapi.ts'
import { parametersFrom } from './parameters.ts'
import type { ApiOptions } from './served.ts'

const routeOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** A function that answers a question of the registry over a connection of the pool. */
const asker = ({ database, served, now, asOf }: ApiOptions) => ({
  ask: async <Name extends Answer>(
    answer: Name,
    given: Readonly<Record<string, readonly string[]>>,
  ): Promise<Awaited<ReturnType<Name['run']>>> => {
    const known = asOf !== undefined && 'asOf' in answer.parameters.shape ? { asOf: [asOf], ...given } : given
    const parameters = parametersFrom(answer.parameters, known)
    return database.ask((client) => answer.run({ client, ...served(), now: now() }, parameters)) as Promise<
      Awaited<ReturnType<Name['run']>>
    >
  },
})

/** Every question of the registry as a path, their description, and what changes as it does. */
export const createApi = (options: ApiOptions): Hono => {
  const { database, served, changes, ended, now } = options
  const api = new Hono()
  const { ask } = asker(options)
  const description = openApiDocument()
  const tagged = etag()

  api.get('/openapi.json', tagged, (context) => context.json(description))
  for (const answer of answers as readonly Answer[]) {
    api.get(routeOf(answer.path), tagged, async (context) =>
      context.json(await ask(answer, { ...one(context.req.param()), ...context.req.queries() })),
    )
  }
  for (const of of lines as readonly Lines[]) {
    api.get(routeOf(of.path), async (context) => {
      const parameters = parametersFrom(of.parameters, { ...one(context.req.param()), ...context.req.queries() })
      const client = await database.connect()
      const answer: AnswerContext = { client, ...served(), now: now() }
      const body = await linesFrom(of.lines(answer, parameters), () => client.end())
      return context.body(body, 200, { 'content-type': 'application/jsonl; charset=utf-8' })
    })
  }
  api.route('/', serveActions(options))
  api.get('/events', (context) => {
    const again = context.req.header('last-event-id') !== undefined
    return context.body(eventStream({ changes, ended, again }), 200, { 'content-type': 'text/event-stream' })
  })
  return api
}

const one = (values: Readonly<Record<string, string>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]))

const bytesAtOnce = 64 * 1024

/**
 * Values as JSON lines, of which a few are in memory at a time; `end` is called once nobody reads any more. The first is
 * there when it resolves: what cannot be asked is refused before a line is sent.
 */
const linesFrom = async (
  values: AsyncIterable<unknown>,
  end: () => Promise<unknown>,
): Promise<ReadableStream<Uint8Array>> => {
  const encoder = new TextEncoder()
  const iterator = values[Symbol.asyncIterator]()
  let first: IteratorResult<unknown> | undefined = await iterator.next().catch(async (error) => {
    await end()
    throw error
  })
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          let text = ''
          while (text.length < bytesAtOnce) {
            const { done, value } = first ?? (await iterator.next())
            first = undefined
            if (!done) {
              text += `${visibleJson(value)}\n`
              continue
            }
            if (text !== '') controller.enqueue(encoder.encode(text))
            controller.close()
            await end()
            return
          }
          controller.enqueue(encoder.encode(text))
        } catch (error) {
          await end()
          throw error
        }
      },
      cancel: async () => {
        await iterator.return?.()
        await end()
      },
    },
    { highWaterMark: 1 },
  )
}
