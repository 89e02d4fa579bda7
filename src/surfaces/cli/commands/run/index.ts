import type { CommandSpec } from '../../command.ts'

/** Commands that read, serve and stop. */
export const runCommands: readonly CommandSpec[] = [
  {
    name: 'start',
    summary: 'read what is new, say what was worked on this week, and serve it as a page',
    isDefault: true,
    fallsBackToSample: true,
    options: [
      { flags: '--port <number>', description: 'port of the page on 127.0.0.1 (default: 4747, or the next free one)' },
      { flags: '--no-serve', description: 'print the answer and end' },
      { flags: '--as-of <when>', description: 'as it was known then' },
    ],
    examples: [
      ['maestro', 'your own sessions and repositories'],
      ['maestro start --no-serve', 'only print the answer'],
      ['maestro start --home /mnt/ana --repo ~/code/shop', "another home's sessions, and a repository by name"],
    ],
    load: () => import('./start.ts'),
  },
  {
    name: 'sync',
    summary: 'read what is new in logs and repositories',
    fallsBackToSample: true,
    examples: [
      ['maestro sync', 'read what is new'],
      ['maestro sync --json', 'the same, with what was read as JSON'],
    ],
    load: () => import('./sync.ts'),
  },
  {
    name: 'stop',
    summary: 'stop the server and the embedded database',
    examples: [['maestro stop', 'the next command starts them again']],
    load: () => import('./stop.ts'),
  },
  {
    name: 'sample',
    summary: 'make the fictional sample team anew and show it',
    options: [
      { flags: '--seed <n>', description: 'another team history (default: 1)' },
      { flags: '--size <n>', description: 'so many times the sessions and commits (default: 1)' },
      { flags: '--out <dir>', description: 'only write its homes and repositories there' },
      { flags: '--remove', description: 'delete the sample team and its data' },
    ],
    examples: [
      ['maestro sample', 'make it and show its week'],
      ['maestro usage --sample --by person', 'ask it anything'],
      ['maestro sample --remove', 'be rid of it'],
    ],
    load: () => import('./sample.ts'),
  },
]
