/// <reference lib="dom" />
import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Whether there is a browser to test in; where there is none, this is said once. */
export const hasBrowser = existsSync(executablePath)
if (!hasBrowser) console.warn(`The pages are not tested in a browser: there is no ${executablePath}.`)

/** Starts the browser, which itself asks nothing of any network. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })

export interface Look {
  readonly colorScheme?: 'light' | 'dark'
  readonly width?: number
}

/** A page in a browser's profile of its own; the profile goes away with the variable that holds it. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** What must not be: errors, warnings (of a policy, too), requests that fail or go elsewhere than to this machine. */
  readonly troubles: string[]
}

/** Opens a page by its link. */
export const openPage = async (browser: Browser, link: string, look: Look = {}): Promise<OpenedPage> => {
  const { colorScheme = 'light', width = 1280 } = look
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    if (reason !== 'net::ERR_ABORTED') troubles.push(`${request.url()} failed: ${reason}`)
  })
  context.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (hostname !== '127.0.0.1' && protocol !== 'data:') troubles.push(`${request.url()} was asked for`)
  })
  await page.goto(link)
  await page.waitForURL((url) => url.pathname === '/')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, context, troubles, [Symbol.asyncDispose]: () => context.close() }
}

/** What axe finds wrong with a page, each as a rule and where it is broken. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  // What fades in is judged once it is there.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => {}),
  )
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe: loaded } = window as unknown as { axe: typeof axe }
    const found = await loaded.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))
  })
  return violations
}
