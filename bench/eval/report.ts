import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Circumstances } from '../report/machine.ts'
import { markdownTable } from '../report/markdown-table.ts'
import { storeText } from '../report/results.ts'
import { type Cause, causes } from './classify.ts'
import { type LinkResult, tellDisagreements } from './links.ts'
import { wilson } from './wilson.ts'

/** What was found on one corpus. */
export interface CorpusReport {
  readonly name: string
  readonly results: readonly LinkResult[]
  readonly seconds: Readonly<Record<string, number>>
}

const share = (hits: number, of: number): string => {
  if (of === 0) return ''
  const [low, high] = wilson(hits, of)
  return `${(hits / of).toFixed(3)} (${hits}/${of}, ${low.toFixed(3)} to ${high.toFixed(3)})`
}

const row = (name: string, result: LinkResult): string[] => [
  name,
  result.shown,
  result.confidence,
  share(result.truePairs, result.pairs),
  share(result.commitsFound, result.commits),
  share(result.reachedFound, result.reached),
]

/** Writes the figures to `bench/results` and answers them as a text. */
export const storeLinks = (reports: readonly CorpusReport[], found: Circumstances): string => {
  const corpora = reports.map(({ name, results, seconds }) => ({
    name,
    seconds,
    results: results.map(({ disagreements: _, ...figures }) => ({ ...figures, causes: countOf(figures.causes) })),
  }))
  const text = [
    markdownTable(
      ['corpus', 'the linker saw', 'links', 'precision', 'commit recall', 'of commits that a log reaches'],
      reports.flatMap(({ name, results }) => results.map((result) => row(name, result))),
    ),
    'The truth: the sessions that a tool of the team listed for a commit, and those in which git printed its id. The rule was chosen on context-evaluator and entire-cli; no other corpus was ever used for it.',
    'Every disagreement of the first reading of each corpus, told apart by rules over the stored lines:',
    disagreementTable(reports),
    (Object.keys(causes) as Cause[])
      .map((cause) => `- ${cause} (${causes[cause][0]}): ${causes[cause][1]}.`)
      .join('\n'),
  ]
  storeText('eval-links', 'Links beside what teams recorded', found, text, { corpora })
  return text.join('\n\n')
}

const countOf = (found: readonly Cause[]): Partial<Record<Cause, number>> =>
  Object.fromEntries([...Map.groupBy(found, (cause) => cause)].map(([cause, all]) => [cause, all.length]))

/** Of each corpus how often which cause was found, linked pairs and commits apart. */
const disagreementTable = (reports: readonly CorpusReport[]): string => {
  const rows = reports.flatMap(({ name, results }) => {
    const { disagreements, causes: found } = results[0]!
    return (['not in the truth', 'not found'] as const).map((kind) => {
      const own = found.filter((_, index) => disagreements[index]!.kind === kind)
      const verdicts = ['ours', 'the list’s', 'undecidable'].map((verdict) => {
        const of = own.filter((cause) => causes[cause][0] === verdict)
        const parts = Object.entries(countOf(of)).map(([cause, count]) => `${cause} ${count}`)
        return parts.length === 0 ? '0' : `${of.length} (${parts.join(', ')})`
      })
      return [
        name,
        kind === 'not found' ? 'commit without a listed session' : 'link that is not listed',
        `${own.length}`,
        ...verdicts,
      ]
    })
  })
  return markdownTable(['corpus', 'disagreement', 'all', 'our error', 'the list’s', 'undecidable'], rows)
}

/** Lists every disagreement for reading. */
export const listDisagreements = (folder: string, { name, results }: CorpusReport): void => {
  const lines = results.flatMap((result) => tellDisagreements(name, result))
  writeFileSync(join(folder, `${name}.tsv`), `${lines.join('\n')}\n`)
}
