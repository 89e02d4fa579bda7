const wrapped = /<([a-z][\w.-]*)(?:\s[^<>]*)?>([\s\S]*?)<\/\1>/gi
const tag = /<\/?[a-z][\w.-]*(?:\s[^<>]*)?>/gi
const fenced = /(```|~~~)[\s\S]*?(?:\1|$)/g
const placeholders = /\[(?:image|pasted text|screenshot)(?: #?\d+)?[^\]\n]*\]/gi
const timestamped = /\s*\[?(?:\d{4}-\d{2}-\d{2}[T ])?\d{2}:\d{2}:\d{2}\b/

/** Lines that a program wrote: stamps, trees, stack frames, diffs, data, a shell's prompt. */
const pasted =
  /^(?:\[?\d{4}-\d{2}-\d{2}[T ]\d|\[?\d{1,2}:\d{2}:\d{2}|\[[\w .:-]+\]\s|[✓✔✗✘❌⨯×│├└╭╰┌┃▶●⎿❯›$%]|>{1,3}\s|at\s+\S+.*[:(]\d+|[{}]|"[^"]*":|<\/?\w|@@ |diff --git|(?:error|warn|info|debug|fatal|panic)\b[:\s[])|[{;}]$/i

/** A line of a prompt. */
export interface PromptLine {
  readonly text: string
  /** It looks like something that a program printed. */
  readonly pasted: boolean
  /** It is a heading in Markdown. */
  readonly heading: boolean
}

const saysSomething = (text: string): boolean => /\p{L}{2}/u.test(text)

/** Lines that were wrapped by hand, joined again. */
const unwrapped = (text: string): string => text.replaceAll(/(?<=[^\n]{50}[\p{L},])\n(?=\p{Ll})/gu, ' ')

/** What a person wrote in a prompt, line by line: without what was wrapped around it, without code and pictures. */
export const promptLines = (prompt: string): PromptLine[] => {
  let text = prompt.replaceAll('\r\n', '\n').replaceAll(placeholders, ' ')
  const outside = text.replace(wrapped, '\n')
  text = saysSomething(outside) ? outside : text.replaceAll(tag, '\n')
  const around = text.replace(fenced, '\n')
  text = saysSomething(around) ? around : text.replaceAll(/```\w*|~~~/g, ' ')
  return unwrapped(text)
    .replace(/^\s*[❯›>]\s+(?=\p{L}+\s+\p{L}+\s+\p{L}+)/u, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line))
    .map((line) => {
      const heading = /^#{1,4}\s+(.+?)\s*#*$/.exec(line)
      const written = timestamped.exec(line)
      const text = heading ? heading[1]! : written && written.index > 8 ? line.slice(0, written.index) : line
      return { text, pasted: pasted.test(line), heading: heading !== null }
    })
}
