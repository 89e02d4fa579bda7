import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sync } from '../../src/ingest/sync.ts'
import { stopEmbedded } from '../../src/store/embedded/index.ts'
import { openData, openWorkspace, pricerOf, syncOptionsOf } from '../../src/surfaces/workspace.ts'
import { findInputs } from '../input/find-inputs.ts'
import { circumstances } from '../report/machine.ts'
import { hasCommit, hiddenHistory } from './hidden-history.ts'
import { evaluateLinks, tellDisagreement } from './links.ts'
import { type CorpusReport, storeLinks } from './report.ts'
import { readTruth } from './truth.ts'

const help = `Usage: MAESTRO_CORPUS=DIR npm run eval -- --repo DIR... [--corpus NAME...] [--out DIR]

Compares which sessions are linked with which commits with what teams recorded at the time.

MAESTRO_CORPUS: a folder with homes, or with archives of them (.tar.xz), each with a truth.json.
  --repo <dir>     a history that truths name commits of, bare (repeatable)
  --corpus <name>  only this one of MAESTRO_CORPUS (repeatable)
  --out <dir>      where every disagreement is listed for reading (default: a new temporary folder)
`

const { values } = parseArgs({
  options: {
    repo: { type: 'string', multiple: true, default: [] },
    corpus: { type: 'string', multiple: true, default: [] },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const note = (text: string): void => void process.stderr.write(`${text}\n`)

const main = async (): Promise<number> => {
  if (values.help || values.repo.length === 0 || !process.env.MAESTRO_CORPUS) {
    note(help)
    return values.help ? 0 : 2
  }
  const scratch = mkdtempSync(join(tmpdir(), 'maestro-eval-'))
  const out = values.out === undefined ? mkdtempSync(join(tmpdir(), 'maestro-disagreements-')) : resolve(values.out)
  mkdirSync(out, { recursive: true })
  try {
    const histories = values.repo.map((path) => resolve(path))
    const reports: CorpusReport[] = []
    for (const { name, homes } of await findInputs(scratch, 1, values.corpus)) {
      const truth = homes.map(readTruth).find((found) => found !== undefined)
      const [first] = truth?.keys() ?? []
      const own = histories.filter((history) => first !== undefined && hasCommit(history, first))
      if (!truth || own.length === 0) {
        note(`${name}: no history has the commits of its truth`)
        continue
      }
      note(`${name}: reading`)
      const repositories = own.map((history, index) => hiddenHistory(history, join(scratch, `${name}-${index}.git`)))
      const env = {
        ...process.env,
        HOME: scratch,
        MAESTRO_HOME: join(scratch, `${name}-data`),
        DATABASE_URL: undefined,
      }
      const workspace = openWorkspace({ homes, repositories }, env)
      const database = await openData(workspace)
      try {
        const client = await database.connect()
        const { failures } = await sync(client, syncOptionsOf(workspace))
        if (failures.length > 0) throw new Error(failures.map(({ message }) => message).join('\n'))
        await client.query('analyze')
        note(`${name}: linking`)
        const found = await evaluateLinks(client, await pricerOf(workspace), truth)
        reports.push({ name, ...found })
        const lines = found.results.flatMap((result) =>
          result.disagreements.map((one) => tellDisagreement(name, result, one)),
        )
        writeFileSync(join(out, `${name}.tsv`), `${lines.join('\n')}\n`)
        await client.end()
      } finally {
        await database.close()
        await stopEmbedded({ home: workspace.folder })
      }
    }
    process.stdout.write(storeLinks(reports, circumstances(reports.map(({ name }) => name))))
    note(`Every disagreement is listed in ${out}`)
    return 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

process.exitCode = await main()
