import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import { openGate, type Visitor } from './access/gate.ts'
import { oneTimeLinks } from './access/links.ts'
import { hostsOf, isForPrograms } from './access/origin.ts'
import { createApi } from './api.ts'
import { errorBody, toldOf } from './errors.ts'
import { styleHash } from './page/style.ts'
import type { ApiOptions } from './served.ts'
import { serveWeb } from './web/serve-web.ts'

export interface AppOptions extends ApiOptions {
  /** The secret with which programs of the same user ask: at least 32 random characters. */
  readonly control: string
  /** The port on which this is served. */
  readonly port: () => number
  /** What `GET /control/status` answers. */
  readonly status: () => Promise<unknown>
  /** Where the browser application was built to, where that is another place than usual. */
  readonly web?: string
  /** Told of what no reader is told: a fault of the program. */
  readonly onFault?: (error: unknown) => void
}

const mostBodyBytes = 64 * 1024

/** The pages, the API and what controls the server. What is not let in by a one-time link or the secret sees nothing. */
export const createApp = (options: AppOptions): Hono<{ Variables: { visitor: Visitor } }> => {
  const { control, port, status, database, now, onFault } = options
  const app = new Hono<{ Variables: { visitor: Visitor } }>()
  const links = oneTimeLinks(now)
  const gate = openGate({ pool: database.pool, port, control, links, now })

  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        styleSrc: ["'self'", styleHash],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  )
  app.use(async (context, next) => {
    if (!hostsOf(port()).includes(context.req.header('host') ?? '')) return context.text('Unknown host.', 421)
    context.header('cache-control', 'no-store')
    return next()
  })
  app.get('/open', gate.open)
  app.use(gate.guard)
  app.use(
    bodyLimit({
      maxSize: mostBodyBytes,
      onError: (context) =>
        context.json(errorBody('usage', 'The request is too large.', `Send at most ${mostBodyBytes} bytes.`), 413),
    }),
  )
  app.use('/control/*', async (context, next) =>
    context.get('visitor') === 'program' ? next() : context.json(programsOnly, 403),
  )
  app.use('/health', async (context, next) =>
    context.get('visitor') === 'program' ? next() : context.json(programsOnly, 403),
  )
  app.get('/health', (context) => context.json({ pid: process.pid }))
  app.get('/control/status', async (context) => context.json((await status()) as object))
  app.post('/control/link', (context) =>
    context.json({ url: `http://127.0.0.1:${port()}/open?token=${links.issue()}` }),
  )
  app.route('/api', createApi(options))
  app.route('/', serveWeb(options.web))
  app.onError(async (error, context) => {
    const { status: code, body } = await toldOf(error)
    if (body.error.code === 'fault') onFault?.(error)
    context.header('cache-control', 'no-store')
    return isForPrograms(context.req.path)
      ? context.json(body, code)
      : context.text(`${body.error.message} ${body.error.next}`, code)
  })
  app.notFound((context) =>
    isForPrograms(context.req.path)
      ? context.json(
          errorBody('not-found', 'There is no such path.', '/api/openapi.json describes what there is.'),
          404,
        )
      : context.text('There is no such page.', 404),
  )
  return app
}

const programsOnly = errorBody(
  'closed',
  'This is for programs with the control secret.',
  'Ask through the command line.',
)
