import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { secureHeaders } from 'hono/secure-headers'
import { MaestroError } from '../../model/errors.ts'
import type { WorkAnswer } from '../../narrative/work-answer.ts'
import { closedPage } from './page/closed-page.ts'
import { workPage } from './page/work-page.ts'

export interface AppOptions {
  /** Whoever has it may look. */
  readonly key: string
  readonly answer: () => Promise<WorkAnswer | undefined>
  readonly sample: boolean
  readonly timezone: string
  readonly port: () => number
}

const cookie = 'maestro'

const same = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * The pages and the API. Loopback is no boundary between the users of one machine: only a browser that came by the
 * printed link gets anything. Requests under another host name are refused (DNS rebinding).
 */
export const createApp = ({ key, answer, sample, timezone, port }: AppOptions): Hono => {
  const app = new Hono()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        imgSrc: ['data:'],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
    }),
  )
  app.use(async (context, next) => {
    const host = context.req.header('host')
    if (host !== `127.0.0.1:${port()}` && host !== `localhost:${port()}`) return context.text('Unknown host.', 421)
    context.header('cache-control', 'no-store')
    return next()
  })
  app.get('/health', (context) => context.json({ pid: process.pid }))
  app.get('/open', (context) => {
    if (!same(context.req.query('key') ?? '', key)) return context.html(closedPage(), 403)
    setCookie(context, `${cookie}-${port()}`, key, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return context.html('<!doctype html><meta http-equiv="refresh" content="0; url=/"><title>Maestro</title>')
  })
  app.use(async (context, next) => {
    if (!same(getCookie(context, `${cookie}-${port()}`) ?? '', key)) return context.html(closedPage(), 403)
    return next()
  })
  app.get('/api/work', async (context) => context.json({ sample, answer: (await answer()) ?? null }))
  app.get('/', async (context) => context.html(workPage({ answer: await answer(), sample, timezone, now: Date.now() })))
  app.onError((error, context) =>
    context.text(
      MaestroError.isInstance(error) ? `${error.message} ${error.next}` : 'Maestro has a fault. Please report it.',
      500,
    ),
  )
  app.notFound((context) => context.text('There is no such page.', 404))
  return app
}
