import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MaestroError } from '../../../model/errors.ts'

const above = join(import.meta.dirname, '..', '..', '..', '..')

/** Where the browser application was built to: in the published package beside the program, in a checkout in `dist`. */
export const builtFolder = import.meta.filename.endsWith('.js') ? join(above, 'web') : join(above, 'dist', 'web')

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/** What is served beside the pages: names with a hash of what they hold, which never change, and what comes first. */
const asset = /^\/(?:assets\/[\w-]+(?:\.[\w-]+)*|theme)\.(\w+)$/

/** A file of the browser application. */
export interface BuiltFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Under its name there is never anything else. */
  readonly lasting: boolean
}

/** A file that pages load; undefined where there is none of the name. */
export const builtFile = async (folder: string, path: string): Promise<BuiltFile | undefined> => {
  const type = types[asset.exec(path)?.[1] ?? '']
  if (type === undefined) return undefined
  const body = await contents(join(folder, path))
  return body && { body, type, lasting: path.startsWith('/assets/') }
}

/** The page that the browser application starts from. Throws `MaestroError('not-found')` where it was never built. */
export const builtPage = async (folder: string): Promise<Uint8Array<ArrayBuffer>> => {
  const body = await contents(join(folder, 'index.html'))
  if (body) return body
  throw new MaestroError('not-found', 'The pages were not built yet.', 'Run npm run build:web in the checkout.')
}

const contents = (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
