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
]
