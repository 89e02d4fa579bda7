import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Run, type RunRequest, runMeasured } from '../measure/run-measured.ts'

/** The launcher in the checkout, as a user calls it. */
const launcher = join(import.meta.dirname, '../../bin/maestro')

type RunSettings = Pick<RunRequest, 'watchMemory' | 'untilFirstLine' | 'discardOutput'>

/** A data folder of its own with its database server, for as long as a measurement takes. */
export interface Installation extends AsyncDisposable {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** Runs a command on it; the server and its keeper are counted with it. */
  run(words: readonly string[], settings?: RunSettings): Promise<Run>
}

const open = new Set<Installation>()

/** Makes an empty data folder; `words` name what it is to read. The database is made and up when this answers. */
export const install = async (scratch: string, words: readonly string[]): Promise<Installation> => {
  const folder = mkdtempSync(join(scratch, 'data-'))
  const user = join(scratch, 'nobody')
  mkdirSync(user, { recursive: true })
  const environment = { HOME: user, MAESTRO_HOME: folder }
  const run = (these: readonly string[], settings: RunSettings = {}) =>
    runMeasured({ command: launcher, arguments: these, environment, helpers: helpersOf(folder), ...settings })
  const installation: Installation = {
    folder,
    environment,
    run,
    async [Symbol.asyncDispose]() {
      open.delete(installation)
      if (existsSync(join(folder, 'postgres'))) await run(['stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
  open.add(installation)
  await run(['doctor', '--no-sync', '--json', ...words])
  return installation
}

/** Ends what is still open: for a run that is interrupted. */
export const removeAll = async (): Promise<void> => {
  for (const installation of open) await installation[Symbol.asyncDispose]()
}

/** The server and the process that keeps it, as its folder names them. */
const helpersOf = (folder: string): number[] => {
  try {
    const state = JSON.parse(readFileSync(join(folder, 'postgres', 'server.json'), 'utf8')) as {
      server: { pid: number }
      keeper: { pid: number } | null
    }
    return [state.server.pid, ...(state.keeper ? [state.keeper.pid] : [])]
  } catch {
    return []
  }
}
