import { isAbsolute, join } from 'node:path'
import type { FileEdit } from './edits.ts'
import { patchFromContent } from './patch.ts'

const operator = /<<(-?)\s*(?:'([^'\n]+)'|"([^"\n]+)"|\\?([A-Za-z_][A-Za-z0-9_]*))/
const writer = /(?:^|[;&|(]|\bdo\b|\bthen\b)\s*(?:sudo\s+)?(?:cat|tee)\b/
const word = `("[^"\\n]+"|'[^'\\n]+'|[^\\s;&|<>()"']+)`
const redirection = new RegExp(`(?:^|[^0-9&>])(>>?)\\s*${word}`)
const tee = new RegExp(`\\btee\\s+((?:-a|--append)\\s+)?${word}`)
const changeDirectory = new RegExp(`(?:^|[;&|(])\\s*cd\\s+${word}`, 'g')

/**
 * The files that a shell command shows itself writing: `cat > file <<EOF`, `cat <<EOF >> file`, `tee file <<EOF`. What
 * was there before is not known: `>` counts as creating the file, `>>` as adding to it.
 */
export const shellEdits = (command: string, cwd: string | undefined): FileEdit[] => {
  if (!command.includes('<<')) return []
  const edits: FileEdit[] = []
  const lines = command.split('\n')
  let folder = cwd
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    folder = folderAfter(line, folder)
    const heredoc = operator.exec(line)
    if (heredoc === null) continue
    const delimiter = heredoc[2] ?? heredoc[3] ?? heredoc[4]!
    const end = lines.findIndex((text, index) => index > at && (heredoc[1] ? text.trimStart() : text) === delimiter)
    if (end === -1) break
    const target = writer.test(line) ? targetOf(line.replace(operator, ' ')) : undefined
    if (target !== undefined) {
      const body = lines.slice(at + 1, end).map((text) => (heredoc[1] ? text.replace(/^\t+/, '') : text))
      edits.push({
        path: inFolder(target.path, folder),
        operation: target.append ? 'update' : 'create',
        patch: patchFromContent(body.length === 0 ? '' : `${body.join('\n')}\n`),
      })
    }
    at = end
  }
  return edits.filter(({ patch }) => patch.patch !== '')
}

const targetOf = (line: string): { path: string; append: boolean } | undefined => {
  const teed = tee.exec(line)
  const found = teed ?? redirection.exec(line)
  if (found === null) return undefined
  const path = found[2]!.replace(/^["']|["']$/g, '')
  if (path.startsWith('/dev/') || path.includes('$(') || path.includes('`')) return undefined
  return { path, append: teed === null ? found[1] === '>>' : found[1] !== undefined }
}

/** The folder that a line changes into, as far as it says so plainly; absent when it cannot be told. */
const folderAfter = (line: string, folder: string | undefined): string | undefined => {
  if (!line.includes('cd ')) return folder
  let now = folder
  for (const [, target] of line.matchAll(changeDirectory)) {
    const path = target!.replace(/^["']|["']$/g, '')
    if (/[$`~*]/.test(path) || path === '-') now = undefined
    else now = isAbsolute(path) ? path : now === undefined ? undefined : join(now, path)
  }
  return now
}

const inFolder = (path: string, folder: string | undefined): string =>
  isAbsolute(path) || folder === undefined || /^[~$]/.test(path) ? path : join(folder, path)
