/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, hasBrowser } from './support/browser.ts'
import { evil, ShopWorld } from './support/shop-world.ts'

const world = new ShopWorld()
const fillers = 130

beforeAll(async () => {
  if (hasBrowser) await world.start(fillers)
})

afterAll(() => world[Symbol.asyncDispose]())

const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)
const titles = (page: Page) => page.locator('article :is(h2, h3)').allInnerTexts()
const offered = (page: Page, by: { readonly name?: string | RegExp } = {}) =>
  page.getByRole('listbox').getByRole('option', by)
const field = (page: Page) => page.getByRole('combobox', { name: /^Search prompts/ })

describe.skipIf(!hasBrowser)('the page of sessions', () => {
  test('finds by a phrase and filters that complete themselves, and opens a hit in the replay, by keys alone', async () => {
    await using opening = await world.open('/sessions')
    const { page, troubles } = opening
    await page.locator('article').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('"out of memory" bra')
    await offered(page, { name: /^branch:/ }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.type('PAY')
    await offered(page, { name: /^ana\/pay-88-retry/ }).waitFor()
    await page.keyboard.press('Tab')
    expect(await field(page).inputValue()).toBe('"out of memory" branch:ana/pay-88-retry ')
    await expect.poll(() => titles(page)).toEqual(['Why does the refund worker run out of memory?'])
    expect(await page.locator('article mark').allInnerTexts()).toEqual(['out of memory'])
    await page.keyboard.press('Enter')
    await page.locator('article[data-chosen=true]').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/sessions/memory' && url.searchParams.has('event'))
    await page.goBack()
    await page.locator('article[data-chosen=true]').waitFor()
    expect(await field(page).inputValue()).toContain('"out of memory"')
    expect(troubles).toEqual([])
  })

  test('says why a session was found that fits a filter, and leads to the first such call', async () => {
    await using opening = await world.open('/sessions?q=file:refundRetry+tool:Bash')
    const { page } = opening
    const why = page.locator('article li')
    await why.first().waitFor()
    expect(await why.allInnerTexts()).toEqual([
      expect.stringMatching(/^Edited\s+src\/refundRetry.ts\s+1 edit$/),
      expect.stringMatching(/^Called\s+Bash\s+1 call$/),
    ])
    await why.first().getByRole('link').click()
    await page.waitForURL((url) => url.pathname === '/sessions/memory' && url.searchParams.get('event') === 'a2')
  })

  test('says of a ticket how many sessions began on a branch named so, and leads to them', async () => {
    await using opening = await world.open('/sessions?q=PAY-88')
    const { page } = opening
    await page.getByRole('link', { name: '2 sessions began on a branch named so' }).click()
    await expect.poll(() => titles(page)).toEqual(['Why does the refund worker run out of memory?', 'Wire the queue'])
  })

  test('chooses among what is offered with arrows, and offers no more once it is closed', async () => {
    await using opening = await world.open('/sessions')
    const { page } = opening
    await field(page).fill('person:')
    await offered(page, { name: /^ben/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    const first = offered(page).first()
    expect(await first.getAttribute('aria-selected')).toBe('true')
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'))
    await page.keyboard.press('Enter')
    expect(await field(page).inputValue()).toBe('person:ben ')
    await page.getByText(`${fillers} sessions with that of ben, `).waitFor()
    await page.keyboard.type('-to')
    await offered(page).waitFor()
    await page.keyboard.press('Escape')
    expect(await offered(page).count()).toBe(0)
    expect(await field(page).inputValue()).toBe('person:ben -to')
  })

  test('keeps search, order and what stands beside in the address: a reload shows the same', async () => {
    await using opening = await world.open('/sessions?q=refund')
    const { page, troubles } = opening
    await page.getByLabel('Order').selectOption('oldest')
    await page.waitForURL((url) => url.searchParams.get('sort') === 'oldest')
    await expect.poll(async () => (await titles(page))[0]).toContain('My memory')
    await page.keyboard.press('j')
    await page.keyboard.press('p')
    const beside = page.getByRole('complementary').getByRole('heading')
    await beside.waitFor()
    await page.keyboard.press('j')
    await page.waitForURL((url) => url.searchParams.get('panel') === 'session:memory')
    const state = async () => [searchOf(page), await titles(page), await beside.innerText()]
    await expect.poll(() => beside.innerText()).toContain('out of memory')
    const before = await state()
    await page.reload()
    await beside.waitFor()
    await page.locator('article').first().waitFor()
    expect(await state()).toEqual(before)
    expect(troubles).toEqual([])
  })

  test('says how many there are, and goes through all of them by keys, page after page', async () => {
    await using opening = await world.open('/sessions')
    const { page, troubles } = opening
    await page.getByText(`${fillers + 4} sessions of ${evil.person}, ana and ben, `).waitFor()
    expect(await page.locator('article').count()).toBeLessThan(60)
    const chosen = page.locator('article[data-chosen=true]')
    const seen = async (index: number) => {
      await page.locator(`article[data-chosen=true][data-index="${index}"]`).waitFor()
      const { y, height } = (await chosen.boundingBox())!
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y + height).toBeLessThanOrEqual(900)
    }
    await page.keyboard.press('k')
    await seen(99)
    for (let index = 100; index < fillers + 4; index++) await page.keyboard.press('j')
    await seen(fillers + 3)
    expect(await page.locator('article[data-chosen=true] h3').innerText()).toBe(
      `Paint wall number ${fillers - 1} of the lobby`,
    )
    expect(troubles).toEqual([])
  })

  test('shows what is new by itself, and leaves what is read and chosen where it is', async () => {
    await using opening = await world.open('/sessions')
    const { page, troubles } = opening
    await page.locator('article').first().waitFor()
    await page.mouse.move(700, 600)
    await page.mouse.wheel(0, 2_000)
    await page.getByText('Paint wall number 30 of').waitFor()
    const read = page.locator('article').filter({ hasText: 'Paint wall number 30 of' })
    await read.locator('p').first().click()
    await page.waitForTimeout(300)
    const before = (await read.boundingBox())!.y
    world.saysNow('new', 'Polish the brass lantern')
    await page.getByText(`${fillers + 5} sessions`).waitFor()
    await expect.poll(async () => Math.abs((await read.boundingBox())!.y - before)).toBeLessThan(2)
    expect(await page.locator('article[data-chosen=true] h3').innerText()).toBe('Paint wall number 30 of the lobby')
    await page.keyboard.press('Home')
    await page.getByText('Polish the brass lantern').waitFor()
    expect(await page.locator('article').first().innerText()).toContain('running')
    expect(troubles).toEqual([])
  })

  test('shows hostile names and texts as text, also where they are offered', async () => {
    await using opening = await world.open('/sessions?q=dir:shop+onerror')
    const { page, troubles } = opening
    const row = page.locator('article').first()
    await row.waitFor()
    const text = await row.innerText()
    for (const shown of [evil.prompt.shown, evil.branch, evil.person]) expect(text).toContain(shown)
    await field(page).fill('file:svg')
    await offered(page, { name: evil.file }).waitFor()
    await page.keyboard.press('Tab')
    await expect.poll(async () => (await page.locator('article li').allInnerTexts()).join()).toContain(evil.file)
    await field(page).fill('branch:script')
    await offered(page, { name: evil.branch }).waitFor()
    expect(await page.locator('main img, main script, main b[onclick], main iframe, main svg[onload]').count()).toBe(0)
    expect(troubles).toEqual([])
  })

  test('where nothing is found says what would find some, and a half date is not looked for', async () => {
    await using opening = await world.open('/sessions?q=refund+nosuchword&period=7d')
    const { page, troubles } = opening
    await page.getByText('Nothing like that was said or done').waitFor()
    await page.getByRole('link', { name: 'Of all time' }).click()
    await page.getByRole('link', { name: 'Without nosuchword' }).click()
    await page.locator('article').first().waitFor()
    expect(searchOf(page)).toMatchObject({ q: 'refund', period: 'all' })
    await field(page).fill('refund on:2023-1')
    await page.waitForTimeout(300)
    expect(searchOf(page).q).toBe('refund')
    await field(page).fill('refund on:2023-11-14')
    await page.waitForURL((url) => url.searchParams.get('q') === 'refund on:2023-11-14')
    await field(page).fill('refund on:soon')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('on:soon is no date.').waitFor()
    expect(troubles.filter((text) => !text.includes('status of 400'))).toEqual([])
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('is accessible in %s, %i wide', async (colorScheme, width) => {
    await using opening = await world.open('/sessions?q=refund&sort=cost', { colorScheme, width })
    const { page, troubles } = opening
    await page.locator('article').first().waitFor()
    /** What is asked for anew is dimmed until it is there. */
    const isThere = () => expect.poll(() => page.locator('main .opacity-70').count()).toBe(0)
    await isThere()
    expect(await axeFindings(page)).toEqual([])
    await field(page).fill('tool:')
    await offered(page).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await isThere()
    expect(await axeFindings(page)).toEqual([])
    await field(page).fill('nosuchword')
    await page.getByText('Nothing like that').waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(troubles).toEqual([])
  })
})
