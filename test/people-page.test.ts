/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SmallRepository } from '../src/connectors/git/testing/small-repository.ts'
import { axeFindings, hasBrowser, type Look, launchBrowser, openPage } from './support/browser.ts'
import { answer, prompt, said, writeClaudeLog } from './support/claude-log.ts'
import { launcher, Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const shop = new SmallRepository(join(maestro.home, 'work', 'shop'))
let server: ChildProcess
let browser: Browser

const commit = (file: string, name: string, address: string, message = 'Work'): void => {
  const environment = {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: address,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: address,
  }
  shop.write(file, `${message}\n`).commit(message, { environment })
}

/** Turns the text around, looks like markup, and fills the line. */
const evil = `\u202eEvil &lt;b&gt; Eve ${'x'.repeat(150)}`

beforeAll(async () => {
  if (!hasBrowser) return
  commit('a', 'Ada Lovelace', 'ada@work.example', 'One\n\nCo-authored-by: Claude <noreply@anthropic.com>')
  commit('b', 'ada  LOVELACE', 'countess@home.example')
  commit('c', evil, 'eve@one.example')
  commit('d', evil, 'eve@two.example')
  const log = { home: 'home', session: 'aa11', cwd: shop.path, startedAt: Date.now() - 60_000 }
  writeClaudeLog(maestro.folder, log, [prompt('Repair the engine'), answer('aa11', [said('Done.')])])
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

const opened = async (look: Look = {}) => {
  const opening = await openPage(browser, (await maestro.json<{ link: string }>('link')).link, look)
  await opening.page.goto(new URL('/settings', opening.page.url()).href)
  return opening
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

interface Known {
  readonly name: string
  readonly bot: boolean
  readonly identities: readonly { readonly value: string }[]
}

const known = async (): Promise<string[]> =>
  (await maestro.json<Known[]>('people')).map(({ identities }) => identities.map(({ value }) => value).join(' '))

describe.skipIf(!hasBrowser)('who is who in a browser', () => {
  test('is joined by a yes and parted by taking it back', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    const people = part(page, 'People')
    const yes = people.getByRole('button', { name: /^Ada Lovelace .* are one person$/i })
    await yes.waitFor()
    expect(await people.getByRole('list', { name: 'Likely one person' }).innerText()).toContain(
      'ada@work.example and countess@home.example share the name Ada Lovelace.',
    )
    expect(await people.getByText('Claude').count()).toBe(1)
    await yes.click()
    await yes.waitFor({ state: 'detached' })
    expect(await known()).toContain('ada@work.example countess@home.example')
    await people.getByText('(somebody said so)').waitFor()
    await people.getByRole('button', { name: /^Take back: .*countess/ }).click()
    await yes.waitFor()
    expect(await known()).toContain('countess@home.example')
    expect(troubles).toEqual([])
  })

  test('stays two by a no, whoever asks', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    const people = part(page, 'People')
    const no = people.getByRole('button', { name: /^Ada Lovelace .* are two people$/i })
    await no.click()
    await no.waitFor({ state: 'detached' })
    const proposals = await maestro.json<{ a: { name: string } }[]>('people', 'proposals')
    expect(proposals.map(({ a }) => a.name)).toEqual([evil])
    await maestro.print('people', 'undo')
    await no.waitFor()
    expect(troubles).toEqual([])
  })

  test('is parted where it was joined wrongly', async () => {
    await maestro.print('people', 'join', 'ada@work.example', 'countess@home.example')
    await using opening = await opened()
    const { page, troubles } = opening
    const people = part(page, 'People')
    await people.getByRole('button', { name: 'countess@home.example is not Ada Lovelace' }).click()
    await people.getByText('countess@home.example stands by itself').waitFor()
    expect(await known()).toContain('countess@home.example')
    await maestro.print('people', 'undo')
    await maestro.print('people', 'undo')
    await people.getByText('stands by itself').waitFor({ state: 'detached' })
    expect(troubles).toEqual([])
  })

  test('makes teams, to which everything can be narrowed', async () => {
    await using opening = await opened()
    const { page, troubles } = opening
    const teams = part(page, 'Teams')
    await teams.getByRole('button', { name: 'Name a team' }).click()
    await page.getByLabel('Its name').fill('Engines')
    await teams.getByRole('checkbox', { name: /ada@work\.example/ }).check()
    await teams.getByRole('checkbox', { name: new RegExp(maestro.home) }).check()
    await page.getByRole('button', { name: 'Name it' }).click()
    await teams.getByText('1 session, the last').waitFor()
    expect(await maestro.json('teams')).toMatchObject([{ name: 'Engines', from: ['settings'], sessions: 1 }])
    await page.getByRole('button', { name: 'Everything scope' }).click()
    await page.getByRole('option', { name: 'Engines' }).click()
    await page.waitForURL((url) => url.searchParams.get('team') === 'Engines')
    await page.getByRole('link', { name: 'Sessions' }).first().click()
    await page.getByText('Repair the engine').first().waitFor()
    expect(new URL(page.url()).searchParams.get('team')).toBe('Engines')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find anything' }).fill('engi')
    await page.getByRole('option', { name: 'Engines narrow to it' }).waitFor()
    await maestro.print('teams', 'remove', 'engines')
    expect(await maestro.json('teams')).toEqual([])
    expect(troubles).toEqual([])
  })

  test.each([
    ['light', 1440],
    ['dark', 390],
  ] as const)('is readable in %s, %i wide, whatever people are called', async (colorScheme, width) => {
    await using opening = await opened({ colorScheme, width })
    const { page, troubles } = opening
    await part(page, 'People').getByText('Evil').first().waitFor()
    await part(page, 'Teams').getByRole('button', { name: 'Name a team' }).click()
    await page.getByRole('checkbox').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await page.locator('main').innerText()).not.toContain('\u202e')
    expect(troubles).toEqual([])
  })
})
