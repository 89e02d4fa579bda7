/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, hasBrowser } from './support/browser.ts'
import { evil, ShopWorld } from './support/shop-world.ts'

const world = new ShopWorld()

beforeAll(async () => {
  if (hasBrowser) await world.start(3)
})

afterAll(() => world[Symbol.asyncDispose]())

describe.skipIf(!hasBrowser)('the pages of repositories', () => {
  test('say of each how much happened, when and by whom, and lead into it by keys alone', async () => {
    await using opening = await world.open('/repositories')
    const { page, troubles } = opening
    const row = page.locator('article').filter({ hasText: 'acme/shop' })
    await row.waitFor()
    const text = await row.innerText()
    expect(text).toContain('7 sessions')
    expect(text).toContain('5 commits')
    expect(text).toMatch(/Sessions of\s+<b onclick=alert\(3\)>eve, ana, ben/)
    expect(text).toContain(`Ada, ${evil.author.shown}`)
    expect(text).toMatch(/Merged\s+1 pull request/)
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.startsWith('/repositories/'))
    await page.getByRole('heading', { name: 'Sessions that ran' }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => url.pathname === '/repositories')
    await page.locator('article[data-chosen=true]').waitFor()
    expect(troubles).toEqual([])
  })

  test('tell what a pull request brought, and what ran meanwhile, which is no more than that', async () => {
    await using opening = await world.open('/repositories')
    const { page, troubles } = opening
    await page.getByRole('link', { name: 'acme/shop' }).click()
    await page.getByRole('link', { name: '#12 Retry refunds' }).click()
    const panel = page.getByRole('complementary', { name: 'Evidence' })
    await panel.getByText('3 commits').waitFor()
    const text = await panel.innerText()
    expect(text).toContain('Retry 0')
    expect(text).toContain('that alone does not say that they made it')
    expect(text).toMatch(/Wire the queue ana, .*, begun on its branch/)
    const address = page.url()
    await page.reload()
    await panel.getByText('3 commits').waitFor()
    expect(page.url()).toBe(address)
    expect(await panel.innerText()).toBe(text)
    expect(troubles).toEqual([])
  })

  test('keep period and scope: where nobody was, nothing is told', async () => {
    await using opening = await world.open('/repositories?period=custom&since=2001-01-01&until=2001-01-07')
    const { page } = opening
    await page.getByText('Nothing happened here in this time.').waitFor()
    await page.getByRole('link', { name: 'acme/shop' }).click()
    await page.getByText('Nothing happened here in this time.').waitFor()
    await using elsewhere = await world.open('/repositories?person=nobody')
    await elsewhere.page.getByText('No repository is on record here.').waitFor()
  })

  test('show what is new by themselves', async () => {
    await using opening = await world.open('/repositories')
    const { page, troubles } = opening
    await page.getByText('7 sessions', { exact: true }).waitFor()
    world.saysNow('new', 'Polish the brass lantern')
    await page.getByText('8 sessions', { exact: true }).waitFor()
    expect(troubles).toEqual([])
  })

  test('show hostile names of persons, branches, files and commits as text', async () => {
    await using opening = await world.open('/repositories')
    const { page, troubles } = opening
    await page.getByRole('link', { name: 'acme/shop' }).click()
    await page.getByText(evil.subject).first().waitFor()
    await page.getByText(evil.prompt.shown).first().waitFor()
    await page.getByRole('link', { name: evil.subject }).first().click()
    const panel = page.getByRole('complementary', { name: 'Evidence' })
    await panel.getByText(evil.file).waitFor()
    expect(await panel.innerText()).toContain(evil.author.shown)
    expect(await page.locator('main img, main iframe, aside iframe, aside svg[onload], main i').count()).toBe(0)
    expect(troubles).toEqual([])
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('are accessible in %s, %i wide', async (colorScheme, width) => {
    await using opening = await world.open('/repositories', { colorScheme, width })
    const { page, troubles } = opening
    const isNarrowEnough = async () =>
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await page.locator('article').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await isNarrowEnough()
    await page.getByRole('link', { name: 'acme/shop' }).click()
    await page.getByRole('link', { name: '#12 Retry refunds' }).click()
    await page.getByRole('complementary').getByText('3 commits').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await isNarrowEnough()
    expect(troubles).toEqual([])
  })
})
