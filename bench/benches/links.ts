import { execFileSync } from 'node:child_process'
import { basename, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Client } from 'pg'
import { sync } from '../../src/ingest/sync.ts'
import { followLines } from '../../src/linking/fates/follow-lines.ts'
import { deriveAll, derivedKinds, linkingKinds } from '../../src/metrics/derive.ts'
import { survivalOf } from '../../src/store/questions/survival-of.ts'
import { analyse } from '../../src/store/write/analyse.ts'
import { forgetDerived } from '../../src/store/write/forget-derived.ts'
import { openData, openWorkspace, pricerOf, syncOptionsOf } from '../../src/surfaces/workspace.ts'
import type { Bench } from '../bench.ts'
import { hasCommit, hiddenHistory } from '../eval/hidden-history.ts'
import { readTruth } from '../eval/truth.ts'
import { type Figure, figure, type Unit } from '../figure.ts'
import type { Input } from '../input/input.ts'
import { install } from '../maestro/installation.ts'

const name = 'links'
const defaultRounds = 3

/** Which lines came from which session, of a history with all its branches: from nothing, and after one new commit. */
export const links: Bench = {
  name,
  title: 'Links and the line ledger',
  run: async ({ inputs, histories, scratch, rounds, note }) => {
    const figures: Figure[] = []
    for (const input of inputs) {
      const history = histories.find((one) => belongs(input, one))
      if (history === undefined) continue
      note(`${name}: ${input.name} with ${basename(history)}`)
      const copy = hiddenHistory(history, join(scratch, `links-${input.name}.git`))
      const words = [...input.homes.flatMap((home) => ['--home', home]), '--repo', copy]
      await using installation = await install(scratch, words)
      const whole = await installation.run(['sync', '--json'], { watchMemory: true })
      const again = await measureAgain(installation.environment, copy, rounds ?? defaultRounds)
      const add = (id: string, what: string, unit: Unit, values: readonly number[]) =>
        figures.push(figure(name, id, what, input, unit, values))
      add('linked', 'links, from nothing', 's', again.linked)
      add('walked', 'line ledger, fates and survival, from nothing', 's', again.walked)
      add('new-commit', 'after one new commit', 's', again.newCommit)
      add('node-memory', 'maestro sync of all, Node processes together, peak', 'MB', [whole.nodeMegabytes])
      add('commits', 'commits', 'count', [again.commits])
      add('links', 'links', 'count', [again.links])
    }
    const remarks = [howItIsMeasured]
    if (figures.length === 0) remarks.push('No input has a history: give --repo, and MAESTRO_CORPUS with a truth.json.')
    return { figures, remarks }
  },
}

const howItIsMeasured =
  'Links: deriving where edits lie, how rare lines are and which sessions stand behind which commits, all logs and commits being stored. Line ledger: the walk over all branches, what became of each written line, then one question for survival. New commit: reading it, and all that follows from it.'

const belongs = ({ homes }: Input, history: string): boolean =>
  homes.some((home) => {
    const [first] = readTruth(home)?.keys() ?? []
    return first !== undefined && hasCommit(history, first)
  })

const measureAgain = async (environment: Readonly<Record<string, string>>, history: string, rounds: number) => {
  const workspace = openWorkspace({ timezone: 'UTC' }, { ...environment })
  const database = await openData(workspace)
  const client = await database.connect()
  try {
    await analyse(client)
    const pricer = await pricerOf(workspace)
    const found = { linked: [] as number[], walked: [] as number[], newCommit: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      await forgetDerived(client, derivedKinds)
      let milliseconds = 0
      await deriveAll(client, {
        pricer,
        onDerived: (kind, _count, took) => {
          if (linkingKinds.includes(kind)) milliseconds += took
        },
      })
      found.linked.push(milliseconds / 1000)
      found.walked.push(
        await secondsOf(async () => {
          await followLines(client)
          await survivalOf(client)
        }),
      )
      if ((await countOf(client, 'ledger_commit')) === 0) throw new Error('nothing was walked over')
    }
    for (let round = 0; round < rounds; round++) {
      addCommit(history, round)
      found.newCommit.push(
        await secondsOf(async () => {
          await sync(client, syncOptionsOf(workspace))
          await deriveAll(client, { pricer })
          await followLines(client)
        }),
      )
    }
    return {
      ...found,
      commits: await countOf(client, 'commit'),
      links: await countOf(client, 'commit_link'),
    }
  } finally {
    await client.end()
    await database.close()
  }
}

const secondsOf = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

const countOf = async (client: Client, table: string): Promise<number> =>
  (await client.query<{ count: number }>(`select count(*)::int as count from ${table} where org = 1`)).rows[0]!.count

/** Commits to the default branch: a line more in some file of it. */
const addCommit = (history: string, number: number): void => {
  const git = (words: readonly string[], input?: string) =>
    execFileSync('git', ['--git-dir', history, ...words], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      ...(input === undefined ? {} : { input }),
    })
  const files = git(['ls-tree', '-r', 'HEAD'])
    .split('\n')
    .filter((line) => line.startsWith('100644'))
  const [object, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/.exec(files[(number * 17) % files.length]!)!.slice(1)
  const content = `${git(['cat-file', 'blob', object!])}\nanother line, number ${number}\n`
  const branch = git(['symbolic-ref', 'HEAD']).trim()
  const written = `commit ${branch}\ncommitter Ana <ana@example.org> ${Math.floor(Date.now() / 1000)} +0000\ndata 3\nNew\nfrom ${branch}^0\nM 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`
  git(['fast-import', '--quiet'], written)
}
