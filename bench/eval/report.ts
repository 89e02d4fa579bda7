import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Circumstances } from '../report/machine.ts'
import type { LinkResult } from './links.ts'
import { wilson } from './wilson.ts'

/** What was found on one corpus. */
export interface CorpusReport {
  readonly name: string
  readonly results: readonly LinkResult[]
  readonly seconds: Readonly<Record<string, number>>
}

const folder = join(import.meta.dirname, '../results')

const share = (hits: number, of: number): string => {
  const [low, high] = wilson(hits, of)
  return `${(hits / of).toFixed(3)} (${hits}/${of}, ${low.toFixed(3)} to ${high.toFixed(3)})`
}

const row = (name: string, result: LinkResult): string =>
  `| ${[
    name,
    result.shown,
    result.confidence,
    share(result.truePairs, result.pairs),
    share(result.commitsFound, result.commits),
    share(result.reachedFound, result.reached),
  ].join(' | ')} |`

/** Writes the figures to `bench/results` and answers them as a text. */
export const storeLinks = (reports: readonly CorpusReport[], found: Circumstances): string => {
  const results = reports.map(({ name, results, seconds }) => ({
    name,
    seconds,
    results: results.map(({ disagreements, ...figures }) => ({ ...figures, disagreements: disagreements.length })),
  }))
  writeFileSync(join(folder, 'links.json'), `${JSON.stringify({ circumstances: found, results }, null, 2)}\n`)
  const table = [
    '| corpus | the linker saw | links | precision | commit recall | of commits that a log reaches |',
    '|---|---|---|---|---|---|',
    ...reports.flatMap(({ name, results }) => results.map((result) => row(name, result))),
  ]
  return `${table.join('\n')}\n`
}
