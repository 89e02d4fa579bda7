import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { generateSample } from '../../sample/index.ts'
import { filesIn } from '../support/inputs/logs.ts'
import type { Random } from './random.ts'

/** A log that is as its agent writes it. */
export interface SoundLog {
  readonly connector: 'claude-code' | 'codex'
  /** Path below the folder of its home. */
  readonly name: string
  readonly lines: readonly Buffer[]
}

const connectors = join(import.meta.dirname, '../../src/connectors')
const longestLine = 100_000
const mostLines = 4_000

const linesOf = (path: string): Buffer[] => {
  const lines: Buffer[] = []
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    if (line !== '' && line.length < longestLine) lines.push(Buffer.from(line, 'latin1'))
    if (lines.length === mostLines) break
  }
  return lines
}

const logsIn = (home: string): SoundLog[] =>
  filesIn(home)
    .filter((name) => /^\.?(claude|codex)\/.*\.jsonl$/.test(name) && statSync(join(home, name)).size < 64 * 1024 * 1024)
    .map((name) => ({
      connector: /^\.?codex\//.test(name) ? ('codex' as const) : ('claude-code' as const),
      name: name.replace(/^(claude|codex)\//, '.$1/'),
      lines: linesOf(join(home, name)),
    }))
    .filter(({ lines }) => lines.length > 0)

/** The logs that the connectors' tests are written with. */
export const fixtureLogs = (): SoundLog[] => [
  ...logsIn(join(connectors, 'claude-code/fixtures')),
  ...logsIn(join(connectors, 'codex/fixtures/home')),
]

/** Logs of the fictional team. */
export const sampleLogs = async (size = 0.1): Promise<SoundLog[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'maestro-unbreakable-'))
  try {
    const { homes } = await generateSample({ directory, weeks: 1, size, now: Date.parse('2026-11-01T00:00:00Z') })
    return homes.flatMap(logsIn)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Some real logs of each home in the folder that `MAESTRO_CORPUS` names; none without it. */
export const realLogs = (random: Random, fromEach = 30): SoundLog[] => {
  const folder = process.env.MAESTRO_CORPUS
  if (folder === undefined) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const home = join(folder, basename(entry.name))
      const names = filesIn(home).filter((name) => name.endsWith('.jsonl'))
      const chosen = new Set(Array.from({ length: fromEach }, () => random.pick(names)))
      return logsIn(home).filter(({ name }) => chosen.has(name))
    })
}

/** A stretch of a log: half the time its beginning, with what all else refers to. */
export const stretchOf = ({ lines }: SoundLog, random: Random, most = 24): readonly Buffer[] => {
  const from = random.chance(0.5) ? 0 : random.below(lines.length)
  return lines.slice(from, from + 1 + random.below(most))
}
