import type { Page } from 'playwright-core'
import { type Awaited, measure, type Trigger } from './stopwatch.ts'

/** What somebody does on a page, by kind. */
export const actKinds = ['route', 'filter', 'palette', 'jump'] as const

export type ActKind = (typeof actKinds)[number]

/** How long one thing that was done took. */
export interface Timed {
  readonly kind: ActKind
  readonly what: string
  readonly ms: number
}

/** A page, and what was done on it so far. */
export class Visit {
  readonly page: Page
  readonly timed: Timed[] = []

  constructor(page: Page) {
    this.page = page
  }

  /** Does something and measures it. */
  async time(kind: ActKind, what: string, trigger: Trigger, awaited: Awaited, act: () => Promise<unknown>) {
    await this.#rest()
    await this.#measure(kind, what, trigger, awaited, act)
  }

  /** Presses a key, or several after one another: the time of the last one counts. */
  async press(kind: ActKind, what: string, keys: string, awaited: Awaited): Promise<void> {
    await this.#rest()
    const all = keys.split(' ')
    for (const key of all.slice(0, -1)) {
      await this.page.keyboard.press(key)
      await this.page.waitForTimeout(restMs)
    }
    await this.#measure(kind, what, 'keydown', awaited, () => this.page.keyboard.press(all.at(-1)!))
  }

  async #measure(kind: ActKind, what: string, trigger: Trigger, awaited: Awaited, act: () => Promise<unknown>) {
    try {
      this.timed.push({ kind, what, ms: await measure(this.page, trigger, awaited, act) })
    } catch (cause) {
      throw new Error(`${kind}, ${what}, at ${this.page.url()}: ${(cause as Error).message}`, { cause })
    }
  }

  /** Points at something, as somebody does before pressing the button, and clicks. */
  async click(kind: ActKind, what: string, selector: string, awaited: Awaited): Promise<void> {
    const target = this.page.locator(selector).first()
    await target.hover()
    await this.time(kind, what, 'click', awaited, () => target.click())
  }

  /** Goes to an address within the application, unmeasured. */
  async go(address: string): Promise<void> {
    await this.page.evaluate((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
    }, address)
    await this.#rest()
  }

  /** Nobody does something new before the page stands still. */
  async #rest(): Promise<void> {
    await this.page.waitForFunction(() => (window as unknown as { stopwatch: { rests(): boolean } }).stopwatch.rests())
    await this.page.waitForTimeout(restMs)
  }
}

const restMs = 120
