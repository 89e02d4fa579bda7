import type { FileEdit } from './file-edit.ts'

const opening = /<<-?\s*(["']?)([A-Za-z_][A-Za-z0-9_]*)\1/

interface Heredoc {
  /** The command line that the document is given to. */
  readonly line: string
  /** Whether the shell leaves the document alone. */
  readonly quoted: boolean
  readonly lines: readonly string[]
}

const heredocs = (script: string): Heredoc[] => {
  const found: Heredoc[] = []
  const lines = script.split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const begins = opening.exec(line)
    if (!begins) continue
    const end = lines.findIndex((candidate, at) => at > index && candidate.trim() === begins[2])
    if (end === -1) continue
    found.push({ line, quoted: begins[1] !== '', lines: lines.slice(index + 1, end) })
    index = end
  }
  return found
}

const path = String.raw`("[^"$\`]+"|'[^']+'|[^\s<>|&;"'$\`]+)`
const redirected = new RegExp(String.raw`(?:^|[\s;&|(])cat\b[^|;&]*?(>>?)\s*${path}`)
const teed = new RegExp(String.raw`(?:^|[\s;&|(])tee\s+(-a\s+)?${path}`)

/**
 * The files that a shell command writes from documents in itself: `cat > file <<'EOF'`, `tee file <<EOF`. A document in
 * which the shell would replace something is left out, since what was written is not known.
 */
export const filesOfScript = (script: string): FileEdit[] =>
  heredocs(script).flatMap(({ line, quoted, lines }) => {
    const cat = redirected.exec(line)
    const tee = cat ? null : teed.exec(line)
    const name = (cat?.[2] ?? tee?.[2])?.replace(/^(["'])(.*)\1$/, '$2')
    if (name === undefined || name.startsWith('/dev/') || name.startsWith('&')) return []
    if (!quoted && lines.some((text) => /[$`\\]/.test(text))) return []
    const appends = cat?.[1] === '>>' || tee?.[1] !== undefined
    return [
      {
        path: name,
        operation: appends ? ('update' as const) : ('create' as const),
        patch: [`@@ -0,0 +${appends ? 0 : 1},${lines.length} @@`, ...lines.map((text) => `+${text}`)].join('\n'),
        added: lines,
        removed: [],
      },
    ]
  })
