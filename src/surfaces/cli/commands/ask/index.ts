import type { CommandSpec } from '../../command.ts'

/** Commands that answer a question. */
export const askCommands: readonly CommandSpec[] = [
  {
    name: 'usage',
    summary: 'tokens and cost, by any of agent, model, day, week, month, session, repo, person',
    period: true,
    fallsBackToSample: true,
    options: [
      { flags: '--by <keys>', description: 'what to group by, with commas between (default: day)' },
      { flags: '--in <repo>', description: 'only in this repository: owner/name or name' },
      { flags: '--person <name>', description: 'only of this person' },
      { flags: '--team <name>', description: 'only of people in this team (maestro teams lists them)' },
      { flags: '--project <name>', description: 'only of this project (maestro projects lists them)' },
      { flags: '--agent <name>', description: 'only claude-code or codex' },
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
    name: 'activity',
    summary: 'what agents did, by any of agent, day, week, month, repo, person, weekday, hour, action',
    period: true,
    fallsBackToSample: true,
    options: [
      { flags: '--by <keys>', description: 'what to group by, with commas between, or total (default: day)' },
      { flags: '--in <repo>', description: 'only in this repository: owner/name or name' },
      { flags: '--person <name>', description: 'only of this person' },
      { flags: '--team <name>', description: 'only of people in this team (maestro teams lists them)' },
      { flags: '--project <name>', description: 'only of this project (maestro projects lists them)' },
      { flags: '--agent <name>', description: 'only claude-code or codex' },
      { flags: '--limit <n>', description: 'print at most so many rows, the last ones (in a pipe for readers: 200)' },
    ],
    examples: [
      ['maestro activity', 'prompts, tool calls, lines and active time by day'],
      ['maestro activity --by action --since 7d', 'reading, searching, editing, running: of the last week'],
      ['maestro activity --by weekday,hour', 'when in the week'],
      ['maestro activity --by repo,week --json', 'for a program'],
    ],
    load: () => import('./activity.ts'),
  },
  {
    name: 'sessions',
    summary: 'list sessions with what they were for, the latest first',
    period: true,
    fallsBackToSample: true,
    options: [
      { flags: '--in <repo>', description: 'only in this repository: owner/name or name' },
      { flags: '--person <name>', description: 'only of this person' },
      { flags: '--team <name>', description: 'only of people in this team (maestro teams lists them)' },
      { flags: '--project <name>', description: 'only of this project (maestro projects lists them)' },
      { flags: '--agent <name>', description: 'only claude-code or codex' },
      {
        flags: '--search <query>',
        description:
          'only with all this in prompts, answers, commands, paths or titles: words, "phrases", repo: person: team: project: agent: model: tool: file: branch: dir: on: before: after:, each with - before it to leave it out',
      },
      {
        flags: '--sort <what>',
        description: 'what comes first: latest (default), oldest, or most active, cost, prompts, calls or lines',
      },
      { flags: '--limit <n>', description: 'at most so many (default: 50)' },
    ],
    examples: [
      ['maestro sessions', 'the latest fifty'],
      ['maestro sessions --sort cost --since 30d', 'those that cost most, of a month'],
      ['maestro sessions --in shop --since 7d', 'of one repository, in the last week'],
      ['maestro sessions --search "PAY-88 outbox"', 'in which both were spoken of'],
      [`maestro sessions --search '"out of memory" tool:Bash -file:docs after:2w'`, 'a phrase, and filters'],
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
      { flags: '--edits', description: 'its edits alone, each with what became of its lines' },
      { flags: '--as-of <when>', description: 'as it was known then' },
    ],
    examples: [
      ['maestro session 3f2a91', 'the beginning of an id is enough'],
      ['maestro session 3f2a91 --full | less -R', 'everything, in a pager'],
      ['maestro session 3f2a91 --edits', 'which lines landed, with which commit, and which are still there'],
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
      { flags: '--team <name>', description: 'only of people in this team (maestro teams lists them)' },
      { flags: '--project <name>', description: 'only of this project (maestro projects lists them)' },
      { flags: '--limit <n>', description: 'at most so many (default: 50)' },
    ],
    examples: [['maestro commits --in shop --since 7d', 'of one repository, in the last week']],
    load: () => import('./commits.ts'),
  },
  {
    name: 'blame',
    arguments: '<file>',
    summary: 'where each line of a file comes from and who wrote it, at a commit or on a date',
    description:
      'Who wrote it is a session (▸, with its id and the prompt behind the edit), else the author of the commit: a person or a bot. A path is one below the root of the repository that --in names; else one below this folder, or one that a single history knows. White space alone changes no origin.',
    options: [
      { flags: '--in <repo>', description: 'in this repository: owner/name or name' },
      { flags: '--on <date>', description: 'as it was at the end of this day, on the default branch' },
      { flags: '--commit <id>', description: 'at this commit; the beginning of its id is enough' },
      { flags: '--as-of <when>', description: 'as it was known then' },
    ],
    examples: [
      ['maestro blame src/cart.ts', 'now, on the default branch'],
      ['maestro blame src/cart.ts --in shop --on 2026-02-09', 'of one repository, as it was that evening'],
      ['maestro blame src/cart.ts --commit 3f2a91 --json', 'at a commit, for a program'],
    ],
    load: () => import('./blame.ts'),
  },
  {
    name: 'links',
    summary: 'list which sessions stand behind which commits, and how it was found',
    description:
      'Lines found in session edits are lines of a commit that an edit of a session wrote to the same file before. Each link says how sure it is: certain (exact evidence, such as the commit id that git printed in the session), likely or contributed (by the share of lines), undecided (a checkpoint or a pull request names the session, and none of the lines is in its edits).',
    period: true,
    fallsBackToSample: true,
    options: [
      { flags: '--in <repo>', description: 'only in this repository: owner/name or name' },
      { flags: '--person <name>', description: 'only of commits by this person' },
      { flags: '--team <name>', description: 'only of people in this team (maestro teams lists them)' },
      { flags: '--project <name>', description: 'only of this project (maestro projects lists them)' },
      { flags: '--session <id>', description: 'only of this session; the beginning of its id is enough' },
      { flags: '--commit <id>', description: 'only of this commit; the beginning of its id is enough' },
      { flags: '--limit <n>', description: 'at most so many (default: 50; with --json all)' },
    ],
    examples: [
      ['maestro links --commit 1a2b3c4', 'the sessions behind one commit'],
      ['maestro links --session 3f2a91', 'what became of one session'],
      ['maestro links --json', 'all of them, for a program'],
    ],
    load: () => import('./links.ts'),
  },
]
