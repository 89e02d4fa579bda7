/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { launcher, Maestro } from './support/maestro.ts'

const executablePath = '/usr/bin/chromium'
const installed = existsSync(executablePath)
if (!installed) console.warn(`The page is not tested in a browser: there is no ${executablePath}.`)

const maestro = new Maestro()
let server: ChildProcess
let browser: Browser
let link: string

/** A link opens once: each browser needs its own. */
const freshLink = async (): Promise<string> => (await maestro.json<{ link: string }>('link', '--sample')).link

const printed = async (child: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: child.stdout! })) {
    const found = /http:\/\/127\.0\.0\.1:\d+\/open\?token=\S+/.exec(line)
    if (found) return found[0]
  }
  throw new Error('No link was printed.')
}

beforeAll(async () => {
  if (!installed) return
  server = spawn(launcher, [], { cwd: maestro.folder.path, env: maestro.env, stdio: ['ignore', 'pipe', 'ignore'] })
  link = await printed(server)
  server.stdout!.resume()
  browser = await chromium.launch({
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
})

afterAll(async () => {
  await browser?.close()
  await maestro[Symbol.asyncDispose]()
})

interface Look {
  readonly colorScheme?: 'light' | 'dark'
  readonly width?: number
}

const opened = async ({ colorScheme = 'light', width = 1280 }: Look = {}) => {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('requestfailed', (request) => troubles.push(`${request.url()} failed`))
  await page.goto(await freshLink())
  await page.waitForURL((url) => url.pathname === '/')
  return { page, troubles, [Symbol.asyncDispose]: () => context.close() }
}

/** Each text on the page that contrasts too little with what lies behind it, by the formula of WCAG 2.2. */
const paleTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 1
    canvas.height = 1
    const pen = canvas.getContext('2d', { willReadFrequently: true })!
    const partsOf = (color: string) => {
      pen.clearRect(0, 0, 1, 1)
      pen.fillStyle = color
      pen.fillRect(0, 0, 1, 1)
      return [...pen.getImageData(0, 0, 1, 1).data]
    }
    const behind = (element: Element | null): number[] => {
      for (let each = element; each; each = each.parentElement) {
        const parts = partsOf(getComputedStyle(each).backgroundColor)
        if (parts[3] === 255) return parts
      }
      return [255, 255, 255, 255]
    }
    const luminance = (parts: number[]) => {
      const [red, green, blue] = parts.slice(0, 3).map((part) => {
        const share = part / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
    }
    const pale: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement!
      const text = walker.currentNode.textContent!.trim()
      if (!text || element.getClientRects().length === 0) continue
      const [a, b] = [luminance(partsOf(getComputedStyle(element).color)), luminance(behind(element))]
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      if (contrast < 4.5) pale.push(`${text}: ${contrast.toFixed(2)}`)
    }
    return pale
  })

describe.skipIf(!installed)('the page in a browser', () => {
  test('opens by the printed link, and shows the week and that it is the sample team', async () => {
    await using at = await opened()
    const { page, troubles } = at
    expect(page.url()).not.toContain('token')
    expect(await page.title()).toMatch(/^The week to .* · Maestro$/)
    expect(await page.getByRole('note').innerText()).toContain('A fictional company')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^A week of work in /)
    const places = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(places).toEqual(
      expect.arrayContaining(['tarnwick-pay/payments', 'tarnwick-pay/ledger', 'tarnwick-pay/console', 'What it used']),
    )
    expect(await page.getByRole('row', { name: /^Sessions/ }).innerText()).toMatch(/\d+\s+\d+/)
    expect(await page.locator('main').count()).toBe(1)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(troubles).toEqual([])
  })

  test('says the same as the interface for programs', async () => {
    await using at = await opened()
    const answered = await at.page.request.get(new URL('/api/work', link).href)
    const { sample, answer: work } = await answered.json()
    expect(sample).toBe(true)
    const listed = await at.page.locator('li .what').allTextContents()
    const sessions = work.places.flatMap(({ sessions }: { sessions: { intent: string }[] }) => sessions)
    expect(sessions.length).toBeGreaterThan(5)
    for (const { intent } of sessions) expect(listed.some((text) => text.startsWith(intent))).toBe(true)
  })

  test('shows what is new without being opened again, and leaves open what is open', async () => {
    await using at = await opened()
    const { page, troubles } = at
    await page.locator('summary').first().click()
    const { homes } = await maestro.json<{ homes: { path: string }[] }>('doctor', '--sample', '--no-sync')
    const home = relative(maestro.folder.path, homes[0]!.path)
    const log = { home, session: 'just-now', cwd: '/work', startedAt: Date.now() - 1_000 }
    writeClaudeLog(maestro.folder, log, [prompt('Polish the brass lantern'), answer('polished', [said('Done.')])])
    await page.getByText('Polish the brass lantern').waitFor()
    expect(await page.locator('details[open]').count()).toBe(1)
    expect(troubles).toEqual([])
  })

  test('is closed to a browser that did not come by the link', async () => {
    await using context = await browser.newContext()
    const page = await context.newPage()
    expect((await page.goto(new URL('/', link).href))!.status()).toBe(403)
    expect(await page.getByRole('heading').innerText()).toBe('This page opens by its link')
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('is readable in %s, %i wide', async (colorScheme, width) => {
    await using at = await opened({ colorScheme, width })
    const { page, troubles } = at
    for (const details of await page.locator('details').all())
      await details.evaluate((each) => each.setAttribute('open', ''))
    const [scrolled, seen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    expect(scrolled).toBeLessThanOrEqual(seen!)
    expect(await paleTexts(page)).toEqual([])
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const bright = Number(/\d+/.exec(paper)![0]) > 128
    expect(bright).toBe(colorScheme === 'light')
    expect(troubles).toEqual([])
  })

  test('the keyboard reaches and opens what is folded, and shows where it is', async () => {
    await using at = await opened()
    const { page } = at
    const folded = await page.locator('details').count()
    expect(folded).toBeGreaterThan(0)
    for (let index = 0; index < folded; index++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement!
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        return { name: element.tagName, ring: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 }
      })
      expect(focused).toEqual({ name: 'SUMMARY', ring: true })
      await page.keyboard.press('Enter')
    }
    expect(await page.locator('details[open]').count()).toBe(folded)
  })

  test('is served once: another start says where, and stop ends it', async () => {
    const { status, stdout } = await maestro.run('start')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /The server runs already \(process \d+, port \d+\)\.\nhttp:\/\/127\.0\.0\.1:\d+\/open\?token=\S+\n/,
    )
    const ended = once(server, 'exit')
    expect(await maestro.json('stop')).toEqual({ server: 'stopped', database: 'stopped' })
    expect(await ended).toEqual([0, null])
  })
})
