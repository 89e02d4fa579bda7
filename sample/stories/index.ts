import type { WorkItem } from '../script.ts'
import { accountSearch } from './account-search/index-accounts.ts'
import { accountSearchRoute } from './account-search/route.ts'
import { bankHolidays } from './bank-holidays.ts'
import { constantTime } from './constant-time.ts'
import { disputeWebhooks } from './dispute-webhooks.ts'
import { disputesPage } from './disputes-page.ts'
import { evidenceUpload } from './evidence-upload.ts'
import { flakyClock } from './flaky-clock.ts'
import { nodeUpgrade } from './node-upgrade.ts'
import { queueExploration } from './queue-exploration.ts'
import { refundRetries } from './refund-retries/index.ts'
import { releases } from './releases.ts'
import { retryState } from './retry-state.ts'
import { ledgerBackfill } from './running-balances/backfill.ts'
import { runningBalances } from './running-balances/first-half.ts'
import { webhookDocs } from './webhook-docs.ts'
import { webhookIncident } from './webhook-incident.ts'
import { webhookKeepAlive } from './webhook-keep-alive.ts'
import { zeroDecimal } from './zero-decimal.ts'

/** The work items that are told in full, by when they begin. */
export const stories: readonly WorkItem[] = [
  runningBalances,
  bankHolidays,
  zeroDecimal,
  queueExploration,
  webhookDocs,
  webhookKeepAlive,
  webhookIncident,
  disputesPage,
  constantTime,
  evidenceUpload,
  ledgerBackfill,
  accountSearch,
  refundRetries,
  accountSearchRoute,
  retryState,
  disputeWebhooks,
  flakyClock,
  nodeUpgrade,
  ...releases,
]
