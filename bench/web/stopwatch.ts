/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core'

/** What of a page says that what somebody asked for is there. */
export interface Awaited {
  /** Something that must be in sight. */
  readonly selector: string
  /** It need not be in sight: what is awaited has it at its end. */
  readonly anywhere?: boolean
  /** A text that must stand in one such. */
  readonly text?: string
  /** What the address must have. */
  readonly address?: string
  /** Its text or attributes must be others than before. */
  readonly changes?: boolean
}

/** What begins the time. */
export type Trigger = 'keydown' | 'click' | 'pointerdown'

interface Stopwatch {
  watch(trigger: Trigger | undefined, awaited: Awaited): void
  read(): Promise<number>
  /** No question is under way. */
  rests(): boolean
}

const patienceMs = 10_000

/**
 * Runs in the page before anything else of it. Time goes from the event's own time stamp to the end of painting the
 * first frame that has what is awaited, nothing in sight that is busy, and no question under way.
 */
const install = (patience: number): void => {
  let underWay = 0
  const ask = window.fetch.bind(window)
  window.fetch = async (...of: Parameters<typeof fetch>) => {
    underWay++
    // What is read is rendered a little later: a question is over once that has been scheduled.
    const over = () => setTimeout(() => setTimeout(() => underWay--))
    try {
      const response = await ask(...of)
      const read = response.json.bind(response)
      response.json = () => read().finally(over)
      return response
    } catch (error) {
      over()
      throw error
    }
  }

  const isInSight = (element: Element): boolean => {
    const { top, bottom, width, height } = element.getBoundingClientRect()
    return width > 0 && height > 0 && bottom > 0 && top < window.innerHeight
  }
  const found = ({ selector, text, anywhere }: Awaited): Element | undefined =>
    [...document.querySelectorAll(selector)].find(
      (element) =>
        (anywhere || isInSight(element)) &&
        (text === undefined || element.textContent?.toLowerCase().includes(text.toLowerCase())),
    )
  const told = (element: Element | undefined): string =>
    element ? `${[...element.attributes].map(({ value }) => value).join(' ')} ${element.textContent}` : ''

  let reading: Promise<number> | undefined
  const watch = (trigger: Trigger | undefined, awaited: Awaited): void => {
    const before = told(found(awaited))
    const isThere = (): boolean => {
      if (underWay > 0) return false
      if (
        awaited.address !== undefined &&
        !decodeURIComponent(location.href.replaceAll('+', ' ')).includes(awaited.address)
      )
        return false
      const element = found(awaited)
      if (!element || (awaited.changes && told(element) === before)) return false
      return ![...document.querySelectorAll('[aria-busy=true]')].some(isInSight)
    }
    reading = new Promise((resolve, reject) => {
      let begun = trigger === undefined ? 0 : undefined
      const begin = (event: Event): void => {
        begun = event.timeStamp
      }
      if (trigger) window.addEventListener(trigger, begin, { capture: true, once: true })
      const armed = performance.now()
      let painted: number | undefined
      const paint = (): void => {
        const frame = new MessageChannel()
        frame.port1.onmessage = () => {
          painted = performance.now()
        }
        frame.port2.postMessage(0)
      }
      const look = (): void => {
        const isSo = begun !== undefined && isThere()
        // In the frame after it is still so: nothing more was asked or taken away because of it.
        if (isSo && painted !== undefined) resolve(painted - begun!)
        else if (performance.now() - armed > patience)
          reject(new Error(`${JSON.stringify(awaited)} did not come, ${underWay} questions are under way`))
        else {
          if (isSo) paint()
          else painted = undefined
          requestAnimationFrame(look)
        }
      }
      requestAnimationFrame(look)
    })
  }
  Object.assign(window, { stopwatch: { watch, read: () => reading!, rests: () => underWay === 0 } satisfies Stopwatch })
}

/** Puts the stopwatch into every document that a page will show. */
export const withStopwatch = (page: Page): Promise<unknown> => page.addInitScript(install, patienceMs)

/** Milliseconds from what somebody does until its result is painted. */
export const measure = async (
  page: Page,
  trigger: Trigger,
  awaited: Awaited,
  act: () => Promise<unknown>,
): Promise<number> => {
  await page.evaluate(([on, what]) => (window as unknown as { stopwatch: Stopwatch }).stopwatch.watch(on, what), [
    trigger,
    awaited,
  ] as const)
  await act()
  return page.evaluate(() => (window as unknown as { stopwatch: Stopwatch }).stopwatch.read())
}

/** Milliseconds from the beginning of a navigation until what is awaited is painted. */
export const measureLoad = async (page: Page, address: string, awaited: Awaited): Promise<number> => {
  await page.goto(address, { waitUntil: 'commit' })
  return page.evaluate((what) => {
    const { stopwatch } = window as unknown as { stopwatch: Stopwatch }
    stopwatch.watch(undefined, what)
    return stopwatch.read()
  }, awaited)
}
