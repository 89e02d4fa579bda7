/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, hasBrowser, type Look, launchBrowser, openPage } from './support/browser.ts'
import { launcher, Maestro } from './support/maestro.ts'

const maestro = new Maestro()
let server: ChildProcess
let browser: Browser

beforeAll(async () => {
  if (!hasBrowser) return
  server = spawn(launcher, [], { cwd: maestro.folder.path, env: maestro.env, stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const line of createInterface({ input: server.stdout! })) if (line.includes('/open?token=')) break
  server.stdout!.resume()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  const exited = server ? once(server, 'exit') : undefined
  server?.kill()
  await exited
  await maestro[Symbol.asyncDispose]()
})

/** The page, opened at an address of its own. */
const opened = async (search = '', look: Look = {}) => {
  const opening = await openPage(browser, (await maestro.json<{ link: string }>('link', '--sample')).link, look)
  await opening.page.goto(new URL(`/agents${search}`, opening.page.url()).href)
  await opening.page.getByRole('heading', { name: 'What tools were called for' }).waitFor()
  return opening
}

const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

const asked = async (page: Page, path: string): Promise<Record<string, number>[]> =>
  (await (await page.request.get(new URL(path, page.url()).href)).json()).items

const lead = (page: Page) => page.locator('main p').filter({ hasText: 'People asked' }).innerText()

describe.skipIf(!hasBrowser)('the page of agents', () => {
  test('says the same as the interface for programs, in sentences', async () => {
    await using opening = await opened('?period=all')
    const { page, troubles } = opening
    const [total] = await asked(page, '/api/activity?by=total')
    const text = await lead(page)
    expect(text).toContain(`${total!.prompts!.toLocaleString('en-US')} prompts`)
    expect(text).toContain(`${total!.sessions!.toLocaleString('en-US')} sessions`)
    expect(text).toContain(`${total!.toolCalls!.toLocaleString('en-US')} times`)
    expect(troubles).toEqual([])
  })

  test('has the table behind every chart one key away, and its figures are those of the interface', async () => {
    await using opening = await opened('?period=all&by=person')
    const { page } = opening
    expect(await page.locator('main table').count()).toBe(0)
    await page.keyboard.press('t')
    await page.locator('main table').nth(2).waitFor()
    expect(searchOf(page)).toMatchObject({ table: '1', by: 'person' })
    const table = page.getByRole('region', { name: /^Table: Spend by person/ })
    for (const row of await asked(page, '/api/activity?by=person')) {
      const cells = await table
        .getByRole('row', { name: new RegExp(`^${row.person} `) })
        .getByRole('cell')
        .allInnerTexts()
      expect(cells).toEqual(expect.arrayContaining([row.prompts, row.toolCalls].map((n) => n!.toLocaleString('en-US'))))
    }
    await page.reload()
    await page.locator('main table').nth(2).waitFor()
  })

  test('splits by what the address says, and says what is not told by model', async () => {
    await using opening = await opened('?period=all')
    const { page, troubles } = opening
    await page.keyboard.press('b')
    await page.getByText('Logs do not tell which model called a tool').waitFor()
    expect(searchOf(page).by).toBe('model')
    await page.getByRole('button', { name: 'Repository', exact: true }).click()
    await page.getByRole('heading', { name: /^Spend by repository/ }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Spend by model' }).waitFor()
    expect(troubles).toEqual([])
  })

  test('narrows to what is opened, by keys alone, and leads from there to its sessions', async () => {
    await using opening = await opened('?period=all&by=repo')
    const { page } = opening
    const before = await lead(page)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.has('repo'))
    await expect.poll(() => lead(page)).not.toBe(before)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/sessions' && url.searchParams.has('repo'))
  })

  test('narrows to the day whose column is pressed', async () => {
    await using opening = await opened('?period=30d&show=calls')
    const { page } = opening
    const chart = page.getByRole('img', { name: /tool calls; most/ }).first()
    const { width, height } = (await chart.boundingBox())!
    await chart.click({ position: { x: width * 0.99, y: height / 2 } })
    await page.waitForURL((url) => url.searchParams.get('period') === 'custom')
    const { since, until } = searchOf(page)
    expect(since).toBe(until)
  })

  test('hands its figures over as CSV and as JSON', async () => {
    await using opening = await opened('?period=all')
    const { page, troubles } = opening
    const file = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `What tools were called for as ${button}` }).click(),
      ])
      return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
    }
    const csv = await file('CSV')
    const json = await file('JSON')
    expect([csv.name, json.name]).toEqual(['tool-calls-by-action.csv', 'tool-calls-by-action.json'])
    const called = (await asked(page, '/api/activity?by=action')).filter((row) => row.toolCalls! > 0)
    const rows = JSON.parse(json.text) as Record<string, unknown>[]
    expect(rows).toHaveLength(called.length)
    for (const { action, toolCalls, toolErrors } of called)
      expect(rows).toContainEqual(expect.objectContaining({ action, toolCalls, toolErrors }))
    expect(csv.text.split('\r\n')).toHaveLength(called.length + 2)
    expect(troubles).toEqual([])
  })

  test('says where nothing was done', async () => {
    await using opening = await openPage(browser, (await maestro.json<{ link: string }>('link', '--sample')).link)
    const { page } = opening
    await page.goto(new URL('/agents?period=custom&since=2001-01-01&until=2001-01-02', page.url()).href)
    await page.getByText('No agent was used in this period.').waitFor()
    await page.getByRole('link', { name: 'Look at all time' }).click()
    await page.getByRole('heading', { name: 'What tools were called for' }).waitFor()
  })

  test.each([
    ['light', 1280, '?period=all&by=repo'],
    ['dark', 1280, '?period=all&by=model&table=1'],
    ['dark', 390, '?period=30d'],
  ] as const)('is accessible: %s, %i wide, %s', async (colorScheme, width, search) => {
    await using opening = await opened(search, { colorScheme, width })
    const { page } = opening
    await page.getByText('How this is counted').click()
    await page.getByText('active sessions', { exact: true }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
  })
})
