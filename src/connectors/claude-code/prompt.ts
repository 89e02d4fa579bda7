/** What the text of a user line is. */
export type Prompt =
  | { readonly is: 'prompt'; readonly text: string }
  | { readonly is: 'command'; readonly command: string; readonly text: string }
  | { readonly is: 'shell'; readonly text: string }
  | { readonly is: 'command-output'; readonly text: string }
  | { readonly is: 'notice'; readonly text: string }
  | { readonly is: 'summary'; readonly text: string }
  | { readonly is: 'interruption'; readonly duringTool: boolean }
  | { readonly is: 'nothing'; readonly name: string }

const notices = ['<task-notification', '<agent-notification', '<teammate-message', '<background-task-']
const outputs = ['<local-command-stdout>', '<local-command-stderr>', '<bash-stdout>', '<bash-stderr>']
const wrappers = /<(system-reminder|ide_opened_file|ide_selection|ide_diagnostics|local-command-caveat)>[\s\S]*?<\/\1>/g
const outputTags = /<\/?(?:local-command-std(?:out|err)|bash-std(?:out|err))>/g
const colours = /\u001b\[[0-9;]*m/g
const continued = 'This session is being continued from a previous conversation'
const interruption = '[Request interrupted by user'
/** A hook refused a prompt: what follows is what the hook says. */
const refused = 'Operation stopped by hook: '

/** Tells what a text of a user line is. Most of what stands there is no human's prompt. */
export const promptOf = (raw: string): Prompt => {
  const text = raw.trim()
  if (text.startsWith(interruption))
    return { is: 'interruption', duringTool: text.startsWith(`${interruption} for tool`) }
  if (text.startsWith(refused)) return { is: 'notice', text }
  if (text.startsWith(continued)) return { is: 'summary', text }
  if (text.startsWith('[Image: source: ')) return { is: 'nothing', name: 'image source' }
  if (!text.includes('<')) return text === '' ? { is: 'nothing', name: 'empty prompt' } : { is: 'prompt', text }
  if (notices.some((start) => text.startsWith(start))) return { is: 'notice', text }
  if (outputs.some((start) => text.startsWith(start))) return outputText(text)
  if (text.startsWith('<command-')) return command(text)
  const shell = inside(text, 'bash-input')
  if (shell !== undefined && text.startsWith('<bash-input>')) return { is: 'shell', text: shell }
  const written = text.replace(wrappers, '').trim()
  return written === '' ? { is: 'nothing', name: 'context of the program' } : { is: 'prompt', text: written }
}

const outputText = (text: string): Prompt => {
  const plain = text.replace(outputTags, '').replace(colours, '').trim()
  return plain === '' ? { is: 'nothing', name: 'empty command output' } : { is: 'command-output', text: plain }
}

const command = (text: string): Prompt => {
  const name = inside(text, 'command-name')
  if (name === undefined || name === '') return { is: 'notice', text }
  const slashed = name.startsWith('/') ? name : `/${name}`
  const args = inside(text, 'command-args') ?? ''
  return { is: 'command', command: slashed, text: args === '' ? slashed : `${slashed} ${args}` }
}

const inside = (text: string, tag: string): string | undefined => {
  const start = text.indexOf(`<${tag}>`)
  if (start === -1) return undefined
  const end = text.indexOf(`</${tag}>`, start)
  return text.slice(start + tag.length + 2, end === -1 ? undefined : end).trim()
}
