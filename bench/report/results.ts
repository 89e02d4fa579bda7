import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, BenchResult } from '../bench.ts'
import { median } from '../measure/statistics.ts'
import type { Circumstances } from './machine.ts'
import { tableOf } from './table.ts'

/** What one bench found, and how: a file of `bench/results`. */
export interface StoredResult extends BenchResult {
  readonly name: string
  readonly title: string
  readonly circumstances: Circumstances & { readonly peer: string }
}

const folder = join(import.meta.dirname, '../results')

/** Keeps what a bench found; what it found in some of its cases only, under their names. */
export const store = (
  bench: Bench,
  result: BenchResult,
  circumstances: StoredResult['circumstances'],
  cases: readonly string[],
): void => {
  mkdirSync(folder, { recursive: true })
  const figures = result.figures.map((figure) => ({ ...figure, median: median(figure.values) }))
  const name = [bench.name, ...cases].join('-')
  const stored = { name, title: bench.title, circumstances, figures, remarks: result.remarks }
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(stored, null, 2)}\n`)
}

/** Writes the summary of the results that are kept, in the order of `names`. */
export const summarise = (names: readonly string[]): void => {
  const kept = readdirSync(folder).sort()
  const sections = names
    .flatMap((name) => kept.filter((file) => file === `${name}.json` || file.startsWith(`${name}-`)))
    .map((file) => section(JSON.parse(readFileSync(join(folder, file), 'utf8')) as StoredResult))
  writeFileSync(join(folder, 'README.md'), `${['# Results', ...sections].join('\n\n')}\n`)
}

const section = ({ title, circumstances: found, figures, remarks }: StoredResult): string =>
  [
    `## ${title}`,
    `\`${found.command}\`, ${found.date} UTC, commit ${found.commit}. ${found.cpu}, ${found.cores} cores, ` +
      `${found.memoryGigabytes} GB, ${found.kernel}; load before: ${found.load}. Node ${found.node}, ` +
      `PostgreSQL ${found.postgres}, ccusage ${found.peer}. Input: ${found.inputs.join('; ')}.`,
    tableOf(figures),
    remarks.map((remark) => `- ${remark}`).join('\n'),
  ].join('\n\n')
