import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TemporaryFolder } from '../../../../test/support/folder.ts'
import { MaestroError } from '../../../model/errors.ts'
import { builtFolder } from './built.ts'
import { serveWeb } from './serve-web.ts'

const built = () => {
  const folder = new TemporaryFolder()
  folder.write('index.html', '<!doctype html><title>the page</title>')
  folder.write('theme.js', 'theme')
  folder.write('assets/index-abc123.js', 'script')
  folder.write('assets/inter-latin-wght-normal-Dx4kXJAl.woff2', 'font')
  folder.write('assets/secret.txt', 'secret')
  folder.write('secret.js', 'secret')
  return folder
}

describe('the browser application', () => {
  test.each([
    '/',
    '/agents',
    '/sessions',
    '/sessions/5d0c1f6e',
    '/repositories',
    '/repositories/r1',
    '/repositories/acme%2Fshop/file?path=a.ts',
    '/settings',
  ])('begins at the address of a page: %s', async (path) => {
    using folder = built()
    const answer = await serveWeb(folder.path).request(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await answer.text()).toContain('the page')
  })

  test.each([
    ['/assets/index-abc123.js', 'text/javascript; charset=utf-8', 'script'],
    ['/assets/inter-latin-wght-normal-Dx4kXJAl.woff2', 'font/woff2', 'font'],
  ])('loads %s once for ever', async (path, type, body) => {
    using folder = built()
    const answer = await serveWeb(folder.path).request(path)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(await answer.text()).toBe(body)
  })

  test('loads what has no hash in its name each time', async () => {
    using folder = built()
    const answer = await serveWeb(folder.path).request('/theme.js')
    expect(await answer.text()).toBe('theme')
    expect(answer.headers.get('cache-control')).toBeNull()
  })

  test.each([
    '/assets/secret.txt',
    '/secret.js',
    '/assets/..%2fsecret.js',
    '/assets/%2e%2e/secret.js',
    '/assets/missing-abc.js',
    '/assets/',
    '/sessions/a/b',
    '/nothing',
  ])('has nothing else: %s', async (path) => {
    using folder = built()
    const answer = await serveWeb(folder.path).request(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('secret')
  })

  test('that was not built says in a sentence what to run', async () => {
    using folder = new TemporaryFolder()
    let told: unknown
    const web = serveWeb(folder.path)
    web.onError((error, context) => {
      told = error
      return context.text('', 404)
    })
    await web.request('/')
    expect(MaestroError.isInstance(told)).toBe(true)
    expect((told as MaestroError).next).toContain('npm run build:web')
  })

  test('needs no more than 250 kB of scripts, compressed, before the parts that are loaded when they are needed', async () => {
    const { gzipSync } = await import('node:zlib')
    const { readFileSync } = await import('node:fs')
    const page = readFileSync(join(builtFolder, 'index.html'), 'utf8')
    const names = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => match[1]!)
    expect(names.length).toBeGreaterThan(0)
    const sizes = names.map((name) => gzipSync(readFileSync(join(builtFolder, name))).length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000)
    expect(readdirSync(join(builtFolder, 'assets')).filter((name) => name.endsWith('.js')).length).toBeGreaterThan(
      names.length,
    )
  })
})
