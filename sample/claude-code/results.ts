import type { ToolUse } from '../play/agent-log.ts'
import { type Hunk, hunksBetween } from '../play/difference.ts'

/** What a tool call looks like in a log: its name and input, and the two forms of its result. */
export interface LoggedTool {
  name: string
  input: Record<string, unknown>
  /** The content of the `tool_result` block. */
  content: unknown
  isError?: boolean
  /** The line's `toolUseResult`. */
  result: unknown
}

const refusal =
  "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file). "

/** Claude Code shows tabs as two spaces in its patches. */
const withoutTabs = (hunks: Hunk[]): Hunk[] =>
  hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map((line) => line.replaceAll('\t', '  ')) }))

const numbered = (content: string, first: number) =>
  content
    .split('\n')
    .map((line, index) => `${first + index}\t${line}`)
    .join('\n')

const failure = (name: string, input: Record<string, unknown>, message: string): LoggedTool => ({
  name,
  input,
  content: message,
  isError: true,
  result: `Error: ${message}`,
})

const done = (use: ToolUse, cwd: string): LoggedTool => {
  switch (use.tool) {
    case 'read': {
      const lines = use.content.split('\n').length
      const whole = use.first === 1 && lines === use.total
      return {
        name: 'Read',
        input: whole ? { file_path: use.path } : { file_path: use.path, offset: use.first, limit: lines },
        content: numbered(use.content, use.first),
        result: {
          type: 'text',
          file: {
            filePath: use.path,
            content: use.content,
            numLines: lines,
            startLine: use.first,
            totalLines: use.total,
          },
        },
      }
    }
    case 'search': {
      const content = use.matches.join('\n')
      return {
        name: 'Grep',
        input: { pattern: use.pattern, ...(use.path ? { path: use.path } : {}), output_mode: 'content', '-n': true },
        content: content || 'No matches found',
        result: { mode: 'content', numFiles: 0, filenames: [], content, numLines: use.matches.length },
      }
    }
    case 'find':
      return {
        name: 'Glob',
        input: { pattern: use.glob },
        content: use.files.join('\n') || 'No files found',
        result: {
          filenames: use.files,
          durationMs: use.endedAt - use.startedAt,
          numFiles: use.files.length,
          truncated: false,
        },
      }
    case 'run': {
      const input = { command: use.command, description: use.about }
      if (use.exitCode !== 0) return failure('Bash', input, `Exit code ${use.exitCode}\n${use.output}`)
      return {
        name: 'Bash',
        input,
        content: use.output || '(Bash completed with no output)',
        isError: false,
        result: { stdout: use.output, stderr: '', interrupted: false, isImage: false, noOutputExpected: false },
      }
    }
    case 'edit':
      return {
        name: 'Edit',
        input: { replace_all: false, file_path: use.path, old_string: use.from, new_string: use.to },
        content: `The file ${use.path} has been updated successfully.`,
        result: {
          filePath: use.path,
          oldString: use.from,
          newString: use.to,
          originalFile: use.before,
          structuredPatch: withoutTabs(hunksBetween(use.before, use.after)),
          userModified: false,
          replaceAll: false,
        },
      }
    case 'write':
      return {
        name: 'Write',
        input: { file_path: use.path, content: use.after },
        content:
          use.before === undefined
            ? `File created successfully at: ${use.path}`
            : `The file ${use.path} has been updated successfully.`,
        result: {
          type: use.before === undefined ? 'create' : 'update',
          filePath: use.path,
          content: use.after,
          structuredPatch: use.before === undefined ? [] : withoutTabs(hunksBetween(use.before, use.after)),
          originalFile: use.before ?? null,
          userModified: false,
        },
      }
    case 'fail':
      return use.of === 'read'
        ? failure('Read', { file_path: use.path }, use.message)
        : failure('Edit', { replace_all: false, file_path: use.path, old_string: '', new_string: '' }, use.message)
    case 'delegate':
      return {
        name: 'Agent',
        input: { description: use.task, subagent_type: use.type, prompt: use.prompt },
        content: [
          { type: 'text', text: use.answer },
          {
            type: 'text',
            text: `agentId: ${use.agentId} (use SendMessage with to: '${use.agentId}' to continue this agent)\n<usage>total_tokens: ${use.tokens}\ntool_uses: ${use.calls}\nduration_ms: ${use.endedAt - use.startedAt}</usage>`,
          },
        ],
        result: {
          status: 'completed',
          prompt: use.prompt,
          agentId: use.agentId,
          content: [{ type: 'text', text: use.answer }],
          totalDurationMs: use.endedAt - use.startedAt,
          totalTokens: use.tokens,
          totalToolUseCount: use.calls,
          usage: {
            input_tokens: 2,
            cache_creation_input_tokens: Math.round(use.tokens * 0.06),
            cache_read_input_tokens: Math.round(use.tokens * 0.92),
            output_tokens: Math.round(use.tokens * 0.02),
          },
        },
      }
    case 'task':
      return use.change === 'create'
        ? {
            name: 'TaskCreate',
            input: { subject: use.item, description: use.item, activeForm: use.item },
            content: `Task #${use.number} created successfully: ${use.item}`,
            result: { task: { id: String(use.number), subject: use.item } },
          }
        : {
            name: 'TaskUpdate',
            input: { taskId: String(use.number), status: use.change === 'start' ? 'in_progress' : 'completed' },
            content: `Updated task #${use.number} status`,
            result: {
              success: true,
              taskId: String(use.number),
              updatedFields: ['status'],
              statusChange:
                use.change === 'start'
                  ? { from: 'pending', to: 'in_progress' }
                  : { from: 'in_progress', to: 'completed' },
            },
          }
    case 'plan': {
      const filePath = `${cwd}/.claude/plans/current.md`
      return {
        name: 'ExitPlanMode',
        input: { plan: use.text },
        content: `User has approved your plan. You can now start coding. Start with updating your todo list if applicable\n\n## Approved Plan:\n${use.text}`,
        result: { plan: use.text, isAgent: false, filePath },
      }
    }
    case 'ask': {
      const questions = [
        {
          question: use.question,
          header: use.header,
          options: use.options.map(([label, description]) => ({ label, description })),
          multiSelect: false,
        },
      ]
      return {
        name: 'AskUserQuestion',
        input: { questions },
        content: `User has answered your questions: "${use.question}"="${use.answer}". You can now continue with the user's answers in mind.`,
        result: { questions, answers: { [use.question]: use.answer } },
      }
    }
  }
}

/** A tool call as Claude Code logs it. */
export const loggedTool = (use: ToolUse, plansFolder: string): LoggedTool => {
  const tool = done(use, plansFolder)
  if (use.refused === undefined) return tool
  const message = use.refused
    ? `${refusal}To tell you how to proceed, the user said:\n${use.refused}`
    : `${refusal}STOP what you are doing and wait for the user to tell you how to proceed.`
  return {
    name: tool.name,
    input: tool.input,
    content: message,
    isError: true,
    result: use.refused ? `Error: ${message}` : 'User rejected tool use',
  }
}
