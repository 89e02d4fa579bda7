import type { WorkItem } from '../script.ts'
import { disputesPage, evidenceUpload, retryState, zeroDecimal } from './console-work.ts'
import { accountSearch, accountSearchRoute, bankHolidays, disputeWebhooks, queueExploration } from './explorations.ts'
import { constantTime, webhookIncident, webhookKeepAlive } from './incident.ts'
import { ledgerBackfill, runningBalances } from './ledger-migration.ts'
import { refundRetries } from './refund-retries.ts'
import { releases } from './releases.ts'
import { flakyClock, nodeUpgrade, webhookDocs } from './upkeep.ts'

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
