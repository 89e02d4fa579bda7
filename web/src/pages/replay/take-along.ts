import { type Answer, ask } from '../../api/ask.ts'
import type { Entry } from './entry.ts'

type Session = Answer<'session'>

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

const commands: Readonly<Record<string, string>> = { 'claude-code': 'claude --resume', codex: 'codex resume' }

/** The command that goes on with a session where it ran. */
export const resumeCommand = ({ id, agent, workingDirectory }: Session): string => {
  const command = `${commands[agent ?? ''] ?? agent} ${quoted(id)}`
  return workingDirectory ? `cd ${quoted(workingDirectory)} && ${command}` : command
}

const entriesAtOnce = 1000

/** A session for people and agents to read: prompts and answers in whole, a line for each tool call. */
export const asMarkdown = async (session: Session): Promise<string> => {
  const parts = [`# ${(session.intent ?? session.title ?? session.id).replaceAll(/\s+/g, ' ')}`]
  let cursor: string | undefined
  do {
    const page = await ask('session-entries', { id: session.id, limit: entriesAtOnce, cursor })
    for (const entry of page.items) {
      const part = markdownOf(entry)
      if (part !== undefined) parts.push(part)
    }
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return `${parts.join('\n\n').replaceAll(/(\n- .*)\n\n(?=- )/g, '$1\n')}\n`
}

/** An entry as Markdown; undefined for what is bookkeeping. */
export const markdownOf = (entry: Entry): string | undefined => {
  switch (entry.kind) {
    case 'turn':
      return `## ${entry.human ? 'Prompt' : 'Task'} (${entry.at})\n\n${entry.text}`
    case 'message':
      return entry.form === 'answer' ? entry.text : undefined
    case 'toolCall': {
      const on = (entry.target ?? '').replaceAll(/\s+/g, ' ').slice(0, 200).replaceAll('`', "'")
      const changed = entry.edits.map(({ added, removed }) => ` (+${added} −${removed})`).join('')
      return `- ${entry.tool}${on === '' ? '' : ` \`${on}\``}: ${entry.result?.status ?? 'no result'}${changed}`
    }
    case 'event':
      return entry.type === 'interruption' ? '*Interrupted.*' : undefined
  }
}
