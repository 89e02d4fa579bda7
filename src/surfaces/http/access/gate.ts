import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Pool } from 'pg'
import { browserIsKnown, daysRemembered, rememberBrowser } from '../../../store/browsers.ts'
import { errorBody } from '../errors.ts'
import { closedPage } from '../page/closed-page.ts'
import type { OneTimeLinks } from './links.ts'
import { isForeign, isForPrograms, mayChange } from './origin.ts'
import { hashOf, newSecret, sameSecret } from './secrets.ts'

export interface GateOptions {
  readonly pool: Pick<Pool, 'query'>
  readonly port: () => number
  /** The secret of the programs on this machine that run as the same user. */
  readonly control: string
  readonly links: OneTimeLinks
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Who asks. */
export type Visitor = 'browser' | 'program'

/** So long a browser that the database knew is believed without asking it again. */
const believedMs = 60_000
const mostBelieved = 1000

const cookieSettings = { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: daysRemembered * 86_400 } as const

/** Not a redirect: of a redirect that began elsewhere a browser holds a strict cookie back. */
const ledOn =
  '<!doctype html><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0; url=/"><title>Maestro</title>'

/** Says nothing but that it is closed, the same to everybody and everywhere. */
const closed = (context: Context): Response | Promise<Response> =>
  isForPrograms(context.req.path)
    ? context.json(errorBody('closed', 'This is closed.', 'maestro link prints a link that opens it.'), 403)
    : context.html(closedPage(), 403)

/**
 * Lets in who came by a one-time link (a browser, by its cookie) or has the control secret (a program). Loopback is no
 * boundary between the users of one machine: everybody else is told nothing.
 */
export const openGate = ({ pool, port, control, links, now }: GateOptions) => {
  const cookieName = () => `maestro-${port()}`
  const believed = new Map<string, number>()

  const cookieOpens = async (context: Context): Promise<boolean> => {
    const key = getCookie(context, cookieName())
    if (!key) return false
    const hash = hashOf(key)
    const name = hash.toString('base64')
    if ((believed.get(name) ?? 0) > now()) return true
    const known = await browserIsKnown(pool, hash).catch(() => undefined)
    believed.delete(name)
    if (!known) return false
    if (believed.size >= mostBelieved) believed.clear()
    believed.set(name, now() + believedMs)
    if (known.today) setCookie(context, cookieName(), key, cookieSettings)
    return true
  }

  const bearerOpens = (context: Context): boolean => {
    const given = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')
    return given !== null && sameSecret(given[1]!, control)
  }

  /** Turns the token of a link into a cookie. */
  const open = async (context: Context): Promise<Response> => {
    const ahead = context.req.header('sec-purpose') ?? context.req.header('purpose')
    if (context.req.method !== 'GET' || ahead !== undefined || isForeign(context.req)) return closed(context)
    const isKnown = await cookieOpens(context)
    if (!links.use(context.req.query('token') ?? '') && !isKnown) return closed(context)
    if (!isKnown) {
      const key = newSecret()
      await rememberBrowser(pool, hashOf(key))
      setCookie(context, cookieName(), key, cookieSettings)
    }
    return context.html(ledOn)
  }

  const guard: MiddlewareHandler<{ Variables: { visitor: Visitor } }> = async (context, next) => {
    if (isForeign(context.req)) return closed(context)
    if (bearerOpens(context)) context.set('visitor', 'program')
    else if (mayChange(context.req) && (await cookieOpens(context))) context.set('visitor', 'browser')
    else return closed(context)
    return next()
  }

  return { open, guard }
}
