import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SyncReport } from '../../src/ingest/sync.ts'
import type { Address } from '../../src/store/database.ts'
import { now, type Places } from './read-step.ts'

const script = join(import.meta.dirname, 'sync-once.ts')
const counter = join(import.meta.dirname, 'count-opens.cjs')

/** Starts a process that syncs; `onProgress` is given the records written so far. */
const start = (address: Address, places: Places, env: NodeJS.ProcessEnv, words: readonly string[] = []): ChildProcess =>
  spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...words, script, JSON.stringify({ address, ...places, now })],
    {
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )

interface Printed {
  readonly progress?: number
  readonly report?: SyncReport
}

async function* printedBy(child: ChildProcess): AsyncGenerator<Printed> {
  for await (const line of createInterface({ input: child.stdout! })) yield JSON.parse(line) as Printed
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))

/** Syncs in another process, and kills it when it has written that many records; answers whether it was killed. */
export const syncAndKill = async (address: Address, places: Places, records: number): Promise<boolean> => {
  const child = start(address, places, {})
  for await (const { progress = 0 } of printedBy(child)) {
    if (progress >= records) child.kill('SIGKILL')
  }
  await ended(child)
  return child.signalCode === 'SIGKILL'
}

/** Syncs in another process, and kills it as soon as something is so. */
export const syncAndKillWhen = async (
  address: Address,
  places: Places,
  isSo: () => Promise<boolean>,
): Promise<void> => {
  const child = start(address, places, {})
  child.stdout!.resume()
  while (child.exitCode === null && !(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  await ended(child)
}

/** Syncs in another process, and tells below a folder which files that one opened, and which programs it started. */
export const syncAndCount = async (
  address: Address,
  places: Places,
  folder: string,
): Promise<{ readonly report: SyncReport; readonly opened: string[]; readonly started: string[] }> => {
  const output = join(folder, `opened-${Date.now()}-${Math.random()}`)
  const child = start(address, places, { OPENED_FILES: output }, ['--require', counter])
  let report: SyncReport | undefined
  for await (const printed of printedBy(child)) report = printed.report ?? report
  await ended(child)
  const noted = (existsSync(output) ? readFileSync(output, 'utf8') : '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as [what: string, name: string])
  const of = (what: string) => noted.flatMap(([kind, name]) => (kind === what ? [name] : []))
  return {
    report: report!,
    opened: of('open').filter((name) => name.startsWith(folder)),
    started: of('start'),
  }
}
