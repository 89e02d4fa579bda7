import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { readEvidence } from '../../src/connectors/git/evidence/read-evidence.ts'
import { askGit } from '../../src/connectors/git/git-process.ts'

const help = `Usage: npm run eval:notes -- --repo DIR

Reads the notes of git-ai in a bare repository as Maestro does, and counts what they say and what could not be understood.
`

const { values } = parseArgs({ options: { repo: { type: 'string' }, help: { type: 'boolean', default: false } } })

const ref = 'refs/notes/ai'

/** What a session ran with, as notes name it. */
const toolOf = (session: string): string =>
  session.startsWith('#') ? 'known by a hash alone' : session.slice(0, session.indexOf(':'))

const main = async (gitDirectory: string): Promise<void> => {
  const sha = (await askGit(gitDirectory, 'rev-parse', [ref])).toString('utf8').trim()
  const listed = (await askGit(gitDirectory, 'ls-tree', ['-r', '--name-only', ref])).toString('utf8').trim().split('\n')
  const place = { gitDirectory, repository: 'history', seenAt: 0, signal: undefined }
  const started = performance.now()
  const reasons = new Map<string, number>()
  const sessions = new Set<string>()
  const totals = { files: listed.length, notes: 0, namingSessions: 0, entries: 0, setAside: 0, megabytes: 0 }
  const count = (what: string, more: number) => reasons.set(what, (reasons.get(what) ?? 0) + more)
  for await (const step of readEvidence(place, [{ name: ref, sha, holds: 'notes' }], {}, () => true)) {
    for (const record of step.records) {
      if (record.kind !== 'authorshipNote') continue
      totals.notes++
      if (record.sessions.length > 0) totals.namingSessions++
      totals.entries += record.lines.length
      for (const session of record.sessions) sessions.add(session)
    }
    totals.setAside += step.setAside.length
    for (const { reason } of step.setAside) count(reason, 1)
    for (const [what, more] of Object.entries(step.skipped)) count(what, more)
    totals.megabytes += step.bytes / 1e6
  }
  const tools = [...Map.groupBy(sessions, toolOf)]
  process.stdout.write(
    `${JSON.stringify(
      {
        ...totals,
        megabytes: Math.round(totals.megabytes),
        seconds: Math.round((performance.now() - started) / 100) / 10,
        sessions: Object.fromEntries(tools.map(([tool, own]) => [tool, own.length])),
        counted: Object.fromEntries(reasons),
      },
      null,
      2,
    )}\n`,
  )
}

if (values.repo === undefined || values.help) {
  process.stderr.write(help)
  process.exitCode = values.help ? 0 : 2
} else await main(values.repo)
