import type { Kind } from '../task.ts'
import { component } from './component.ts'
import { declineReason } from './decline-reason.ts'
import { hook } from './hook.ts'
import { ibanRule } from './iban-rule.ts'
import { indexMigration } from './index-migration.ts'
import { ledgerCheck } from './ledger-check.ts'
import { report } from './report.ts'
import { runbook } from './runbook.ts'
import { webhookEvent } from './webhook-event.ts'

/** The kinds of everyday work. */
export const kinds: readonly Kind[] = [
  component,
  declineReason,
  hook,
  ibanRule,
  indexMigration,
  ledgerCheck,
  report,
  runbook,
  webhookEvent,
]
