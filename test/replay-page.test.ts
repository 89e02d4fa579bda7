/// <reference lib="dom" />
import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFindings, hasBrowser, type Look, launchBrowser, openPage } from './support/browser.ts'
import { answer, called, prompt, returned, said, writeClaudeLog } from './support/claude-log.ts'
import { launcher, Maestro } from './support/maestro.ts'

const maestro = new Maestro()
const cwd = '/nowhere/shop'
const log = { home: 'home', cwd, startedAt: Date.UTC(2026, 1, 9, 12) }
let browser: Browser
let server: ChildProcess

type Entry = Record<string, unknown>

const call = (id: string, name: string, input: Entry): Entry => answer(id, [called(id, name, input)])

const edit = (id: string, path: string, before: string, after: string): Entry[] => [
  call(id, 'Edit', { file_path: path, old_string: before, new_string: after }),
  {
    ...returned(id, 'The file has been updated.'),
    toolUseResult: {
      filePath: path,
      oldString: before,
      newString: after,
      structuredPatch: [{ oldStart: 7, oldLines: 1, newStart: 7, newLines: 1, lines: [`-${before}`, `+${after}`] }],
    },
  },
]

/** Everything that a session may have, in a few lines. */
const story: Entry[] = [
  prompt('Why does the lantern flicker?'),
  answer('think', [{ type: 'thinking', thinking: 'The wick may be **wet**.', signature: 'x' }]),
  answer('say', [
    said('## Found\n\nIt is the `wick`:\n\n| part | state |\n|---|---|\n| wick | wet |\n\n```ts\nconst wick = 1\n```'),
  ]),
  call('look', 'Task', {
    description: 'Inspect the oil',
    prompt: 'Look **closely** at the oil',
    subagent_type: 'Explore',
  }),
  { ...returned('look', 'The oil is fine.'), toolUseResult: { agentId: 'oil', status: 'completed', content: [] } },
  ...edit('trim', `${cwd}/src/wick.ts`, 'const wet = true', 'const wet = false'),
  prompt('Now light it'),
  call('light', 'Bash', { command: 'lantern light', description: 'Light the lantern' }),
  returned('light', `Error: exit code 3\n${'smoke '.repeat(5000)}needle-in-smoke\n\u001b[31mred\u001b[0m`, true),
  call('commit', 'Bash', { command: 'git commit -m "Dry the wick"' }),
  returned('commit', '[main abc1234] Dry the wick\n 1 file changed'),
  { ...prompt('[Request interrupted by user]'), timestamp: new Date(log.startedAt + 3_600_000).toISOString() },
  { ...prompt('Enough for today'), timestamp: new Date(log.startedAt + 3_700_000).toISOString() },
  { ...answer('end', [said('Good night.')]), timestamp: new Date(log.startedAt + 3_701_000).toISOString() },
]

const oil: Entry[] = [
  prompt('Look **closely** at the oil'),
  call('smell', 'Bash', { command: 'smell oil' }),
  returned('smell', 'fishy-smell'),
  answer('oil', [said('The oil is fine.')]),
].map((entry) => ({ ...entry, isSidechain: true, agentId: 'oil' }))

const hidden = '\u202egnp.exe \u200bzero\u2066 \u001b]8;;http://evil.example\u0007link\u001b[2J'

const hostile: Entry[] = [
  prompt(`<script>window.hacked = 1</script> <img src=x onerror="window.hacked = 1"> ${hidden}`),
  ...[
    '<script>window.hacked = 1</script>\n\n<iframe src="https://evil.example"></iframe>',
    '[a](javascript:window.hacked=1) [b](JaVaScRiPt:alert(1)) [c](data:text/html,x) ![p](https://evil.example/p.png)\n\n[x]: https://evil.example/x.png\n![x]',
    hidden,
    '> '.repeat(3000),
    `${'| a '.repeat(400)}|\n${'|---'.repeat(400)}|\n${`${'| b '.repeat(400)}|\n`.repeat(30)}`,
    '[l](https://example.org/) '.repeat(1400),
    `\`\`\`html\n<b>never closed ${'x\n'.repeat(3000)}`,
    `${'*a'.repeat(5000)}${'*'.repeat(5000)}`,
    '- x\n'.repeat(9000),
    'w'.repeat(1_000_000),
  ].map((text, index) => answer(`h${index}`, [said(text)])),
  call('paths', 'Read', { file_path: `${cwd}/\u202egnp.<img src=x>` }),
  returned('paths', `${'['.repeat(20_000)}\n${'y'.repeat(1_000_000)}${hidden}`),
  call('odd', 'mcp__<b>x</b>__y', { '<script>': '</script><script>window.hacked = 1</script>', deep: { a: [[[1]]] } }),
  returned('odd', '<tool_use_error><script>window.hacked = 1</script>', true),
]

const long = (name: string, events: number): Entry[] =>
  Array.from({ length: events }, (_, index) =>
    index % 2 === 0
      ? call(`${name}${index}`, 'Read', { file_path: `${cwd}/${index}.ts` })
      : returned(`${name}${index - 1}`, `content ${index}`),
  )

const write = (session: string, entries: readonly Entry[]): string =>
  writeClaudeLog(maestro.folder, { ...log, session }, entries)

const names = { story: 'aaaaaaaa-story', hostile: 'bbbbbbbb-hostile', long: 'cccccccc-long', live: 'dddddddd-live' }

beforeAll(async () => {
  if (!hasBrowser) return
  write(names.story, story)
  writeClaudeLog(maestro.folder, { ...log, session: names.story }, story)
  const lines = oil.map((entry, index) =>
    JSON.stringify({
      uuid: `oil-${index}`,
      parentUuid: null,
      sessionId: names.story,
      timestamp: new Date(log.startedAt + 4_000 + index * 100).toISOString(),
      userType: 'external',
      cwd,
      version: '2.1.80',
      ...entry,
    }),
  )
  const folder = join(log.home, '.claude', 'projects', '-work', names.story, 'subagents')
  maestro.folder.write(join(folder, 'agent-oil.jsonl'), `${lines.join('\n')}\n`)
  maestro.folder.write(
    join(folder, 'agent-oil.meta.json'),
    JSON.stringify({ agentType: 'Explore', description: 'Inspect the oil', toolUseId: 'look' }),
  )
  write(names.hostile, hostile)
  write(names.long, [prompt('Read it all'), ...long('long', 3000)])
  write(names.live, [prompt('Go on'), ...long('live', 200)])
  const words = ['up', '--home', join(maestro.folder.path, log.home), '--repo', 'none']
  server = spawn(launcher, words, { cwd: maestro.folder.path, env: maestro.env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: server.stdout! })) if (line.includes('/open?token=')) break
  server.stdout!.resume()
  await maestro.run('sync')
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await maestro[Symbol.asyncDispose]()
})

/** Opens the replay of a session. */
const replay = async (session: string, search = '', look: Look = {}) => {
  const opened = await openPage(browser, (await maestro.json<{ link: string }>('link')).link, look)
  await opened.page.goto(new URL(`/sessions/${session}${search}`, opened.page.url()).href)
  await opened.page.locator('#replay [data-row]').first().waitFor()
  return opened
}

/** The row that the replay stands at. */
const here = (page: Page) => page.locator('#replay [aria-current="true"]')

const searchOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

describe.skipIf(!hasBrowser)('the replay of a session in a browser', () => {
  test('tells what happened: prompts and what they led to, answers, calls, commits, interruptions, pauses', async () => {
    await using opened = await replay(names.story)
    const { page, troubles } = opened
    const rows = page.locator('#replay')
    await rows.getByRole('cell', { name: 'wet' }).waitFor()
    const text = await rows.innerText()
    expect(text).toMatch(/Prompt\s+12:00\s+Why does the lantern flicker\?\s+.*3? ?\d tool calls?/)
    expect(text).toMatch(/Delegated\s+Inspect the oil/)
    expect(text).toMatch(/Edited\s+src\/wick\.ts\s+\+1 −1/)
    expect(text).toMatch(/Ran\s+lantern light\s+failed/)
    expect(text).toMatch(/Commit abc1234 in no known history Dry the wick on main/)
    expect(text).toMatch(/— 1 h 00 min later —\s+Interrupted/)
    expect(await rows.getByText('The wick may be **wet**.').count()).toBe(1)
    expect(await page.getByRole('navigation', { name: 'Prompts' }).getByRole('button').count()).toBe(3)
    await page.getByRole('button', { name: 'Overview' }).first().click()
    await page.getByRole('heading', { name: '1 file changed' }).waitFor()
    expect(searchOf(page)).toEqual({ side: 'overview' })
    expect(troubles).toEqual([])
  })

  test('is walked through by the keyboard alone, and its address reloads to the same place', async () => {
    await using opened = await replay(names.story)
    const { page, troubles } = opened
    const stands = async (key: string, text: RegExp) => {
      await page.keyboard.press(key)
      await here(page).filter({ hasText: text }).waitFor()
    }
    await stands('p', /Why does the lantern/)
    await stands('p', /Now light it/)
    await stands('P', /Why does the lantern/)
    await stands('f', /lantern light/)
    await stands('f', /Interrupted/)
    await stands('F', /lantern light/)
    await stands('m', /Commit abc1234/)
    await stands('E', /wick\.ts/)
    expect(await page.evaluate(() => document.activeElement?.closest('[data-row]')?.textContent)).toContain('wick.ts')
    await page.keyboard.press('Enter')
    const diff = here(page).getByRole('group', { name: /What was done to/ })
    await diff.waitFor()
    expect((await diff.innerText()).replaceAll(/\s+/g, ' ')).toContain('7 - const wet = true 7 + const wet = false')
    const colour = diff.locator('[style*="light-dark"]').first()
    await colour.waitFor()
    await page.waitForURL((url) => url.searchParams.get('open') === 'yes')
    await page.reload()
    await here(page)
      .getByRole('group', { name: /What was done to/ })
      .waitFor()
    await page.keyboard.press('c')
    await page.getByText('2 tool calls').first().waitFor()
    expect(await page.getByRole('button', { name: 'Conversation' }).getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('c')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.pathname.startsWith('/sessions/aaaa'))
    expect(troubles).toEqual([])
  })

  test('nests subagents, and a link into one opens it there', async () => {
    await using opened = await replay(names.story)
    const { page, troubles } = opened
    await page.getByRole('button', { name: 'Open the Explore subagent' }).click()
    await page.getByText('smell oil').click()
    await page.getByText('fishy-smell').waitFor()
    await page.waitForURL((url) => url.searchParams.get('open') === 'yes')
    expect(searchOf(page)).toMatchObject({ within: expect.stringContaining('oil'), event: 'smell' })
    await page.reload()
    await here(page).getByText('fishy-smell').waitFor()
    const indent = (text: string) =>
      page
        .locator('[data-row]', { hasText: text })
        .first()
        .locator('> div')
        .evaluate((row) => (row as HTMLElement).style.paddingLeft)
    expect(Number.parseFloat(await indent('smell oil'))).toBeGreaterThan(
      Number.parseFloat(await indent('lantern light')),
    )
    const alone = decodeURIComponent(searchOf(page).within!)
    await page.goto(new URL(`/sessions/${encodeURIComponent(alone)}`, page.url()).href)
    await page.getByRole('link', { name: 'started by this session' }).click()
    await here(page).filter({ hasText: 'Inspect the oil' }).waitFor()
    expect(troubles).toEqual([])
  })

  test('is reached from a search at the place that was found, with the words marked', async () => {
    await using opened = await replay(names.story)
    const { page, troubles } = opened
    await page.goto(new URL('/sessions?q="smell oil"', page.url()).href)
    await page.locator('main').getByRole('link', { name: 'smell oil' }).click()
    await here(page).filter({ hasText: 'fishy-smell' }).waitFor()
    const marked = () => page.evaluate(() => [...(CSS.highlights.get('found-here') ?? [])].map(String))
    await expect.poll(marked, { timeout: 30_000 }).toContain('smell oil')
    expect(searchOf(page)).toMatchObject({ event: 'smell', open: 'yes', find: 'smell oil' })
    await page.keyboard.press('Escape')
    await expect.poll(marked).toEqual([])
    await page.keyboard.press('/')
    await page.keyboard.type('NEEDLE-in-smoke')
    await page.getByText('1 place', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(marked, { timeout: 30_000 }).toEqual(['needle-in-smoke'])
    const inSight = here(page).getByRole('group', { name: 'Output' })
    expect(await inSight.evaluate((output) => output.scrollTop)).toBeGreaterThan(1000)
    await page.goto(new URL(`/sessions/${names.story}?find=FISHY`, page.url()).href)
    await page.getByText('1 place', { exact: true }).waitFor()
    await page.keyboard.press('n')
    await page.getByRole('button', { name: 'Fold the Explore subagent' }).waitFor()
    await expect.poll(marked, { timeout: 30_000 }).toEqual(['fishy'])
    expect(troubles).toEqual([])
  })

  test('shows what is added as it is, without moving what is read, and follows whoever is at the end', async () => {
    await using opened = await replay(names.live)
    const { page, troubles } = opened
    const path = join(maestro.folder.path, log.home, '.claude', 'projects', '-work', `${names.live}.jsonl`)
    let added = 0
    const append = (text: string): void => {
      added++
      const line = {
        uuid: `added-${added}`,
        parentUuid: null,
        sessionId: names.live,
        timestamp: new Date(log.startedAt + 600_000 + added * 1000).toISOString(),
        isSidechain: false,
        userType: 'external',
        cwd,
        version: '2.1.80',
        ...answer(`added-${added}`, [said(text)]),
      }
      appendFileSync(path, `${JSON.stringify(line)}\n`)
    }
    const place = () =>
      page.evaluate(() => {
        const row = document.elementFromPoint(700, 500)!.closest('[data-row]')!
        return { row: row.getAttribute('data-row'), top: row.getBoundingClientRect().top }
      })
    await page.locator('#replay').evaluate((element) => element.scrollTo({ top: 1200 }))
    await page.locator('[data-index="40"]').waitFor()
    const before = await place()
    append('First of the new')
    await page.getByRole('button', { name: /^1 new event/ }).waitFor()
    expect(await place()).toEqual(before)
    await page.getByRole('button', { name: /^1 new event/ }).click()
    await page.getByText('First of the new').waitFor()
    append('Second of the new')
    await page.getByText('Second of the new').waitFor()
    await expect
      .poll(() =>
        page
          .locator('#replay')
          .evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight),
      )
      .toBeLessThan(3)
    expect(await page.getByRole('button', { name: /new event/ }).count()).toBe(0)
    expect(troubles).toEqual([])
  })

  test('has no more on the page for a long session than for a short one, and asks for what is seen alone', async () => {
    await using opened = await replay(names.long)
    const { page, troubles } = opened
    let outlines = 0
    page.on('request', (request) => {
      if (request.url().includes('/outline')) outlines++
    })
    const rows = page.locator('#replay [data-row]')
    const map = page.getByRole('scrollbar', { name: 'The session' })
    const counts: number[] = []
    for (const key of ['PageDown', 'PageDown', 'End', 'Home', 'PageDown']) {
      await map.press(key)
      counts.push(await rows.count())
    }
    expect(Math.max(...counts)).toBeLessThan(80)
    expect(
      await map.locator('path').evaluateAll((paths) => paths.map((path) => path.getAttribute('d')!.length)),
    ).toEqual(expect.not.arrayContaining([expect.any(String)]))
    const box = (await map.boundingBox())!
    await page.mouse.click(box.x + 10, box.y + box.height - 3)
    await page.locator('[data-row]', { hasText: '2998.ts' }).waitFor()
    expect(Number(await map.getAttribute('aria-valuenow'))).toBeGreaterThan(1400)
    expect(await map.getAttribute('aria-valuetext')).toMatch(/Read/)
    expect(outlines).toBe(0)
    expect(troubles).toEqual([])
  })

  test('shows hostile content as what it is, in a page of bounded size', async () => {
    await using opened = await replay(names.hostile)
    const { page, troubles } = opened
    const scroller = page.locator('#replay')
    await scroller.getByText('<script>window.hacked = 1</script>').first().waitFor()
    expect(await scroller.innerText()).toContain(
      '\\u{202e}gnp.exe \\u{200b}zero\\u{2066} \\u{1b}]8;;http://evil.example\\u{7}link\\u{1b}[2J',
    )
    let most = 0
    const total = hostile.length - 2
    for (let step = 0; step < total; step++) {
      await page.keyboard.press('j')
      await here(page).waitFor()
      if (/^(Read|y|x)/.test(await here(page).innerText())) await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.querySelector('#replay [aria-current] [aria-busy]') === null)
      most = Math.max(most, await page.locator('#replay *').count())
    }
    expect(most).toBeLessThan(25_000)
    expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined()
    expect(await page.locator('main :is(script, iframe, img, object, embed)').count()).toBe(0)
    const links = await page
      .locator('#replay a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).protocol))
    expect(links.filter((protocol) => protocol !== 'http:' && protocol !== 'https:')).toEqual([])
    expect(troubles).toEqual([])
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('is readable in %s, %i wide', async (colorScheme, width) => {
    await using opened = await replay(names.story, '?event=trim&open=yes&find=wick', { colorScheme, width })
    const { page, troubles } = opened
    await here(page)
      .getByRole('group', { name: /What was done to/ })
      .waitFor()
    expect(await axeFindings(page)).toEqual([])
    const [scrolled, seen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    expect(scrolled).toBeLessThanOrEqual(seen!)
    await page.keyboard.press('o')
    await page.getByRole('heading', { name: '1 file changed' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.press('c')
    await page
      .getByText(/tool calls?/)
      .first()
      .waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(troubles).toEqual([])
  })

  test('that is none says so', async () => {
    await using opened = await replay(names.story, '?event=nothing-of-the-kind')
    const { page } = opened
    await page.getByText('The event of this address is not among what is shown.').waitFor()
    await page.goto(new URL('/sessions/ffff-none', page.url()).href)
    await page.getByText('No session\'s id begins with "ffff-none".').waitFor()
  })
})
