import type { Kind } from '../task.ts'
import { component } from './component.ts'
import { counter } from './counter.ts'
import { declineReason } from './decline-reason.ts'
import { errandKinds } from './errand.ts'
import { formRule } from './form-rule.ts'
import { hook } from './hook.ts'
import { ibanRule } from './iban-rule.ts'
import { indexMigration } from './index-migration.ts'
import { ledgerCheck } from './ledger-check.ts'
import { ledgerQuery } from './ledger-query.ts'
import { pageText } from './page-text.ts'
import { report } from './report.ts'
import { runbook } from './runbook.ts'
import { webhookEvent } from './webhook-event.ts'

/** Work of which there is more of the same, market by market. */
export const patterns: readonly Kind[] = [
  component,
  counter,
  declineReason,
  formRule,
  hook,
  ibanRule,
  indexMigration,
  ledgerCheck,
  ledgerQuery,
  pageText,
  report,
  runbook,
  webhookEvent,
]

/** All kinds of everyday work. */
export const kinds: readonly Kind[] = [...errandKinds, ...patterns]
