import type { WorkItem } from '../script.ts'
import { refundRetries } from './refund-retries.ts'

/** The work items that are told in full. */
export const stories: readonly WorkItem[] = [refundRetries]
