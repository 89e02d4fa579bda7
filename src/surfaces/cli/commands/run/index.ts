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
    name: 'up',
    summary: 'serve the page and keep it current, until it is stopped',
    makesSample: true,
    description:
      'Watches the logs and repositories and reads what changes as it does. --detach leaves it running in the background;\n' +
      'what it has to say then goes to server.log in the data folder. To have it started at every login, see maestro service.',
    options: [
      { flags: '--port <number>', description: 'port of the page on 127.0.0.1 (default: 4747, or the next free one)' },
      { flags: '--detach', description: 'run in the background' },
      { flags: '--no-link', description: 'print no link: for programs that keep it running' },
    ],
    examples: [
      ['maestro up', 'serve until Ctrl-C'],
      ['maestro up --detach', 'serve in the background, until maestro stop'],
    ],
    load: () => import('./up.ts'),
  },
  {
    name: 'status',
    summary: 'say how the server, the reading and the database are; starts nothing',
    examples: [
      ['maestro status', 'how everything is'],
      ['maestro status --json', 'the same for programs'],
    ],
    load: () => import('./status.ts'),
  },
  {
    name: 'link',
    summary: 'print a new link to the page of the running server; it opens once',
    examples: [['maestro link', 'for another browser, or when the last link was used']],
    load: () => import('./link.ts'),
  },
  {
    name: 'service',
    arguments: '<action>',
    summary: 'have the server started at every login: install, uninstall or status',
    description:
      'Installs maestro up as a service of this user: with systemd on Linux, launchd on macOS, the task scheduler on Windows.\n' +
      'A DATABASE_URL that is set goes to service.env in the data folder, which only you can read.',
    options: [
      { flags: '--port <number>', description: 'port of the page on 127.0.0.1 (default: 4747, or the next free one)' },
      { flags: '--print', description: 'only print what would be installed' },
    ],
    examples: [
      ['maestro service install', 'run now and after every login'],
      ['maestro service install --print', 'see what that would install'],
      ['maestro service uninstall', 'stop it and take it away'],
    ],
    load: () => import('./service.ts'),
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
