import { join } from 'node:path'
import { logInput, plantIn } from './logs.ts'

const fixtures = join(import.meta.dirname, '../../../src/connectors/claude-code/fixtures')

const written = new Set(
  `content text thinking prompt summary customTitle aiTitle agentName plan planContent command description stdout stderr
   file_path filePath cwd gitBranch subject old_string new_string oldString newString originalFile lines title pattern
   query url result hint message reason`.split(/\s+/),
)

export const claudeCodeInput = logInput(
  'claude-code',
  fixtures,
  (folder) => ({
    homes: [{ path: folder, claudeFolders: [join(folder, 'claude')], codexFolders: [] }],
    repositories: [],
  }),
  (line, secret) => {
    const value = JSON.parse(line) as { type?: string; message?: unknown; sessionId?: string; timestamp?: string }
    return JSON.stringify(plantIn(value, written, secret))
  },
  [
    'session.cwd',
    'session.branch',
    'session.subagent_task',
    'turn.text',
    'tool_call.target',
    'edit.path',
    'session_event.details',
    'session_summary.title',
    'session_summary.goal',
    'session_summary.files',
    'message/text',
    'toolCall/input',
    'toolResult/output',
    'edit/patch',
  ],
)
