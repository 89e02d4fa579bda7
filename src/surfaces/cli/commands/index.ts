import type { CommandSpec } from '../command.ts'

/** Every command, in the order of the help. */
export const commands: readonly CommandSpec[] = [
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
    name: 'usage',
    summary: 'tokens and cost, by any of agent, model, day, week, month, session, repo, person',
    period: true,
    fallsBackToSample: true,
    options: [
      { flags: '--by <keys>', description: 'what to group by, with commas between (default: day)' },
      { flags: '--limit <n>', description: 'print at most so many rows, the last ones (in a pipe for readers: 200)' },
    ],
    examples: [
      ['maestro usage', 'by day'],
      ['maestro usage --by repo,model --since 2026-02', 'where and with which model, since February'],
      ['maestro usage --by person,week --json', 'for a program'],
    ],
    load: () => import('./usage.ts'),
  },
  {
    name: 'sessions',
    summary: 'list sessions with what they were for, the latest first',
    period: true,
    fallsBackToSample: true,
    options: [
      { flags: '--in <repo>', description: 'only in this repository: owner/name or name' },
      { flags: '--person <name>', description: 'only of this person' },
      { flags: '--agent <name>', description: 'only claude-code or codex' },
      {
        flags: '--search <words>',
        description: 'only with all these words in prompts, answers, commands, paths or titles',
      },
      { flags: '--limit <n>', description: 'at most so many (default: 50)' },
    ],
    examples: [
      ['maestro sessions', 'the latest fifty'],
      ['maestro sessions --in shop --since 7d', 'of one repository, in the last week'],
      ['maestro sessions --search "PAY-88 outbox"', 'in which both were spoken of'],
    ],
    load: () => import('./sessions.ts'),
  },
  {
    name: 'session',
    arguments: '<id>',
    summary: 'read one session: prompts, answers, tool calls, edits',
    fallsBackToSample: true,
    options: [
      { flags: '--full', description: 'whole answers, outputs and diffs instead of their first lines' },
      { flags: '--thinking', description: 'thinking too' },
      { flags: '--as-of <when>', description: 'as it was known then' },
    ],
    examples: [
      ['maestro session 3f2a91', 'the beginning of an id is enough'],
      ['maestro session 3f2a91 --full | less -R', 'everything, in a pager'],
    ],
    load: () => import('./session.ts'),
  },
  {
    name: 'commits',
    summary: 'list commits and the pull requests inferred from them, the latest first',
    period: true,
    fallsBackToSample: true,
    options: [
      { flags: '--in <repo>', description: 'only in this repository: owner/name or name' },
      { flags: '--person <name>', description: 'only by this person' },
      { flags: '--limit <n>', description: 'at most so many (default: 50)' },
    ],
    examples: [['maestro commits --in shop --since 7d', 'of one repository, in the last week']],
    load: () => import('./commits.ts'),
  },
  {
    name: 'doctor',
    summary: 'what was found, read and set aside, and why; versions; disk',
    fallsBackToSample: true,
    options: [{ flags: '--all', description: 'every source and every stretch that was set aside' }],
    examples: [['maestro doctor', 'a summary for each kind of source']],
    load: () => import('./doctor.ts'),
  },
  {
    name: 'rebuild',
    summary: 'compute everything that is derived again from the records',
    examples: [['maestro rebuild', 'after a doubt; records stay as they are']],
    load: () => import('./rebuild.ts'),
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
