import { join } from 'node:path'
import type { TemporaryFolder } from './folder.ts'

/** What a written log of Claude Code is about. */
export interface ClaudeLog {
  readonly home: string
  readonly session: string
  readonly cwd: string
  readonly startedAt: number
  readonly branch?: string
  readonly version?: string
}

type Entry = Record<string, unknown>

/** Writes one session as Claude Code does: `entries` become its lines, a second apart, and the later fields win. */
export const writeClaudeLog = (folder: TemporaryFolder, log: ClaudeLog, entries: readonly Entry[]): string => {
  const { home, session, cwd, startedAt, branch = 'main', version = '2.1.80' } = log
  const lines = entries.map((entry, index) =>
    JSON.stringify({
      uuid: `${session}-${index}`,
      parentUuid: index === 0 ? null : `${session}-${index - 1}`,
      sessionId: session,
      timestamp: new Date(startedAt + index * 1000).toISOString(),
      isSidechain: false,
      userType: 'external',
      cwd,
      gitBranch: branch,
      version,
      ...entry,
    }),
  )
  return folder.write(join(home, '.claude', 'projects', '-work', `${session}.jsonl`), `${lines.join('\n')}\n`)
}

export const prompt = (content: unknown): Entry => ({ type: 'user', message: { role: 'user', content } })

/** An answer, with the tokens that it took. */
export const answer = (id: string, content: readonly Entry[], model = 'claude-opus-4-6'): Entry => ({
  type: 'assistant',
  requestId: `req_${id}`,
  message: {
    id: `msg_${id}`,
    type: 'message',
    role: 'assistant',
    model,
    content,
    usage: { input_tokens: 10, cache_creation_input_tokens: 20, cache_read_input_tokens: 30, output_tokens: 40 },
  },
})

export const said = (text: string): Entry => ({ type: 'text', text })

export const called = (id: string, name: string, input: Entry): Entry => ({ type: 'tool_use', id, name, input })

export const returned = (id: string, output: string, failed = false): Entry =>
  prompt([{ type: 'tool_result', tool_use_id: id, content: output, is_error: failed }])
