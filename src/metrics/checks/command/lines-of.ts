/** The lines of a shell script: a line break in quotes or after a backslash ends none. */
export const linesOf = (script: string): string[] => {
  const lines: string[] = []
  let quote: string | undefined
  let line = ''
  for (let at = 0; at < script.length; at++) {
    const letter = script[at]!
    if (letter === '\\' && quote !== "'") {
      const next = script[++at] ?? ''
      line += next === '\n' ? ' ' : letter + next
    } else if (letter === '\n' && quote === undefined) {
      lines.push(line)
      line = ''
    } else {
      if (letter === quote) quote = undefined
      else if (quote === undefined && (letter === '"' || letter === "'")) quote = letter
      line += letter === '\n' ? ' ' : letter
    }
  }
  return [...lines, line]
}
