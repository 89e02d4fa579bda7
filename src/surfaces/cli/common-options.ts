import type { OptionSpec } from './command.ts'

/** What every command understands. */
export const commonOptions: readonly OptionSpec[] = [
  {
    flags: '--home <dir>',
    description: 'read the logs in this home instead of yours (repeatable; remembered; "default" goes back)',
    repeatable: true,
  },
  {
    flags: '--repo <dir>',
    description: 'read this repository too, bare or not (repeatable; remembered; "none" forgets them)',
    repeatable: true,
  },
  {
    flags: '--root <dir>',
    description:
      'look into this folder too, where sessions ran outside your home (repeatable; remembered; "none" forgets them)',
    repeatable: true,
  },
  {
    flags: '--prices <file>',
    description: 'prices of your own over the shipped ones (remembered; "default" goes back)',
  },
  {
    flags: '--people <file>',
    description: 'a file that says who is who and in which team (remembered; "none" forgets it)',
  },
  { flags: '--no-sync', description: 'answer from what is stored, without reading what is new' },
  { flags: '--timezone <name>', description: "time zone in which days begin (default: the system's)" },
  { flags: '--sample', description: 'ask the fictional sample team' },
  { flags: '--json', description: 'print JSON' },
]

/** What a command with a period understands. */
export const periodOptions: readonly OptionSpec[] = [
  { flags: '--since <when>', description: 'from this day on: 2026-02-09, 2026-02, yesterday, 7d' },
  { flags: '--until <when>', description: 'up to and with this day' },
  { flags: '--as-of <when>', description: 'as it was known then' },
]
