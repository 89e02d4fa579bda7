import { redactorOf } from './redactor.ts'
import { ownRules } from './rules/index.ts'

let redactor: ReturnType<typeof redactorOf> | undefined

/** Redacts one text at once, by our own rules only: for log lines and messages of errors. */
export const redactLine = (text: string): string => {
  redactor ??= redactorOf(ownRules)
  return redactor.redact([text]).texts[0]!
}
