/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SmallRepository } from '../src/connectors/git/testing/small-repository.ts'
import { axeFindings, hasBrowser, type Look, launchBrowser, openPage } from './support/browser.ts'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { launcher, Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const shop = new SmallRepository(join(maestro.home, 'work', 'shop'))
let server: ChildProcess
let browser: Browser

beforeAll(async () => {
  if (!hasBrowser) return
  server = spawn(launcher, ['up', '--home', maestro.home], {
    cwd: maestro.folder.path,
    env: maestro.env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
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

/** A page of the server, opened at an address of its own. */
const opened = async (path = '/', look: Look = {}) => {
  const opening = await openPage(browser, (await maestro.json<{ link: string }>('link')).link, look)
  if (path !== '/') await opening.page.goto(new URL(path, opening.page.url()).href)
  return opening
}

/** A session with one prompt that has just run. */
const ask = (session: string, text: string, more: { cwd?: string; branch?: string } = {}): void => {
  const log = { home: 'home', session, cwd: shop.path, startedAt: Date.now() - 60_000, ...more }
  writeClaudeLog(maestro.folder, log, [prompt(text), answer(session, [said('Done.')])])
}

/** Goes on from control to control until this one has the focus. */
const tabTo = async (page: Page, control: Locator): Promise<void> => {
  await control.waitFor()
  for (let step = 0; step < 150; step++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The keyboard does not reach it.')
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const scrollsSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

const looks = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const

describe.skipIf(!hasBrowser)('an installation in a browser', () => {
  test.each(looks)('that holds nothing says on each page what would stand there, in %s, %i wide', async (...look) => {
    const [colorScheme, width] = look
    await using opening = await opened('/', { colorScheme, width })
    const { page, troubles } = opening
    for (const [path, words] of [
      ['/', 'No log of an agent was found.'],
      ['/agents', 'No agent was used'],
      ['/sessions', 'No session is on record yet.'],
      ['/repositories', 'No repository is on record here.'],
      ['/settings', 'Nobody is on record yet.'],
    ] as const) {
      await page.goto(new URL(path, page.url()).href)
      await page.getByText(words).first().waitFor()
      expect(await axeFindings(page), path).toEqual([])
      expect(await scrollsSideways(page), path).toBe(false)
    }
    expect(troubles).toEqual([])
  })

  test('fills by itself', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    shop.write('money.ts', 'export const sum = 1\n').commit('Sum money')
    ask('aa11', 'Repair the lighthouse of PAY-88')
    ask('bb22', 'Paint the harbour', { branch: 'ada/paint' })
    await page.getByText('Repair the lighthouse of PAY-88').waitFor()
    await page.getByText('Paint the harbour').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('A week of work in shop')
    expect(troubles).toEqual([])
  })

  test('says who is known by what, and what is stored in words; all of it can be had as a file', async () => {
    await using opening = await opened('/settings')
    const { page, troubles } = opening
    const people = part(page, 'People')
    await people.getByText('ada@example.org').waitFor()
    expect(await people.innerText()).toContain(`home ${maestro.home}`)
    const stored = part(page, 'What is stored')
    await stored.getByText('All of it, table by table').click()
    const told = await stored.getByRole('table').innerText()
    expect(told).toContain('Words of each prompt, answer and call')
    expect(told).not.toMatch(/_|\bslot\b/)
    const href = await stored.getByRole('link', { name: 'Export' }).getAttribute('href')
    const lines = (await (await page.request.get(new URL(href!, page.url()).href)).text()).trim().split('\n')
    const kinds = new Set(lines.map((line) => (JSON.parse(line) as { kind: string }).kind))
    expect([...kinds]).toEqual(expect.arrayContaining(['session', 'turn', 'commit']))
    expect(troubles).toEqual([])
  })

  test('has a project named, and is narrowed to it, by the keyboard alone', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    const { keyboard } = page
    await keyboard.press('g')
    await keyboard.press('t')
    await tabTo(page, page.getByRole('button', { name: 'Name a project' }))
    await keyboard.press('Enter')
    await keyboard.type('Lighthouse')
    await tabTo(page, page.getByLabel('Part 1', { exact: true }))
    await keyboard.type('Tickets')
    await tabTo(page, page.getByLabel('Prefix of part 1'))
    await keyboard.type('pay')
    await keyboard.press('Enter')
    const projects = part(page, 'Projects')
    await projects.getByText('1 session, the last').waitFor()
    expect(await projects.innerText()).toContain('tickets PAY-…')
    await page.getByLabel('Prefix of part 1').waitFor({ state: 'detached' })
    await keyboard.press('g')
    await keyboard.press('w')
    await page.waitForURL((url) => url.pathname === '/')
    await tabTo(page, page.getByRole('button', { name: 'Everything scope' }))
    await keyboard.press('Enter')
    await page.getByRole('option', { name: 'Lighthouse' }).waitFor()
    await keyboard.type('light')
    await keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('project') === 'Lighthouse')
    await page.getByText('Paint the harbour').waitFor({ state: 'detached' })
    await page.getByText('Repair the lighthouse').waitFor()
    await page.reload()
    await page.getByText('Repair the lighthouse').waitFor()
    expect(await page.getByText('Paint the harbour').count()).toBe(0)
    await keyboard.press('Control+k')
    await page.getByRole('combobox').fill('lightho')
    await page.getByRole('option', { name: 'Lighthouse narrow to it' }).waitFor()
    expect(troubles).toEqual([])
  })

  test('has projects changed, removed and taken back', async () => {
    await using opening = await opened('/settings')
    const { page, troubles } = opening
    const projects = part(page, 'Projects')
    await projects.getByRole('button', { name: 'Change Lighthouse' }).click()
    await page.getByLabel('Its name').fill('Harbour')
    await page.getByRole('button', { name: 'Add another' }).click()
    await page.getByLabel('Repository of part 2').fill('shop')
    await page.getByRole('button', { name: 'Keep it so' }).click()
    await projects.getByText('2 sessions').waitFor()
    expect(await maestro.json('projects')).toMatchObject([
      { name: 'Harbour', repositories: ['shop'], tickets: ['PAY'], sessions: 2 },
    ])
    await projects.getByRole('button', { name: 'Remove Harbour' }).click()
    await projects.getByText('is no project any more').waitFor()
    expect(await maestro.json('projects')).toEqual([])
    await projects.getByRole('button', { name: 'Take it back' }).click()
    await projects.getByRole('link', { name: 'Harbour' }).waitFor()
    await maestro.print('projects', 'remove', 'harbour')
    await projects.getByRole('link', { name: 'Harbour' }).waitFor({ state: 'detached' })
    expect(troubles).toEqual([])
  })

  test('deletes what is named twice, and takes it back', async () => {
    await using opening = await opened('/settings?what=session&name=bb22')
    const { page, troubles } = opening
    await page.getByRole('button', { name: 'Show what would go' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete' })
    const grave = dialog.getByRole('button', { name: 'Delete for good' })
    await grave.waitFor()
    expect(await grave.isDisabled()).toBe(true)
    expect(await axeFindings(page)).toEqual([])
    await dialog.getByRole('textbox').fill(await dialog.locator('label strong').innerText())
    await grave.click()
    await dialog.getByText('They stay away.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    expect((await maestro.json<{ id: string }[]>('sessions')).map(({ id }) => id)).toEqual(['aa11'])
    await part(page, 'Delete').getByRole('button', { name: 'Take back' }).click()
    await page.getByText('Taken back').waitFor()
    await page.getByRole('link', { name: 'Sessions' }).first().click()
    await page.getByText('Paint the harbour').first().waitFor()
    expect(troubles).toEqual([])
  })

  test('says of a source that broke since when, what is missing and what to do, until it is mended', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    const till = new SmallRepository(join(maestro.home, 'work', 'till'))
    till.write('drawer.ts', 'export const open = true\n').commit('Open the drawer')
    const tip = till.git('rev-parse', 'main').trim()
    const object = join(till.gitDirectory, 'objects', tip.slice(0, 2), tip.slice(2))
    const sound = readFileSync(object)
    chmodSync(object, 0o600)
    writeFileSync(object, 'no object of git')
    ask('dd44', 'Count the drawer', { cwd: till.path })
    const banner = page.getByRole('status').filter({ hasText: 'cannot be read' })
    await banner.waitFor()
    await banner.getByRole('link').click()
    const alert = part(page, 'Sources').getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toMatch(
      /till\S* cannot be read since just now\.\s[\s\S]*Nothing of it is here\.\s+Run "git fsck"/,
    )
    expect(await axeFindings(page)).toEqual([])
    writeFileSync(object, sound)
    till.write('drawer.ts', 'export const open = false\n').commit('Close the drawer')
    await alert.waitFor({ state: 'detached' })
    await banner.waitFor({ state: 'detached' })
    expect(troubles).toEqual([])
  })

  test.each(looks)('has settings that are readable in %s, %i wide', async (colorScheme, width) => {
    await using opening = await opened('/settings', { colorScheme, width })
    const { page, troubles } = opening
    await page.getByRole('button', { name: 'Name a project' }).click()
    await page.getByLabel('Its name').waitFor()
    await page.getByText('by table').or(page.getByText('table by table')).first().click()
    expect(await axeFindings(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
    expect(troubles).toEqual([])
  })

  test('goes on where it was when its server is killed and started again', async () => {
    await using opening = await opened('/sessions')
    const { page } = opening
    const { port } = new URL(page.url())
    await page.getByText('Paint the harbour').first().waitFor()
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
    await page.getByRole('alert').getByText('The server does not answer.').waitFor()
    expect(await page.getByText('Paint the harbour').count()).toBeGreaterThan(0)
    const words = ['up', '--port', port]
    server = spawn(launcher, words, { cwd: maestro.folder.path, env: maestro.env, stdio: 'ignore' })
    await page.getByRole('alert').waitFor({ state: 'detached' })
    ask('cc33', 'Light the lamp')
    await page.getByText('Light the lamp').first().waitFor()
  })
})
