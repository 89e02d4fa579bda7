import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchBrowser } from '../../test/support/browser.ts'
import { type Installation, install } from '../maestro/installation.ts'
import { withStopwatch } from './stopwatch.ts'

/** The real server on some input, and a browser that was let in. */
export interface Served extends AsyncDisposable {
  readonly browser: Browser
  /** Opens a page of its own profile, by a link. */
  open(): Promise<OpenedPage>
}

export interface OpenedPage extends AsyncDisposable {
  readonly page: Page
  readonly devtools: CDPSession
  /** What the address of the server begins with. */
  readonly origin: string
}

/** Reads an input, serves it and starts a browser; `words` name the input on our command line. */
export const serve = async (scratch: string, words: readonly string[]): Promise<Served> => {
  const installation = await install(scratch, words)
  let browser: Browser | undefined
  const end = async (): Promise<void> => {
    await browser?.close()
    await installation[Symbol.asyncDispose]()
  }
  try {
    await installation.run(['sync', '--json'])
    await installation.run(['up', '--detach', '--no-link'])
    browser = await launchBrowser()
    return { browser, open: () => open(browser!, installation), [Symbol.asyncDispose]: end }
  } catch (error) {
    await end()
    throw error
  }
}

const open = async (browser: Browser, installation: Installation): Promise<OpenedPage> => {
  const { output } = await installation.run(['link', '--json'])
  const { link } = JSON.parse(output) as { link: string }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await withStopwatch(page)
  const devtools = await context.newCDPSession(page)
  await page.goto(link)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, devtools, origin: new URL(link).origin, [Symbol.asyncDispose]: () => context.close() }
}
