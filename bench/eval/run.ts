import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pricerOf } from '../../src/surfaces/workspace.ts'
import { benches } from '../benches/index.ts'
import { findInputs } from '../input/find-inputs.ts'
import { circumstances } from '../report/machine.ts'
import { summarise } from '../report/results.ts'
import { hasCommit, hiddenHistory } from './hidden-history.ts'
import { evaluateLedger, type LedgerResult } from './ledger.ts'
import { listDifferences, storeLedger } from './ledger-report.ts'
import { evaluateLinks } from './links.ts'
import { readIn } from './read-in.ts'
import { type CorpusReport, listDisagreements, storeLinks } from './report.ts'
import { readTruth } from './truth.ts'

const help = `Usage: MAESTRO_CORPUS=DIR npm run eval -- --repo DIR... [--corpus NAME...] [--out DIR]
       npm run eval -- --ledger --repo DIR... [--dates N] [--files N] [--out DIR]

Compares which sessions are linked with which commits with what teams recorded at the time; with --ledger, which commit
each line is said to come from with \`git blame -w\`, on the default branch as it is and as it was on earlier dates.

MAESTRO_CORPUS: a folder with homes, or with archives of them (.tar.xz), each with a truth.json.
  --repo <dir>     a history, bare (repeatable)
  --corpus <name>  only this one of MAESTRO_CORPUS (repeatable)
  --dates <n>      earlier dates (default 10)
  --files <n>      so many files of each date at most, chosen by their hash (default: all)
  --out <dir>      where every disagreement is listed for reading (default: a new temporary folder)
`

const { values } = parseArgs({
  options: {
    repo: { type: 'string', multiple: true, default: [] },
    corpus: { type: 'string', multiple: true, default: [] },
    ledger: { type: 'boolean', default: false },
    dates: { type: 'string', default: '10' },
    files: { type: 'string', default: 'Infinity' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const note = (text: string): void => void process.stderr.write(`${text}\n`)

const judgeLinks = async (scratch: string, histories: readonly string[], out: string): Promise<string> => {
  const reports: CorpusReport[] = []
  for (const { name, homes } of await findInputs(scratch, 1, values.corpus)) {
    const truth = homes.map(readTruth).find((found) => found !== undefined)
    const [first] = truth?.keys() ?? []
    const own = histories.filter((history) => first !== undefined && hasCommit(history, first))
    if (!truth || own.length === 0) {
      note(`${name}: no history has the commits of its truth`)
      continue
    }
    note(`${name}: reading and linking`)
    const repositories = own.map((history, index) => hiddenHistory(history, join(scratch, `${name}-${index}.git`)))
    const found = await readIn(scratch, { name, homes, repositories }, async (client, workspace) =>
      evaluateLinks(client, await pricerOf(workspace), truth),
    )
    const report = { name, ...found }
    listDisagreements(out, report)
    reports.push(report)
  }
  return storeLinks(
    reports,
    circumstances(
      reports.map(({ name }) => name),
      'eval',
    ),
  )
}

const judgeLedger = async (scratch: string, histories: readonly string[], out: string): Promise<string> => {
  const results: LedgerResult[] = []
  for (const history of histories) {
    const name = basename(history).replace(/\.git$/, '')
    note(`${name}: reading and walking`)
    const result = await readIn(scratch, { name, homes: [], repositories: [history] }, (client) =>
      evaluateLedger(client, history, { name, earlier: Number(values.dates), files: Number(values.files) }, note),
    )
    listDifferences(out, result)
    results.push(result)
  }
  return storeLedger(
    results,
    circumstances(
      results.map(({ name }) => name),
      'eval',
    ),
  )
}

const main = async (): Promise<number> => {
  if (values.help || values.repo.length === 0 || !(values.ledger || process.env.MAESTRO_CORPUS)) {
    note(help)
    return values.help ? 0 : 2
  }
  const scratch = mkdtempSync(join(tmpdir(), 'maestro-eval-'))
  const out = values.out === undefined ? mkdtempSync(join(tmpdir(), 'maestro-disagreements-')) : resolve(values.out)
  mkdirSync(out, { recursive: true })
  try {
    const histories = values.repo.map((path) => resolve(path))
    const text = await (values.ledger ? judgeLedger : judgeLinks)(scratch, histories, out)
    process.stdout.write(`${text}\n`)
    note(`Every disagreement is listed in ${out}`)
    summarise(benches.map(({ name }) => name))
    return 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

process.exitCode = await main()
