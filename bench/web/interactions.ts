import type { Page } from 'playwright-core'
import { type Timed, Visit } from './acts.ts'
import { type Known, known as knownOf } from './known.ts'
import type { Awaited } from './stopwatch.ts'

/** What is looked for, a letter more at each step; words that hardly any code is without. */
const words = ['commit', 'session', 'branch', 'error', 'hook', 'push', 'merge', 'config', 'strategy', 'review'] as const
const phrases = ['"the test"', 'error handling', 'test -commit'] as const

/** Does everything that must answer at once, so many rounds; the first one, which loads code, is not told. */
export const interact = async (page: Page, rounds: number): Promise<Timed[]> => {
  const known = await knownOf(page)
  const visit = new Visit(page)
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) visit.timed.length = 0
    await changePages(visit, known, round)
    await narrow(visit, known, round)
    await search(visit, round)
    await find(visit, round)
    await jump(visit, known, round)
  }
  return visit.timed
}

const at = <Value>(values: readonly Value[], index: number): Value => values[index % values.length]!

const heading = { selector: 'main h1', changes: true } as const

/** From page to page, each round in days of which nothing was asked before. */
const changePages = async (visit: Visit, { periods }: Known, round: number): Promise<void> => {
  await visit.go(`/settings?${at(periods, round)}`)
  for (const [key, title] of [
    ['w', 'This week'],
    ['a', 'Agents'],
    ['s', 'Sessions'],
    ['r', 'Repositories'],
    ['t', 'Settings'],
  ] as const)
    await visit.press('route', `to ${title}`, `g ${key}`, heading)
  for (const title of ['Agents', 'Sessions', 'This week'])
    await visit.click('route', `to ${title}, clicked`, `nav[aria-label=Pages] a:has-text("${title}")`, heading)
  await visit.press('route', 'to Repositories', 'g r', heading)
  await visit.click('route', 'to a repository', 'main a[href^="/repositories/"]', heading)
  await visit.go('/sessions')
  for (let step = 0; step <= round % 9; step++) await visit.page.keyboard.press('j')
  await visit.press('route', 'to a session', 'Enter', { selector: '#replay [data-index]' })
  await visit.press('route', 'back to Sessions', 'g s', heading)
}

const told = { selector: 'main header', changes: true } as const
/** Where there is one repository alone, all of it is told as that one is. */
const isEverything = { selector: 'nav[aria-label=Pages] button', text: 'Everything' } as const

/** To another scope and another period, on each page that has them. */
const narrow = async (visit: Visit, { repositories, persons }: Known, round: number): Promise<void> => {
  const { page } = visit
  const choose = async (what: string, button: string, choice: string, result: Awaited = told) => {
    await page.locator(button).first().click()
    await visit.click('filter', what, `[role=dialog] :is(button, [cmdk-item] span):text-is("${choice}")`, result)
  }
  const scope = 'nav[aria-label=Pages] button:visible >> nth=0'
  const period = 'main button:has-text("Period:")'
  for (const [path, title] of [
    ['/', 'This week'],
    ['/agents', 'Agents'],
    ['/sessions', 'Sessions'],
  ] as const) {
    await visit.go(path)
    await choose(`one person, ${title}`, scope, at(persons, round))
    await choose(`one repository, ${title}`, scope, at(repositories, round))
    await choose(`everything, ${title}`, scope, 'Everything', isEverything)
    if (path === '/') continue
    await choose(`the last 30 days, ${title}`, period, 'Last 30 days')
    await choose(`all time, ${title}`, period, 'All time')
  }
  await visit.go(`/agents?person=${encodeURIComponent(at(persons, round))}`)
  for (const title of ['Model', 'Repository', 'Person', 'Agent'])
    await visit.press('filter', `by ${title.toLowerCase()}`, 'b', {
      selector: 'main fieldset [aria-pressed=true]',
      text: title,
    })
}

/** Sessions by what was said in them: the last letter of a query counts. */
const search = async (visit: Visit, round: number): Promise<void> => {
  const { page } = visit
  for (const text of [at(words, round), at(words, round + 3), at(phrases, round)]) {
    await visit.go('/sessions')
    await page.locator('main input[type=search]').click()
    await page.keyboard.type(text.slice(0, -1), { delay: 30 })
    const found = { selector: 'main article mark', text: text.split(/[ "]/).filter(Boolean)[0]!, address: text }
    await visit.time('filter', text.includes(' ') ? 'search, several words' : 'search, a word', 'keydown', found, () =>
      page.keyboard.press(text.at(-1)!),
    )
  }
}

/** The palette: it opens, and each letter finds. */
const find = async (visit: Visit, round: number): Promise<void> => {
  await visit.go('/')
  await visit.press('palette', 'opened', 'Control+k', { selector: '[cmdk-input]' })
  const word = at(words, round)
  for (const [index, letter] of [...word].entries())
    await visit.press('palette', 'a letter', letter, {
      selector: '[cmdk-item]',
      anywhere: true,
      text: `“${word.slice(0, index + 1)}”`,
    })
  await visit.page.keyboard.press('Escape')
}

const jumps = { p: 'prompt', e: 'edit', f: 'failure' } as const
const jumpsAtOnce = 6
const places = [0.5, 0.9, 0.2, 1, 0.7] as const

/** From place to place in long sessions. */
const jump = async (visit: Visit, { sessions }: Known, round: number): Promise<void> => {
  const { page } = visit
  const session = at(sessions, round)
  const chosen = { selector: '#replay [data-index]:has(> .border-accent)', changes: true }
  for (const [key, what] of Object.entries(jumps)) {
    await visit.go('/sessions')
    await visit.go(`/sessions/${encodeURIComponent(session.id)}`)
    await page.locator('#replay [data-index]').first().waitFor()
    for (let time = 0; time < Math.min(jumpsAtOnce, session[`${what as 'prompt'}s`]); time++)
      await visit.press('jump', `to the next ${what}`, key, chosen)
  }
  await visit.press('jump', 'to the end', 'G', chosen)
  const map = { selector: '[role=scrollbar]', changes: true }
  const { x, y, width, height } = (await page.locator(map.selector).boundingBox())!
  for (const place of places) {
    await page.mouse.move(x + width / 2, y + (height - 2) * place)
    await visit.time('jump', 'on the map', 'pointerdown', map, () => page.mouse.down().then(() => page.mouse.up()))
  }
}
