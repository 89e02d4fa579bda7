import type { HonoRequest } from 'hono'

/** The names under which a server on a port of this machine is reached. Any other is somebody else's (DNS rebinding). */
export const hostsOf = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]

/** Programs use the API; a browser goes to pages. */
export const isForPrograms = (path: string): boolean => /^\/(?:api|control|health)(?:\/|$)/.test(path)

const reads = new Set(['GET', 'HEAD'])

/** A browser that goes to a page, as by a link or a typed address. */
const opensPage = (request: HonoRequest): boolean =>
  request.method === 'GET' &&
  request.header('sec-fetch-mode') === 'navigate' &&
  request.header('sec-fetch-dest') === 'document' &&
  !isForPrograms(request.path)

/**
 * Whether another site had a hand in a request. What has no `Origin` and no `Sec-Fetch-Site` comes from a program, or
 * from a browser too old to say. Another port of this machine is another origin, though browsers call it the same site
 * and send it the cookie.
 */
export const isForeign = (request: HonoRequest): boolean => {
  const origin = request.header('origin')
  if (origin !== undefined && origin !== `http://${request.header('host')}`) return true
  const site = request.header('sec-fetch-site')
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  return !opensPage(request)
}

/** Whether a request may change something as far as its origin goes: it says that it comes from a page of ours. */
export const mayChange = (request: HonoRequest): boolean =>
  reads.has(request.method) || request.header('origin') === `http://${request.header('host')}`
