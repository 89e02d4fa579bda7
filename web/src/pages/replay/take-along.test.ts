import { expect, test } from 'vitest'
import type { Answer } from '../../api/ask.ts'
import type { Entry } from './entry.ts'
import { markdownOf, resumeCommand } from './take-along.ts'

test('a session is resumed where it ran, whatever its folder is called', () => {
  const session = { id: 'a-b', agent: 'claude-code', workingDirectory: "/home/ana/it's; rm -rf $HOME" }
  expect(resumeCommand(session as Answer<'session'>)).toBe(
    `cd '/home/ana/it'\\''s; rm -rf $HOME' && claude --resume 'a-b'`,
  )
  expect(resumeCommand({ id: 'x', agent: 'codex', workingDirectory: null } as Answer<'session'>)).toBe(
    "codex resume 'x'",
  )
})

test('a call is one line of Markdown, whatever it acted on', () => {
  const call = {
    kind: 'toolCall',
    tool: 'Bash',
    target: 'echo `x`\nrm y',
    result: { status: 'error' },
    edits: [{ added: 3, removed: 1 }],
  } as unknown as Entry
  expect(markdownOf(call)).toBe("- Bash `echo 'x' rm y`: error (+3 −1)")
})
