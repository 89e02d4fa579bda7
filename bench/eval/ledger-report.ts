import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Circumstances } from '../report/machine.ts'
import { markdownTable } from '../report/markdown-table.ts'
import { storeText } from '../report/results.ts'
import { type Difference, type LedgerResult, type Reason, reasons } from './ledger.ts'

const total = (result: LedgerResult, key: 'files' | 'lines' | 'agreed'): number =>
  result.snapshots.reduce((sum, snapshot) => sum + snapshot[key], 0)

const share = (hits: number, of: number): string => (of === 0 ? '' : `${((100 * hits) / of).toFixed(3)} %`)

const day = (at: number): string => new Date(at * 1000).toISOString().slice(0, 10)

/** Writes the figures to `bench/results` and answers them as a text. */
export const storeLedger = (results: readonly LedgerResult[], found: Circumstances): string => {
  const names = Object.keys(reasons) as Reason[]
  const count = (differences: readonly Difference[], reason: Reason) =>
    differences.filter((one) => one.reason === reason).length
  const text = [
    markdownTable(
      ['history', 'dates', 'files', 'lines', 'agreed', 'share', ...names],
      results.map((result) => [
        result.name,
        `${result.snapshots.length}`,
        `${total(result, 'files')}`,
        `${total(result, 'lines')}`,
        `${total(result, 'agreed')}`,
        share(total(result, 'agreed'), total(result, 'lines')),
        ...names.map((reason) => `${count(result.differences, reason)}`),
      ]),
    ),
    names.map((reason) => `- ${reason}: ${reasons[reason]}.`).join('\n'),
    markdownTable(
      ['history', 'date', 'commit', 'files', 'lines', 'share'],
      results.flatMap(({ name, snapshots }) =>
        snapshots.map(({ sha, at, files, lines, agreed }) => [
          name,
          day(at),
          sha.slice(0, 12),
          `${files}`,
          `${lines}`,
          share(agreed, lines),
        ]),
      ),
    ),
  ]
  const unread = results.reduce((sum, result) => sum + result.unread, 0)
  if (unread > 0) text.push(`Left out, as git itself cannot tell: ${unread} files of which objects are missing.`)
  storeText('eval-ledger', 'The line ledger beside `git blame -w`', found, text, {
    histories: results.map(({ differences, ...figures }) => ({
      ...figures,
      differences: Object.fromEntries(names.map((reason) => [reason, count(differences, reason)])),
    })),
  })
  return text.join('\n\n')
}

/** Lists every difference for reading. */
export const listDifferences = (folder: string, { name, differences }: LedgerResult): void => {
  const lines = differences.map(({ at, path, line, reason, ledger, git, text }) =>
    [at, `${path}:${line}`, reason, ledger, git, text].join('\t'),
  )
  writeFileSync(join(folder, `${name}-ledger.tsv`), `${lines.join('\n')}\n`)
}
