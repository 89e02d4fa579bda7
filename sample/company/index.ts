import type { RepositoryName } from '../script.ts'
import { team } from '../team.ts'
import { console } from './console.ts'
import { ledger } from './ledger.ts'
import { payments } from './payments.ts'

const mailmap = `${team
  .filter((each) => each.otherEmail)
  .map((each) => `${each.name} <${each.email}> <${each.otherEmail}>`)
  .join('\n')}\n`

/** Each repository's files as the story begins, the number that its next pull request gets, and who began it. */
export const company: Record<RepositoryName, { files: Record<string, string>; nextNumber: number; founder: string }> = {
  payments: { files: { ...payments, '.mailmap': mailmap }, nextNumber: 361, founder: 'diego' },
  ledger: { files: { ...ledger, '.mailmap': mailmap }, nextNumber: 188, founder: 'marek' },
  console: { files: { ...console, '.mailmap': mailmap }, nextNumber: 274, founder: 'layla' },
}
