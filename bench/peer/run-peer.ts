import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Input } from '../input/input.ts'
import { type Run, runMeasured } from '../measure/run-measured.ts'

/** Runs the peer's daily report over the Claude Code logs of an input. */
export const runPeer = (command: string, input: Input, scratch: string): Promise<Run> => {
  const user = join(scratch, 'nobody')
  mkdirSync(user, { recursive: true })
  return runMeasured({
    command,
    arguments: ['claude', 'daily', '--offline', '--json'],
    environment: { HOME: user, CLAUDE_CONFIG_DIR: input.homes.map((home) => join(home, '.claude')).join(',') },
  })
}
