import { execFile } from 'node:child_process'
import type { Environment } from '../../config/paths.ts'
import { MaestroError } from '../../model/errors.ts'

/** How a program of the system ended. */
export interface ToolOutcome {
  readonly ok: boolean
  /** What it printed, errors after the rest. */
  readonly output: string
}

const longestRun = 60_000
const withoutService = 'Run maestro up --detach instead; maestro service install --print shows what would be installed.'

/** Runs a program of the system. Throws `MaestroError('not-found')` when the machine has none of that name. */
export const runTool = (name: string, words: readonly string[], env: Environment): Promise<ToolOutcome> =>
  new Promise((resolve, reject) => {
    execFile(name, words, { env: { ...env }, timeout: longestRun, windowsHide: true }, (error, stdout, stderr) => {
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT')
        reject(new MaestroError('not-found', `This machine has no ${name}.`, withoutService, { cause: error }))
      else resolve({ ok: error === null, output: `${stdout}${stderr}`.trim() })
    })
  })

/** The same for what must go well. Throws `MaestroError('busy')` with what it complained about. */
export const mustRun = async (name: string, words: readonly string[], env: Environment): Promise<string> => {
  const { ok, output } = await runTool(name, words, env)
  if (ok) return output
  const complaint = output.split('\n').find((line) => line.trim() !== '') ?? 'it failed without a word'
  const noBus = /connect to (?:the )?(?:user scope )?bus|No medium found|XDG_RUNTIME_DIR/i.test(output)
  throw new MaestroError(
    'busy',
    `${name} ${words.filter((word) => !word.startsWith('-'))[0] ?? ''} failed: ${complaint.trim().replace(/\.$/, '')}.`,
    noBus
      ? `systemd has no session for this user here: log in as the user itself (not by su or sudo), or as root run loginctl enable-linger for it first. ${withoutService}`
      : withoutService,
  )
}
