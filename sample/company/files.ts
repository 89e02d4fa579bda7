/** Reads several files from one text: each begins with a line `=== path`. */
export const filesFrom = (text: string): Record<string, string> => {
  const files: Record<string, string> = {}
  for (const part of text.split(/^=== /m).slice(1)) {
    const end = part.indexOf('\n')
    files[part.slice(0, end).trim()] = `${part.slice(end + 1).trimEnd()}\n`
  }
  return files
}
