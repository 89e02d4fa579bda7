const words = 'the queue retries what the gateway refused until a limit is met and tells who waits for it'.split(' ')

/** Words that a compressor does not see through, as many characters as asked for. */
export const prose = (characters: number, seed: number): string => {
  let text = ''
  let state = seed >>> 0
  while (text.length < characters) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    text += `${words[state % words.length]}${(state >>> 7).toString(36)} `
  }
  return text.slice(0, characters)
}

const start = Date.parse('2026-03-02T09:00:00Z')

/** What the lines of one session have in common. */
export interface LoggedSession {
  readonly session: string
  readonly cwd: string
}

export const sessionNumber = (number: number): string =>
  `${number.toString(16).padStart(8, '0')}-0a51-4a3e-9d0e-7b1c2d3e4f50`

/** A line as Claude Code writes it, without its newline; each is a second after the one before. */
const logLine = ({ session, cwd }: LoggedSession, index: number, fields: Record<string, unknown>): string =>
  JSON.stringify({
    parentUuid: index === 0 ? null : `${session}-${index - 1}`,
    isSidechain: false,
    userType: 'external',
    cwd,
    sessionId: session,
    version: '2.1.80',
    gitBranch: 'main',
    uuid: `${session}-${index}`,
    timestamp: new Date(start + index * 1000).toISOString(),
    ...fields,
  })

export const promptLine = (of: LoggedSession, index: number, text: string): string =>
  logLine(of, index, { type: 'user', message: { role: 'user', content: text } })

export const answerLine = (of: LoggedSession, index: number, block: Record<string, unknown>): string =>
  logLine(of, index, {
    type: 'assistant',
    requestId: `req_${of.session}_${index}`,
    message: {
      id: `msg_${of.session}_${index}`,
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-4-6',
      content: [block],
      usage: { input_tokens: 10, cache_creation_input_tokens: 20, cache_read_input_tokens: 30, output_tokens: 40 },
    },
  })

export const resultLine = (of: LoggedSession, index: number, call: string, output: string): string =>
  logLine(of, index, {
    type: 'user',
    message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: call, content: output }] },
    toolUseResult: { stdout: output, stderr: '', interrupted: false },
  })

/** An edit of a file that adds some lines and takes others out: its call, and a result as the program logs it. */
export const editLines = (
  of: LoggedSession,
  index: number,
  { path, added, removed, at }: { path: string; added: readonly string[]; removed: readonly string[]; at: Date },
): string[] => {
  const call = `toolu_${of.session}_${index}`
  const timestamp = at.toISOString()
  const lines = [...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)]
  const hunk = { oldStart: 1, oldLines: removed.length, newStart: 1, newLines: added.length, lines }
  const input = { file_path: path, old_string: removed.join('\n'), new_string: added.join('\n') }
  return [
    logLine(of, index, {
      type: 'assistant',
      timestamp,
      message: {
        id: `msg_${index}`,
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-4-6',
        content: [{ type: 'tool_use', id: call, name: 'Edit', input }],
      },
    }),
    logLine(of, index + 1, {
      type: 'user',
      timestamp,
      message: {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: call, content: 'The file has been updated.' }],
      },
      toolUseResult: {
        filePath: path,
        oldString: input.old_string,
        newString: input.new_string,
        structuredPatch: [hunk],
      },
    }),
  ]
}
