import type { CommandSpec } from '../../command.ts'

/** Commands that look after the data. */
export const dataCommands: readonly CommandSpec[] = [
  {
    name: 'doctor',
    summary: 'what was found, read and set aside, and why; versions; disk',
    fallsBackToSample: true,
    options: [{ flags: '--all', description: 'every source and every stretch that was set aside' }],
    examples: [['maestro doctor', 'a summary for each kind of source']],
    load: () => import('./doctor.ts'),
  },
  {
    name: 'export',
    arguments: '[kinds...]',
    summary: 'print records as JSON lines or CSV',
    description:
      'Kinds: session, turn, message, usage, toolCall, toolResult, edit, printedCommit, sessionEvent, repository,\ncheckout, ref, commit, fileChange, pullRequest, mailmapEntry. Without one: all.',
    options: [
      { flags: '--format <name>', description: 'jsonl or csv; csv takes one kind (default: jsonl)' },
      { flags: '--out <file>', description: 'write to this file' },
    ],
    examples: [
      ['maestro export > records.jsonl', 'everything'],
      ['maestro export turn --format csv --out prompts.csv', 'prompts for a spreadsheet'],
    ],
    load: () => import('./export.ts'),
  },
  {
    name: 'rebuild',
    summary: 'compute everything that is derived again from the records',
    examples: [['maestro rebuild', 'after a doubt; records stay as they are']],
    load: () => import('./rebuild.ts'),
  },
  {
    name: 'delete',
    arguments: '<what> [name]',
    summary: 'delete a session, a repository, a period, a person or everything, for good',
    description: [
      'session <id>        with its subagents, and what is added to it later',
      'repository <name>   its history and the sessions in it, and what happens there later',
      'period              all that happened in it; takes --since, --until or both',
      'person <name>       sessions in their home, commits by their addresses, and what comes later; lines such as',
      '                    Co-authored-by with one of these addresses go from other commits',
      'everything          until now; repositories that --repo named are forgotten',
      '',
      'It stays deleted though logs and repositories are still there and are read again. What is remembered for that are',
      'ids, times, and of a person the home directories and addresses. Logs and repositories themselves are not touched.',
    ].join('\n'),
    options: [
      { flags: '--since <when>', description: 'of a period: from this day on: 2026-02-09, 2026-02, yesterday, 7d' },
      { flags: '--until <when>', description: 'of a period: up to and with this day' },
      { flags: '--dry-run', description: 'say what would go, and delete nothing' },
      { flags: '--export <file>', description: 'write all that goes to this new file first, as JSON lines' },
      { flags: '--scrub', description: "rewrite the tables, so that nothing of it is left in the database's files" },
      { flags: '--yes', description: 'do not ask' },
    ],
    examples: [
      ['maestro delete session 5d0c1f6e --dry-run', 'what would go?'],
      ['maestro delete period --until 2025-12 --export old.jsonl', 'keep a copy of what goes'],
      ['maestro delete person ana@example.org --yes', 'without being asked'],
    ],
    load: () => import('./delete.ts'),
  },
  {
    name: 'deletions',
    summary: 'what was deleted and stays away; take a deletion back',
    options: [{ flags: '--lift <n>', description: 'take this one back: what the sources still hold is read again' }],
    examples: [
      ['maestro deletions', 'what was deleted, when, and how many records'],
      ['maestro deletions --lift 3', 'read it again, as far as logs and repositories still hold it'],
    ],
    load: () => import('./deletions.ts'),
  },
  {
    name: 'people',
    arguments: '[action] [who...]',
    summary: 'list who is who, see who is likely one person, say so, or take it back',
    description: [
      'proposals           who is likely one person, with what speaks for it',
      'join <a> <b>        both are one person',
      'differ <a> <b>      they are two: that is not proposed again',
      'separate <what>     this address or home directory stands by itself, whatever says whose it is',
      'said                what was said, by number',
      'undo [number]       takes that back; without a number what was said last',
      '',
      'Whoever is meant is told by name, address or home directory. What is exact joins by itself: a .mailmap, one GitHub',
      'account in two addresses, and a home in whose sessions git commits as nobody else. What is only likely waits for a',
      'yes. docs/people.md says more.',
    ].join('\n'),
    examples: [
      ['maestro people', 'everybody by name, and what they are known by'],
      ['maestro people proposals', 'who may be one person, and why'],
      ['maestro people join ana@example.org /home/ana', 'say yes'],
      ['maestro people undo', 'take it back'],
    ],
    load: () => import('./people.ts'),
  },
  {
    name: 'teams',
    arguments: '[action] [name]',
    summary: 'list teams, name one, or forget one',
    description: [
      'add <name>          names a team, in place of the one of that name: --member says who is in it',
      'remove <name>       forgets a team; people, sessions and commits stay as they are',
      '',
      'Without any, everybody is one team. A people file (--people) names teams, too.',
    ].join('\n'),
    options: [
      {
        flags: '--member <who>',
        description: 'this person: name, address or home directory (repeatable)',
        repeatable: true,
      },
    ],
    examples: [
      ['maestro teams', 'which there are'],
      ['maestro teams add Payments --member ana@example.org --member "Bo Berg"', 'name one'],
      ['maestro usage --team payments --by week', 'ask about it'],
    ],
    load: () => import('./teams.ts'),
  },
  {
    name: 'projects',
    arguments: '[action] [name]',
    summary: 'list projects, name one, or forget one',
    description: [
      'add <name>          names a project, in place of the one of that name: --in, --path and --ticket say what it is',
      '                    made of, and what belongs to any of them belongs to it',
      'remove <name>       forgets a project; sessions, commits and repositories stay as they are',
      '',
      'Without any, each repository is a project by its own name. A session belongs to a project if it ran in one of its',
      'repositories, edited a file below one of its paths, or its branch, title or first prompt names one of its tickets;',
      'a commit and a pull request likewise.',
    ].join('\n'),
    options: [
      { flags: '--in <repo>', description: 'this repository: owner/name or name (repeatable)', repeatable: true },
      { flags: '--path <repo:path>', description: 'what lies there in a repository (repeatable)', repeatable: true },
      { flags: '--ticket <prefix>', description: 'tickets whose keys begin so: PAY (repeatable)', repeatable: true },
    ],
    examples: [
      ['maestro projects', 'which there are'],
      ['maestro projects add Checkout --in shop --path shared:packages/money --ticket PAY', 'name one'],
      ['maestro usage --project checkout --by week', 'ask about it'],
    ],
    load: () => import('./projects.ts'),
  },
  {
    name: 'backup',
    arguments: '<file>',
    summary: 'write all data to one file, also while the server runs',
    description:
      'The file is as secret as the data: it holds their texts, the settings, and the key with which lines of code are\nhashed. Only its owner may read it. Who is logged in to the page is not in it.',
    options: [{ flags: '--verify', description: 'only check that a backup is whole' }],
    examples: [
      ['maestro backup ~/maestro.backup', 'as of now; a backup of that name is replaced once the new one is whole'],
      ['maestro backup --verify ~/maestro.backup', 'is it whole?'],
    ],
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    arguments: '<file>',
    summary: 'bring back what a backup holds',
    description:
      'Into the data folder, or into DATABASE_URL where that is set. The backup is checked before anything is touched;\nthe data are those of the backup afterwards, or those of before. A backup of an older Maestro is brought up to date.',
    options: [
      { flags: '--replace', description: 'throw away the data that are there' },
      { flags: '--yes', description: 'do not ask' },
    ],
    examples: [
      ['maestro restore ~/maestro.backup', 'into an empty data folder'],
      ['maestro restore ~/maestro.backup --replace', 'in place of the data that are there'],
    ],
    load: () => import('./restore.ts'),
  },
  {
    name: 'move',
    summary: 'copy all data to another database, or back to the embedded one',
    description:
      'Every table is counted and compared in the new database before it counts. The old one is left as it is. A password\nneed not be in the URL: PGPASSWORD and ~/.pgpass are heeded.',
    options: [
      { flags: '--to <url>', description: 'postgresql://user@host/database (PostgreSQL 15 or newer), or embedded' },
      { flags: '--replace', description: 'throw away what Maestro has in that database' },
      { flags: '--yes', description: 'do not ask' },
    ],
    examples: [
      ['maestro move --to postgresql://ana@db.example.org/maestro', "to a team's database"],
      ['DATABASE_URL=postgresql://... maestro move --to embedded', 'and back'],
    ],
    load: () => import('./move.ts'),
  },
]
