import type { RepositoryName } from '../../script.ts'
import { consoleQuestions } from './console.ts'
import { ledgerQuestions } from './ledger.ts'
import { paymentsQuestions } from './payments.ts'
import type { Question } from './question.ts'

export const questions: Record<RepositoryName, readonly Question[]> = {
  payments: paymentsQuestions,
  ledger: ledgerQuestions,
  console: consoleQuestions,
}
