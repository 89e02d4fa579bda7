import { join } from 'node:path'
import { logInput, plantIn } from './logs.ts'

const fixtures = join(import.meta.dirname, '../../../src/connectors/codex/fixtures/home')

const written = new Set(
  `content text message summary cmd command chars explanation step output stdout stderr aggregated_output formatted_output
   cwd workdir branch title query prompt description instructions unified_diff content query patch objective`.split(
    /\s+/,
  ),
)

export const codexInput = logInput(
  'codex',
  fixtures,
  (folder) => ({
    homes: [{ path: folder, claudeFolders: [], codexFolders: [join(folder, '.codex')] }],
    repositories: [],
  }),
  (line, secret) => JSON.stringify(plantIn(JSON.parse(line), written, secret)),
  [
    'session.cwd',
    'session.branch',
    'turn.text',
    'tool_call.target',
    'session_event.details',
    'session_summary.goal',
    'message/text',
    'toolCall/input',
    'toolResult/output',
    'edit/patch',
  ],
)
