import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benches } from './benches/index.ts'
import { holds } from './figure.ts'
import { findInputs } from './input/find-inputs.ts'
import { removeAll } from './maestro/installation.ts'
import { findPeer, type Peer } from './peer/find-peer.ts'
import { circumstances } from './report/machine.ts'
import { store, summarise } from './report/results.ts'
import { tableOf } from './report/table.ts'

const help = `Usage: npm run bench -- [name...] [options]

Benches: ${benches.flatMap(({ name, alone }) => (alone ? [] : [name])).join(', ')} (default: these)
Long ones, which run only when named: ${benches.flatMap(({ name, alone }) => (alone ? [name] : [])).join(', ')}

  --corpus <name>  only this one of MAESTRO_CORPUS (repeatable)
  --repo <dir>     a git history (repeatable); also MAESTRO_HISTORIES, with colons between
  --rounds <n>     rounds of every bench
  --minutes <n>    how long a bench takes that goes by the clock
  --case <name>    only this case of a bench that has several (repeatable)
  --size <n>       size of the sample team where there is no MAESTRO_CORPUS (default 4)

MAESTRO_CORPUS: a folder with homes, or with archives of them (.tar.xz). MAESTRO_BENCH_PEER: ccusage's native program.
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string', multiple: true, default: [] },
    repo: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
    minutes: { type: 'string' },
    case: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', default: '4' },
    help: { type: 'boolean', default: false },
  },
})

const note = (text: string): void => void process.stderr.write(`${text}\n`)

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const main = async (): Promise<number> => {
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
  if (values.help || unknown.length > 0) {
    note(unknown.length > 0 ? `There is no bench ${unknown.join(', ')}.\n\n${help}` : help)
    return values.help ? 0 : 2
  }
  const scratch = mkdtempSync(join(tmpdir(), 'maestro-bench-'))
  const clean = async () => {
    await removeAll()
    rmSync(scratch, { recursive: true, force: true })
  }
  process.once('SIGINT', () => void clean().finally(() => process.exit(130)))
  process.once('SIGTERM', () => void clean().finally(() => process.exit(143)))
  try {
    const chosen = benches.filter(({ name, alone }) => (positionals.length > 0 ? positionals.includes(name) : !alone))
    const onInputs = chosen.some(({ alone }) => !alone)
    if (onInputs) note('Preparing the input')
    const inputs = onInputs ? await findInputs(scratch, Number(values.size), values.corpus) : []
    const told = inputs.map(({ name, files, megabytes }) => `${name} (${files} files, ${Math.round(megabytes)} MB)`)
    const peer = once((): Peer => findPeer())
    let kept = true
    for (const bench of chosen) {
      const found = { ...circumstances(bench.alone ? ['its own'] : told), peer: bench.alone ? 'none' : peer().version }
      const result = await bench.run({
        scratch,
        inputs,
        histories: [...values.repo, ...(process.env.MAESTRO_HISTORIES?.split(':').filter(Boolean) ?? [])],
        rounds: values.rounds === undefined ? undefined : Number(values.rounds),
        minutes: values.minutes === undefined ? undefined : Number(values.minutes),
        cases: values.case,
        peer: async () => peer(),
        note,
      })
      store(bench, result, found, bench.alone ? values.case : [])
      process.stdout.write(
        `\n## ${bench.title}\n\n${result.figures.length > 0 ? tableOf(result.figures) : result.remarks.join('\n')}\n`,
      )
      kept &&= result.figures.every(holds)
    }
    summarise(benches.map(({ name }) => name))
    return kept ? 0 : 1
  } finally {
    await clean()
  }
}

process.exitCode = await main()
