import { body, document, flag, id, instant, integer, lines, one, text } from '../field.ts'
import { defineRecord } from '../record.ts'
import { logLine } from './log-line.ts'

export const toolCall = defineRecord('toolCall', {
  doc: 'One call of a tool by the agent.',
  key: ['id'],
  conflict: 'first',
  fields: {
    id: id("The log's own id of the call; for Codex with the session before it"),
    session: id('The session'),
    at: instant('When it was called'),
    position: integer('Byte offset in the log, plus the index within the line'),
    logLine,
    tool: text('The name of the tool as logged: `Bash`, `apply_patch`, `mcp__linear-server__get_issue`'),
    action: one(
      ['read', 'search', 'edit', 'run', 'web', 'delegate', 'plan', 'ask', 'skill', 'other'],
      'What it does, told from the name',
    ),
    target: text('What it acts on, in one line: the path, the command, the pattern, the URL, the task').maybe(),
    input: document('Its whole input, edits left out where the `edit` records hold them'),
  },
})

export const toolResult = defineRecord('toolResult', {
  doc: 'How a tool call ended.',
  key: ['id'],
  conflict: 'first',
  fields: {
    id: id('The id of the call'),
    session: id('The session'),
    at: instant('When the result came'),
    position: integer('Byte offset in the log, plus the index within the line'),
    logLine,
    status: one(['ok', 'error', 'rejected', 'interrupted', 'background'], 'How it ended'),
    exitCode: integer('Exit code of a command, where told').maybe(),
    durationMs: integer('Milliseconds it took, where told').maybe(),
    output: body('What it returned: whole up to 4 MB, of a longer one its first and last megabyte').maybe(),
    outputBytes: integer('Length of the whole output in bytes'),
    outputFile: text('The log or output file that holds the rest, where `output` is not the whole').maybe(),
    outputOffset: integer('First byte there of the line or file that holds it').maybe(),
    outputLength: integer('Bytes there').maybe(),
    userModified: flag('Whether the human changed what the agent proposed').maybe(),
  },
})

export const edit = defineRecord('edit', {
  doc: 'What one tool call did to one file.',
  key: ['id'],
  conflict: 'first',
  fields: {
    id: id('The id of the call with the index of the file: `<call>#0`'),
    session: id('The session'),
    at: instant('When it was applied'),
    position: integer('Byte offset in the log, plus the index within the line'),
    logLine,
    call: id('The tool call'),
    path: text('Absolute path, or as logged'),
    movedTo: text('New path, for a rename').maybe(),
    operation: one(['create', 'update', 'delete', 'rename'], 'What happened to the file'),
    by: one(['tool', 'shell'], 'By an editing tool, or by a shell command that shows what it writes'),
    added: integer('Lines added'),
    removed: integer('Lines removed'),
    patch: body('The hunks as a unified diff: `@@ -1,2 +1,3 @@` and lines that begin with a space, `+` or `-`'),
    addedLines: lines('The added lines, in order'),
    removedLines: lines('The removed lines, in order'),
  },
})

export const printedCommit = defineRecord('printedCommit', {
  doc: "A commit that git itself named in a command's output: `[branch sha] subject`.",
  key: ['id'],
  conflict: 'first',
  fields: {
    id: id('The id of the call with an index: `<call>#0`'),
    session: id('The session'),
    at: instant('When'),
    position: integer('Byte offset in the log, plus the index within the line'),
    logLine,
    sha: id('The abbreviated commit id, as printed'),
    branch: text('The branch, as printed'),
    subject: text('The first line of the message, as printed'),
  },
})
