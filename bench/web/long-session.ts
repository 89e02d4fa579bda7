import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { proportionalMegabytes } from '../measure/process-info.ts'
import type { Served } from './served.ts'

/** A session of very many events, scrolled from its beginning on. */
export interface Scrolled {
  /** Mean milliseconds from frame to frame. */
  readonly frameMs: number
  /** Of a hundred frames the longest but one. */
  readonly slowFrameMs: number
  readonly heapMegabytes: number
  /** All memory of the page's process. */
  readonly processMegabytes: number
}

const seconds = 8
const notchPixels = 120
const notchMs = 16

/** Opens the session, turns the wheel for some seconds, and looks at frames and memory. */
export const scrollThrough = async (served: Served, session: string): Promise<Scrolled> => {
  await using opened = await served.open()
  const { page, devtools, origin } = opened
  await page.goto(`${origin}/sessions/${session}`)
  await page.locator('#replay [data-index]').first().waitFor()
  await page.waitForLoadState('networkidle')
  const box = (await page.locator('#replay').boundingBox())!
  const frames = await framesWhile(page, () => wheel(devtools, box.x + box.width / 2, box.y + box.height / 2))
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('Performance.enable')
  const { metrics } = await devtools.send('Performance.getMetrics')
  return {
    ...frames,
    heapMegabytes: metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 1024 ** 2,
    processMegabytes: await rendererMegabytes(served.browser),
  }
}

const framesWhile = async (
  page: Page,
  act: () => Promise<void>,
): Promise<Pick<Scrolled, 'frameMs' | 'slowFrameMs'>> => {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { frames: times })
    const next = (at: number): void => {
      times.push(at)
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
  await act()
  const times = await page.evaluate(() => (window as unknown as { frames: number[] }).frames)
  const lengths = times.slice(1).map((at, index) => at - times[index]!)
  return {
    frameMs: (times.at(-1)! - times[0]!) / lengths.length,
    slowFrameMs: lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.99)]!,
  }
}

const wheel = async (devtools: CDPSession, x: number, y: number): Promise<void> => {
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    const event = { type: 'mouseWheel', x, y, deltaX: 0, deltaY: notchPixels } as const
    await Promise.all([devtools.send('Input.dispatchMouseEvent', event), wait(notchMs)])
  }
}

/** Of the browser's pages there is one. */
const rendererMegabytes = async (browser: Browser): Promise<number> => {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  return Math.max(...processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => proportionalMegabytes(id)))
}
