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

/** What an evaluation found: figures of its own, and the text that tells them. */
interface StoredText {
  readonly name: string
  readonly title: string
  readonly circumstances: Circumstances
  readonly text: readonly string[]
}

/** The evaluations, in the order in which their results are told. */
const evaluations = ['eval-links', 'eval-ledger'] as const

/** Keeps what an evaluation found. @param figures the same as the text tells, as values */
export const storeText = (
  name: (typeof evaluations)[number],
  title: string,
  circumstances: Circumstances,
  text: readonly string[],
  figures: Readonly<Record<string, unknown>>,
): void => {
  const stored = { name, title, circumstances, ...figures, text }
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(stored, null, 2)}\n`)
}

/** Writes the summary of the results that are kept: of benches in the order of `names`, then of evaluations. */
export const summarise = (names: readonly string[]): void => {
  const kept = readdirSync(folder).sort()
  const benches = names.flatMap((name) => kept.filter((file) => file === `${name}.json` || file.startsWith(`${name}-`)))
  const evaluated = evaluations.map((name) => `${name}.json`).filter((file) => kept.includes(file))
  const sections = [...benches, ...evaluated].map((file) =>
    section(JSON.parse(readFileSync(join(folder, file), 'utf8')) as StoredResult | StoredText),
  )
  writeFileSync(join(folder, 'README.md'), `${['# Results', ...sections].join('\n\n')}\n`)
}

const section = (stored: StoredResult | StoredText): string =>
  [
    `## ${stored.title}`,
    told(stored.circumstances),
    ...('text' in stored
      ? stored.text
      : [tableOf(stored.figures), stored.remarks.map((remark) => `- ${remark}`).join('\n')]),
  ].join('\n\n')

const told = (found: Circumstances & { readonly peer?: string }): string =>
  `\`${found.command}\`, ${found.date} UTC, commit ${found.commit}. ${found.cpu}, ${found.cores} cores, ` +
  `${found.memoryGigabytes} GB, ${found.kernel}; load before: ${found.load}. Node ${found.node}, ` +
  `PostgreSQL ${found.postgres}${found.peer === undefined ? '' : `, ccusage ${found.peer}`}. ` +
  `Input: ${found.inputs.join('; ')}.`
