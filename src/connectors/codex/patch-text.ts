import type { FileEdit } from './file-edit.ts'

interface Hunk {
  readonly hint: string
  readonly lines: string[]
}

const fileLine = /^\*\*\* (Add|Update|Delete) File: (.+)$/
const moveLine = /^\*\*\* Move to: (.+)$/

const printed = ({ hint, lines }: Hunk): string => {
  const before = lines.filter((line) => !line.startsWith('+')).length
  const after = lines.filter((line) => !line.startsWith('-')).length
  return [`@@ -0,${before} +0,${after} @@${hint ? ` ${hint}` : ''}`, ...lines].join('\n')
}

const editOf = (operation: string, path: string, movedTo: string | undefined, hunks: readonly Hunk[]): FileEdit => {
  const lines = hunks.flatMap((hunk) => hunk.lines)
  const added = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1))
  const removed = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1))
  return {
    path,
    movedTo,
    operation: operation === 'Add' ? 'create' : operation === 'Delete' ? 'delete' : movedTo ? 'rename' : 'update',
    patch:
      operation === 'Add'
        ? [`@@ -0,0 +1,${added.length} @@`, ...lines].join('\n')
        : hunks
            .filter((hunk) => hunk.lines.length > 0)
            .map(printed)
            .join('\n'),
    added,
    removed,
  }
}

/**
 * The files of a text in the format of the tool `apply_patch` (`*** Begin Patch` ... `*** End Patch`). The format names
 * no line numbers: hunks begin with `@@ -0,n +0,m @@` and the line that locates them.
 */
export const filesOfPatch = (text: string): FileEdit[] => {
  const files: FileEdit[] = []
  let file: { operation: string; path: string; movedTo?: string; hunks: Hunk[] } | undefined
  const close = () => {
    if (file) files.push(editOf(file.operation, file.path, file.movedTo, file.hunks))
    file = undefined
  }
  let inside = false
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    if (line.trim() === '*** Begin Patch') inside = true
    if (!inside) continue
    const begins = fileLine.exec(line)
    if (line.trim() === '*** End Patch') {
      close()
      inside = false
    } else if (begins) {
      close()
      file = { operation: begins[1]!, path: begins[2]!.trim(), hunks: [] }
      if (file.operation === 'Add') file.hunks.push({ hint: '', lines: [] })
    } else if (file) {
      const moved = moveLine.exec(line)
      const lines = file.hunks.at(-1)?.lines
      if (moved) file.movedTo = moved[1]!.trim()
      else if (line.startsWith('@@')) file.hunks.push({ hint: line.slice(2).trim(), lines: [] })
      else if (line.startsWith('*** ')) continue
      else if (lines) lines.push(line === '' ? ' ' : line)
      else if (/^[ +-]/.test(line)) file.hunks.push({ hint: '', lines: [line] })
    }
  }
  close()
  return files
}
