/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { relative } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, hasBrowser, type Look, launchBrowser, openPage } from './support/browser.ts'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { launcher, Maestro } from './support/maestro.ts'

const maestro = new Maestro()
let server: ChildProcess
let browser: Browser
let link: string

const printed = async (child: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: child.stdout! })) {
    const found = /http:\/\/127\.0\.0\.1:\d+\/open\?token=\S+/.exec(line)
    if (found) return found[0]
  }
  throw new Error('No link was printed.')
}

beforeAll(async () => {
  if (!hasBrowser) return
  server = spawn(launcher, [], { cwd: maestro.folder.path, env: maestro.env, stdio: ['ignore', 'pipe', 'ignore'] })
  link = await printed(server)
  server.stdout!.resume()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await maestro[Symbol.asyncDispose]()
})

/** A link opens once: each browser needs its own. */
const opened = async (look: Look = {}) =>
  openPage(browser, (await maestro.json<{ link: string }>('link', '--sample')).link, look)

const at = (page: Page): string => {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

/** Something that was asked in a session that has just run. */
const saidJustNow = async (session: string, text: string): Promise<void> => {
  const { homes } = await maestro.json<{ homes: { path: string }[] }>('doctor', '--sample', '--no-sync')
  const home = relative(maestro.folder.path, homes[0]!.path)
  const log = { home, session, cwd: '/work', startedAt: Date.now() - 1_000 }
  writeClaudeLog(maestro.folder, log, [prompt(text), answer('done', [said('Done.')])])
}

describe.skipIf(!hasBrowser)('the pages in a browser', () => {
  test('open by the printed link with the week, and say that it is the sample team', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    expect(page.url()).not.toContain('token')
    expect(await page.title()).toBe('Last 7 days · Maestro')
    expect(await page.getByRole('note').innerText()).toContain('A fictional company')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^A week of work in /)
    const places = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(places).toEqual(expect.arrayContaining(['payments', 'ledger', 'console', 'What it used']))
    expect(await page.locator('main').count()).toBe(1)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByText('The figures').click()
    expect(await page.getByRole('row', { name: /^Sessions/ }).innerText()).toMatch(/\d+\s+\d+/)
    expect(troubles).toEqual([])
  })

  test('are served under a policy that lets nothing but our own files run or style them', async () => {
    await using opening = await opened()
    const answered = await opening.page.request.get(new URL('/', link).href)
    const policy = answered.headers()['content-security-policy']!
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    const blocked = await opening.page.evaluate(async () => {
      const violated = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
      })
      const script = document.createElement('script')
      script.textContent = 'document.title = "run"'
      document.body.append(script)
      return { directive: await violated, title: document.title }
    })
    expect(blocked.directive).toMatch(/^script-src/)
    expect(blocked.title).not.toBe('run')
  })

  test('are closed to a browser that did not come by the link, and look like ours even so', async () => {
    await using context = await browser.newContext({ colorScheme: 'dark' })
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('console', (message) => troubles.push(message.text()))
    expect((await page.goto(new URL('/sessions', link).href))!.status()).toBe(403)
    expect(await page.getByRole('heading').innerText()).toBe('This page opens by its link')
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    expect(Number(/\d+/.exec(paper)![0])).toBeLessThan(60)
    expect(troubles.filter((text) => !text.includes('status of 403'))).toEqual([])
    expect((await page.request.get(new URL('/theme.js', link).href)).status()).toBe(403)
  })

  test('say the same as the interface for programs', async () => {
    await using opening = await opened()
    const { page } = opening
    const answered = await page.request.get(new URL('/api/work', link).href)
    const { sample, answer: work } = await answered.json()
    expect(sample).toBe(true)
    for (let more = page.getByRole('button', { name: /\d more session/ }); (await more.count()) > 0; )
      await more.first().click()
    const listed = await page.locator('main li a').allTextContents()
    const sessions = work.places.flatMap(({ sessions }: { sessions: { intent: string }[] }) => sessions)
    expect(sessions.length).toBeGreaterThan(5)
    for (const { intent } of sessions) expect(listed).toContain(intent.replaceAll(/\s+/g, ' '))
  })

  test('show what is new without being opened again, and leave open what is open', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    await page
      .getByRole('button', { name: /\d more session/ })
      .first()
      .click()
    const unfolded = page.getByRole('button', { expanded: true })
    expect(await unfolded.count()).toBe(1)
    await saidJustNow('just-now', 'Polish the brass lantern')
    await page.getByText('Polish the brass lantern').waitFor()
    expect(await unfolded.count()).toBe(1)
    expect(troubles).toEqual([])
  })

  test('show hostile text as text', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    const evil = 'Fix <img src=x onerror=alert(1)> in \u202egnp.exe'
    await saidJustNow('hostile', evil)
    const shown = page.getByRole('link', { name: /<img src=/ })
    await shown.waitFor()
    expect(await shown.innerText()).toContain('Fix <img src=x onerror=alert(1)> in \\u{202e}gnp.exe')
    expect(await page.locator('main img').count()).toBe(0)
    expect(troubles).toEqual([])
  })

  test('keep their whole state in the address: a reload and another browser show the same', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    await page.getByRole('link', { name: 'ledger', exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('repo') === 'tarnwick-pay/ledger')
    await page.getByRole('button', { name: 'Period: ' }).click()
    await page.getByRole('button', { name: 'Last 30 days' }).click()
    await page.waitForURL((url) => url.searchParams.get('period') === '30d')
    await page.locator('main').getByRole('link', { name: /^#\d+/ }).first().click()
    const panel = page.getByRole('complementary', { name: 'Evidence' })
    await panel.getByRole('heading', { level: 2 }).waitFor()
    const address = at(page)
    expect(address).toMatch(/^\/\?repo=tarnwick-pay\/ledger&period=30d&panel=pr:tarnwick-pay\/ledger%23\d+$/)
    const state = async (of: Page) => {
      await of.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
      return {
        heading: await of.getByRole('heading', { level: 1 }).innerText(),
        evidence: await of.getByRole('complementary').getByRole('heading', { level: 2 }).innerText(),
        places: await of.locator('main').getByRole('heading', { level: 2 }).allInnerTexts(),
        period: await of.getByRole('button', { name: 'Period: ' }).innerText(),
      }
    }
    const before = await state(page)
    expect(before.places).toEqual(['ledger', 'What it used'])
    await page.reload()
    expect(await state(page)).toEqual(before)
    await using elsewhere = await opened()
    await elsewhere.page.goto(new URL(address, link).href)
    expect(await state(elsewhere.page)).toEqual(before)
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('panel'))
    await page.goBack()
    expect(await state(page)).toEqual(before)
    expect(troubles).toEqual([])
  })

  test('are walked through by the keyboard alone', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await page.locator('[data-index="1"]').getAttribute('class')).toContain('bg-tint')
    await page.keyboard.press('k')
    const first = page.locator('[data-index="0"] a')
    const href = await first.getAttribute('href')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === new URL(href!, link).pathname)
    for (const [letter, path] of [
      ['a', '/agents'],
      ['s', '/sessions'],
      ['r', '/repositories'],
      ['t', '/settings'],
      ['w', '/'],
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(letter)
      await page.waitForURL((url) => url.pathname === path)
    }
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys' })
    await keys.waitFor()
    expect(await keys.innerText()).toMatch(/Go to Sessions\s+g\s+s/)
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    expect(at(page)).toBe('/')
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await page.keyboard.press('Tab')
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    expect(ring).toBe(true)
    expect(troubles).toEqual([])
  })

  test('are found by the palette, as is whom and what they are about', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.type('agen')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/agents')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('ledger')
    await page.getByRole('option', { name: /^tarnwick-pay\/ledger/ }).waitFor()
    await page
      .getByRole('option', { name: /^tarnwick-pay\/ledger/ })
      .first()
      .click()
    await page.waitForURL((url) => url.searchParams.get('repo') === 'tarnwick-pay/ledger')
    expect(new URL(page.url()).pathname).toBe('/agents')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('theme: dark')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await page.getByRole('button', { name: 'Dark' }).getAttribute('aria-pressed')).toBe('true')
    expect(troubles).toEqual([])
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('are readable in %s, %i wide', async (colorScheme, width) => {
    await using opening = await opened({ colorScheme, width })
    const { page, troubles } = opening
    expect(await axeFindings(page)).toEqual([])
    const [scrolled, seen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    expect(scrolled).toBeLessThanOrEqual(seen!)
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    expect(Number(/\d+/.exec(paper)![0]) > 128).toBe(colorScheme === 'light')
    await page.locator('main').getByRole('link', { name: /^#\d+/ }).first().click()
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('Control+k')
    await page.getByRole('option').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(troubles).toEqual([])
  })

  test('that are none say so, and lead back', async () => {
    await using opening = await opened()
    const { page } = opening
    expect((await page.goto(new URL('/nothing', link).href))!.status()).toBe(404)
    await page.goto(new URL('/?panel=nothing:1&period=nonsense', link).href)
    await page.getByText('There is nothing of this kind.').waitFor()
    expect(await page.getByRole('button', { name: 'Period: ' }).innerText()).toContain('Last 7 days')
  })

  test('are served once: another start says where, and stop ends it, which open pages say', async () => {
    await using opening = await opened()
    const { status, stdout } = await maestro.run('start')
    expect(status).toBe(0)
    expect(stdout).toMatch(
      /The server runs already \(process \d+, port \d+\)\.\nhttp:\/\/127\.0\.0\.1:\d+\/open\?token=\S+\n/,
    )
    const ended = once(server, 'exit')
    expect(await maestro.json('stop')).toEqual({ server: 'stopped', database: 'stopped' })
    expect(await ended).toEqual([0, null])
    await opening.page.getByText('The server does not answer.').waitFor()
    expect(await opening.page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^A week of work in /)
  })
})
