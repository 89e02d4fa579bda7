/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, hasBrowser, type Look } from './support/browser.ts'
import { OriginsWorld, shop } from './support/origins-world.ts'

const world = new OriginsWorld()

beforeAll(async () => {
  if (hasBrowser) await world.start()
})

afterAll(() => world[Symbol.asyncDispose]())

const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

/** Opens a file of the shop. */
const openFile = (path: string, more = '', look: Look = {}) =>
  world.open(`/repositories/acme%2Fshop/file?path=${encodeURIComponent(path)}${more}`, look)

const lines = (page: Page) => page.getByRole('region', { name: 'Lines and where they come from' })

describe.skipIf(!hasBrowser)('a file with the origins of its lines', () => {
  test('says of each run of lines which prompt it comes from, or who committed it, and sums up no more than that', async () => {
    await using opened = await openFile(shop.file)
    const { page, troubles } = opened
    await lines(page).getByRole('link', { name: 'Count the lanterns' }).waitFor()
    const text = (await lines(page).innerText()).replaceAll(/\s+/g, ' ')
    expect(text).toMatch(/Ada: Begin by hand 14 Nov 2023 [0-9a-f]{7} 1 const byHand = 1/)
    expect(text).toMatch(/Count the lanterns .* 2 const lanterns = 2/)
    const head = await page.locator('header').first().innerText()
    expect(head).toContain('3 lines found in session edits, by 1 session')
    expect(head).toContain('1 line in no session edit, committed by people')
    expect(head).toContain('An estimate on the safe side')
    expect((await page.locator('main').innerText()).toLowerCase()).not.toContain('ai-written')
    await lines(page).locator('[style*="light-dark"]').first().waitFor()
    expect(troubles).toEqual([])
  })

  test('leads into the replay at the prompt and to the commit, by keys alone; its address keeps the lines', async () => {
    await using opened = await openFile(shop.file)
    const { page, troubles } = opened
    await lines(page).getByRole('link', { name: 'Count the lanterns' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.waitForURL((url) => url.searchParams.get('line') === '2-4')
    await page.reload()
    await lines(page).locator('[aria-current=true]').first().waitFor()
    expect(searchOf(page).line).toBe('2-4')
    await page.keyboard.press('c')
    const panel = page.getByRole('complementary', { name: 'Evidence' })
    await panel.getByText('Prompts behind it').waitFor()
    const said = (await panel.innerText()).replaceAll(/\s+/g, ' ')
    expect(said).toContain('3 of 3 counted lines (100 %) found in session edits')
    expect(said).toContain("Likely: of its 3 counted lines 3 were found in this session's edits.")
    expect(said).toMatch(/Count the lanterns 3 lines in 1 file, asked/)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.startsWith('/sessions/') && url.searchParams.has('event'))
    await page.locator('#replay [aria-current="true"]').filter({ hasText: 'Count the lanterns' }).waitFor()
    await page.keyboard.press('e')
    await page.keyboard.press('Enter')
    await page.getByText(/landed in [0-9a-f]{7} on .*all 3 lines still there/).waitFor()
    await page.getByRole('group').getByRole('link').or(page.locator('figcaption a')).first().click()
    await page.waitForURL((url) => url.pathname.endsWith('/file') && url.searchParams.get('path') === shop.file)
    expect(troubles).toEqual([])
  })

  test('is as it was on a day that is chosen, and at a commit that is named', async () => {
    await using opened = await openFile(shop.file)
    const { page, troubles } = opened
    await lines(page).getByText('const lanterns = 2').waitFor()
    await page.getByLabel('On', { exact: true }).fill(shop.before)
    await page.waitForURL((url) => url.searchParams.get('on') === shop.before)
    await lines(page).getByText('const lanterns = 2').waitFor({ state: 'detached' })
    expect(await lines(page).innerText()).toContain('const byHand = 1')
    await page.getByRole('button', { name: 'Latest' }).click()
    await lines(page).getByText('const lanterns = 2').waitFor()
    expect(searchOf(page)).toEqual({ path: shop.file })
    expect(troubles).toEqual([])
  })

  test('is found from the page of its repository and by the palette', async () => {
    await using opened = await world.open('/repositories/acme%2Fshop')
    const { page, troubles } = opened
    await page.getByRole('heading', { name: 'Sessions that ran' }).first().waitFor()
    await page.getByRole('searchbox', { name: 'Path of a file' }).fill('LANTERN')
    await page.getByRole('link', { name: shop.file }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('path') === shop.file)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('odd')
    await page.getByRole('option', { name: new RegExp(shop.odd.slice(0, 3)) }).waitFor()
    expect(troubles).toEqual([])
  })

  test('that is not there, or has no text, says so', async () => {
    await using none = await openFile('nothing.ts')
    await none.page.getByRole('alert').getByText('has no file "nothing.ts"').waitFor()
    await using binary = await openFile(shop.binary)
    await binary.page.getByRole('alert').getByText('is no text').waitFor()
    await using unnamed = await world.open('/repositories/acme%2Fshop/file')
    await unnamed.page.getByText('No file is named.').waitFor()
  })

  test('with a hostile name and hostile lines is only text', async () => {
    await using opened = await openFile(shop.odd)
    const { page, troubles } = opened
    await lines(page).getByText('</script>').first().waitFor()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('\\u{202e}')
    expect(await lines(page).innerText()).toContain('\\u{202e}')
    expect(await page.locator('main img, main iframe, main script').count()).toBe(0)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(troubles).toEqual([])
  })

  test('of thousands of lines has only those in sight on the page, and opens at the line of its address', async () => {
    await using opened = await openFile(shop.long, '&line=4000')
    const { page } = opened
    await lines(page).locator('[aria-current=true]').filter({ hasText: 'line 4000 of many' }).waitFor()
    expect(await lines(page).getByRole('listitem').count()).toBeLessThan(150)
  })

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('is accessible in %s, %i wide', async (colorScheme, width) => {
    await using opened = await openFile(shop.file, '&line=2', { colorScheme, width })
    const { page, troubles } = opened
    await lines(page).getByRole('link', { name: 'Count the lanterns' }).waitFor()
    await lines(page).locator('[style*="light-dark"]').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(troubles).toEqual([])
  })
})
