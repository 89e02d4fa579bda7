import { callIdOf, type Here } from './here.ts'

const line = /^\[(\S.*?)(?: \(root-commit\))? ([0-9a-f]{7,40})\] (.+)$/
const follows = /^ (?:\d+ files? changed|Author:|Date:|Committer:|create mode|delete mode|rename |rewrite )/

/**
 * The commits that git names in a command's output: `[branch sha] subject`. A command that speaks of git makes the line
 * git's own; otherwise the summary that git prints below it does.
 */
export const emitPrintedCommits = (here: Here, call: string, output: string, command: () => string | undefined) => {
  if (!output.includes('] ')) return
  const lines = output.split(/\r?\n/)
  let byGit: boolean | undefined
  let index = 0
  lines.forEach((text, at) => {
    const found = line.exec(text)
    if (!found) return
    byGit ??= /\bgit\b/.test(command() ?? '')
    if (!byGit && !follows.test(lines[at + 1] ?? '')) return
    here.emit({
      kind: 'printedCommit',
      id: `${callIdOf(here, call)}#${index++}`,
      session: here.session,
      at: here.at,
      position: here.next(),
      branch: found[1]!,
      sha: found[2]!,
      subject: found[3]!,
    })
  })
}
