import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { join } from 'node:path'

/** The program that is measured beside ours: it adds tokens up and keeps nothing. */
export interface Peer {
  /** The native program itself. */
  readonly native: string
  /** As npm installs it: a script of Node that starts the native program. */
  readonly launcher: string | undefined
  readonly version: string
}

const version = '20.0.24'
const nativePackage = `@ccusage/ccusage-${platform()}-${arch()}`

/** Finds ccusage: `MAESTRO_BENCH_PEER` names its native program; else npm installs it once, outside of this checkout. */
export const findPeer = (): Peer => {
  const named = process.env.MAESTRO_BENCH_PEER
  if (named) return { native: named, launcher: undefined, version: versionOf(named) }
  const folder = join(tmpdir(), 'maestro-bench-peer')
  const native = join(folder, 'node_modules', nativePackage, 'bin', 'ccusage')
  if (!existsSync(native)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    execFileSync(
      'npm',
      ['install', '--prefix', folder, '--no-audit', '--no-fund', `ccusage@${version}`, `${nativePackage}@${version}`],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    chmodSync(native, 0o755)
  }
  return { native, launcher: join(folder, 'node_modules', '.bin', 'ccusage'), version: versionOf(native) }
}

const versionOf = (command: string): string =>
  execFileSync(command, ['--version'], { encoding: 'utf8' })
    .trim()
    .replace(/^ccusage\s+/, '')
