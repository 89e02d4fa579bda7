import { Hono } from 'hono'
import { builtFile, builtFolder, builtPage } from './built.ts'

/** The addresses of the pages; which one it is, the browser application knows. */
const pages = [
  '/',
  '/agents',
  '/sessions',
  '/sessions/:id',
  '/repositories',
  '/repositories/:id',
  '/repositories/:id/file',
  '/settings',
]

/** The browser application: its page at the address of each of its pages, and what that loads. */
export const serveWeb = (folder = builtFolder): Hono => {
  const web = new Hono()
  for (const path of pages)
    web.get(path, async (context) => {
      const page = await builtPage(folder)
      return context.body(page, 200, { 'content-type': 'text/html; charset=utf-8' })
    })
  for (const path of ['/theme.js', '/assets/:name'])
    web.get(path, async (context) => {
      const found = await builtFile(folder, context.req.path)
      if (!found) return context.notFound()
      if (found.lasting) context.header('cache-control', 'private, max-age=31536000, immutable')
      return context.body(found.body, 200, { 'content-type': found.type })
    })
  return web
}
