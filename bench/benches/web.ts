import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { hasBrowser } from '../../test/support/browser.ts'
import type { Bench, BenchContext } from '../bench.ts'
import { type Figure, figure } from '../figure.ts'
import { wordsOf } from '../input/input.ts'
import { quantile } from '../measure/statistics.ts'
import { sessionNumber } from '../scale/log-lines.ts'
import { writeLongSession } from '../scale/logs.ts'
import { actKinds, type Timed } from '../web/acts.ts'
import { type FirstLoad, loadFirst } from '../web/first-load.ts'
import { interact } from '../web/interactions.ts'
import { scrollThrough } from '../web/long-session.ts'
import { type Served, serve } from '../web/served.ts'

const name = 'web'
const defaultRounds = 10
const loads = 5
const events = 20_000

/** The browser application against the real server: how long somebody waits. */
export const web: Bench = {
  name,
  title: 'Web application',
  run: async (context) => {
    if (!hasBrowser) return { figures: [], remarks: ['There is no browser.'] }
    const wants = (one: string) => context.cases.length === 0 || context.cases.includes(one)
    execFileSync('npm', ['run', 'build:web'], { cwd: join(import.meta.dirname, '../..'), stdio: 'ignore' })
    const figures: Figure[] = []
    if (wants('interactions') || wants('first-load')) {
      const input = context.inputs.at(-1)!
      const repositories = [...input.repositories, ...context.histories]
      context.note(`${name}: importing ${input.name}`)
      await using served = await serve(context.scratch, wordsOf({ homes: input.homes, repositories }))
      if (wants('interactions')) figures.push(...(await interactions(context, served)))
      if (wants('first-load')) figures.push(...(await firstLoads(context, served)))
    }
    if (wants('long-session')) figures.push(...(await longSession(context)))
    return {
      figures,
      remarks: [
        'Headless Chromium at 60 frames a second, 1280 by 900, drawn without a graphics card; the server and its database on the same machine.',
        'Interactions: from the time stamp of the key press or click to the end of painting the first frame with the result, with no question under way and nothing in sight that waits for its text. Code is loaded; answers are mostly new to the page.',
        'First load: an empty profile let in before, nothing cached, from the beginning of the navigation until the heading is painted with what it tells. Scripts: what was loaded until then, each file compressed by gzip.',
        `Long session: ${events} events; the wheel is turned by 120 pixels every 16 ms for eight seconds. Memory after a garbage collection.`,
      ],
    }
  },
}

const interactions = async ({ inputs, rounds = defaultRounds, note }: BenchContext, served: Served) => {
  const input = inputs.at(-1)!
  await using opened = await served.open()
  const timed = await interact(opened.page, rounds)
  const figures: Figure[] = []
  const tell = (id: string, what: string, of: readonly Timed[]) => {
    const times = of.map(({ ms }) => ms)
    figures.push(figure(name, id, what, input, 'ms', times))
    if (times.length > 0)
      figures.push(figure(name, `${id} p95`, `${what}, 95 of 100`, input, 'ms', [quantile(times, 0.95)]))
  }
  tell('interaction', 'key press or click to result', timed)
  for (const kind of actKinds)
    tell(
      kind,
      kind,
      timed.filter((of) => of.kind === kind),
    )
  for (const [what, of] of Map.groupBy(timed, ({ kind, what: each }) => `${kind}: ${each}`)) {
    tell(what, what, of)
    note(
      `${name}: ${what}: ${Math.round(
        quantile(
          of.map(({ ms }) => ms),
          0.5,
        ),
      )} ms`,
    )
  }
  return figures
}

const firstLoads = async ({ inputs }: BenchContext, served: Served): Promise<Figure[]> => {
  const input = inputs.at(-1)!
  const figures: Figure[] = []
  for (const [path, what] of [
    ['/', 'This week'],
    ['/agents', 'Agents'],
    ['/sessions', 'Sessions'],
  ] as const) {
    const loaded: FirstLoad[] = []
    for (let load = 0; load < loads; load++) loaded.push(await loadFirst(served, path))
    const of = <Value>(value: (load: FirstLoad) => Value) => loaded.map(value)
    figures.push(
      figure(
        name,
        'first-load',
        `first load of ${what}`,
        input,
        'ms',
        of(({ ms }) => ms),
      ),
      figure(
        name,
        'scripts',
        `scripts of ${what}, compressed`,
        input,
        'kB',
        of(({ scriptKilobytes }) => scriptKilobytes),
      ),
    )
  }
  return figures
}

const longSession = async ({ scratch, note, rounds = 3 }: BenchContext): Promise<Figure[]> => {
  const input = { name: `a session of ${events} events`, megabytes: 1000 }
  const folder = mkdtempSync(join(scratch, 'long-session-'))
  note(`${name}: importing ${input.name}`)
  const session = sessionNumber(1)
  await using served = await serve(scratch, writeLongSession(folder, session, events))
  const scrolled = []
  for (let round = 0; round < Math.min(rounds, 3); round++) scrolled.push(await scrollThrough(served, session))
  return [
    figure(
      name,
      'frame',
      'from frame to frame while scrolling',
      input,
      'ms',
      scrolled.map(({ frameMs }) => frameMs),
    ),
    figure(
      name,
      'slow-frame',
      'the same, 99 of 100',
      input,
      'ms',
      scrolled.map(({ slowFrameMs }) => slowFrameMs),
    ),
    figure(
      name,
      'heap',
      'memory of the page, JavaScript',
      input,
      'MB',
      scrolled.map(({ heapMegabytes }) => heapMegabytes),
    ),
    figure(
      name,
      'page-memory',
      'memory of the page, its process',
      input,
      'MB',
      scrolled.map(({ processMegabytes }) => processMegabytes),
    ),
  ]
}
