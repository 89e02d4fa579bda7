/** Something that the agent program wraps around what it hands on. */
export interface Unwrapped {
  /** What it is, in a line. */
  readonly title: string
  /** More of it, as Markdown; empty where there is none. */
  readonly text: string
}

/** So much of a text is looked through for what wraps it. */
const most = 400_000

const element = (text: string, name: string): string | undefined => {
  const open = text.indexOf(`<${name}>`)
  if (open < 0) return undefined
  const start = open + name.length + 2
  const close = text.lastIndexOf(`</${name}>`)
  return text.slice(start, close < start ? undefined : close).trim()
}

/** What an automatic message says without the tags around it; undefined where it is none that is known. */
export const unwrapNotice = (text: string): Unwrapped | undefined => {
  const start = text.slice(0, most).trimStart()
  if (start.startsWith('<task-notification>')) {
    const title = element(start, 'summary') ?? `A background task ${element(start, 'status') ?? 'ended'}`
    return { title, text: element(start, 'result') ?? element(start, 'output') ?? '' }
  }
  const mate = /^<teammate-message\b[^>]{0,500}?\bteammate_id="([^"]{1,200})"[^>]{0,500}>/.exec(start)
  if (mate) {
    const end = start.lastIndexOf('</teammate-message>')
    return { title: `${mate[1]} wrote`, text: start.slice(mate[0].length, end < 0 ? undefined : end).trim() }
  }
  const skill = /^Base directory for this skill: (\S{1,1000})/.exec(start)
  if (skill) {
    const name = skill[1]!.replace(/\/+$/, '').split('/').at(-1)
    return { title: `The skill ${name}`, text: start.slice(skill[0].length).trim() }
  }
  return undefined
}

/** What a tool returned without the tags that the agent program put around it, and what it was told beside. */
export const unwrapOutput = (output: string): { readonly text: string; readonly asides: readonly string[] } => {
  const asides: string[] = []
  let text = output
  for (let tries = 0; tries < 20 && text.trimEnd().endsWith('</system-reminder>'); tries++) {
    const open = text.lastIndexOf('<system-reminder>')
    if (open < 0) break
    asides.unshift(text.slice(open + 17, text.lastIndexOf('</system-reminder>')).trim())
    text = text.slice(0, open).trimEnd()
  }
  const error = /^\s{0,20}<tool_use_error>/.exec(text)
  if (error) text = text.slice(error[0].length).replace(/<\/tool_use_error>\s{0,20}$/, '')
  const persisted = /^\s{0,20}<persisted-output>\s{0,20}/.exec(text)
  if (persisted) text = text.slice(persisted[0].length).replace(/\s{0,20}<\/persisted-output>\s{0,20}$/, '')
  if (/^\s{0,20}<retrieval_status>/.test(text)) {
    for (const name of ['task_id', 'task_type', 'retrieval_status', 'status', 'exit_code']) {
      const value = element(text, name)
      if (value !== undefined && value.length < 200) asides.push(`${name.replaceAll('_', ' ')}: ${value}`)
    }
    text = element(text, 'output') ?? ''
  }
  return { text, asides }
}

/** The text of a file with the numbers that the agent program puts before its lines taken off; undefined for all else. */
export const numberedFile = (output: string): { readonly text: string; readonly first: number } | undefined => {
  const lines = output.split('\n')
  const numbers = /^\s{0,10}(\d{1,9})(?:→|\t)/
  const start = numbers.exec(lines[0] ?? '')
  if (!start) return undefined
  const first = Number(start[1])
  const bare: string[] = []
  for (const [index, line] of lines.entries()) {
    const number = numbers.exec(line)
    if (!number || Number(number[1]) !== first + index) return undefined
    bare.push(line.slice(number[0].length))
  }
  return { text: bare.join('\n'), first }
}
