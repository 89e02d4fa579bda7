import type { Random } from '../random.ts'
import type { Change, Moment } from '../script.ts'
import type { Task } from './task.ts'
import { said, voiceOf } from './voices/phrase.ts'

const remarks: readonly [subject: string, note: string][] = [
  ['Say who else relies on it', 'Read by the nightly export as well.'],
  ['Review: why the order matters', 'The order matters for the audit.'],
  ['Point to the merchant docs', 'Keep in step with the merchant docs.'],
  ['Note the ticket it came from', 'Asked for by support, see the ticket.'],
  ['Comment as agreed in review', 'Agreed with finance in March.'],
  ['Warn before somebody renames it', 'The name is part of the contract with merchants.'],
  ['Say where the rule comes from', 'From the rule book of the scheme, section 4.'],
  ['Mention the limit', 'At most a few hundred a day.'],
  ['Review comments', 'Called from one place only; keep it that way.'],
  ['Explain it for the next one', 'Looks odd, is on purpose: see the test.'],
  ['Typo and a remark', 'Reviewed with risk.'],
  ['Name the owner', 'Owned by the payouts people.'],
]

const comment = (path: string, note: string): string => {
  if (path.endsWith('.md')) return `<!-- ${note} -->`
  return path.endsWith('.sql') ? `-- ${note}` : `// ${note}`
}

/** What a person changes by hand after the agent: a line of explanation at the top of a new file. */
export const touchUp = (task: Task, by: string, at: number, random: Random): Moment | undefined => {
  const made: Change = task.changes[0]
  if (made.from !== undefined) return undefined
  const first = made.to.split('\n')[0]!
  const [subject, note] = random.pick(remarks)
  const change = { path: made.path, from: `${first}\n`, to: `${comment(made.path, note)}\n${first}\n` }
  return { do: 'commit', by, at, subject: said(subject, voiceOf(by)), changes: [change] }
}
