import { gzipSync } from 'node:zlib'
import type { Served } from './served.ts'
import { measureLoad } from './stopwatch.ts'

/** A first load of a page: nothing of it was in the browser before. */
export interface FirstLoad {
  /** Until the heading is painted with what it tells. */
  readonly ms: number
  /** Of the scripts that were loaded until then, each by itself. */
  readonly scriptKilobytes: number
}

/** Loads a page in a profile of its own. */
export const loadFirst = async (served: Served, path: string): Promise<FirstLoad> => {
  await using opened = await served.open()
  const { page, devtools, origin } = opened
  await devtools.send('Network.enable')
  await devtools.send('Network.clearBrowserCache')
  await page.goto('about:blank')
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (/\.js$/.test(new URL(response.url()).pathname)) scripts.push(response.body())
  })
  const ms = await measureLoad(page, `${origin}${path}`, { selector: 'main h1' })
  const sizes = (await Promise.all(scripts)).map((script) => gzipSync(script).length)
  return { ms, scriptKilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1000 }
}
