import type { WorkItem } from '../../script.ts'
import { afterReview } from './after-review.ts'
import { firstTry } from './first-try.ts'
import { buildOutbox } from './outbox.ts'

/** The feature of these weeks: refunds that no longer vanish when the bank times out. */
export const refundRetries: WorkItem = {
  name: 'refund-retries',
  repository: 'payments',
  branch: 'ines/pay-88-refund-retries',
  moments: [
    firstTry,
    buildOutbox,
    {
      do: 'commit',
      by: 'ines',
      day: 5,
      hour: 10.3,
      subject: 'Come back later when the bank limits our rate',
      changes: [
        {
          path: 'src/refunds/outbox.ts',
          from: "      else await outbox.failed(refund.id, answer.code ?? 'refused')",
          to: "      else if (answer.code === 'rate_limited') await outbox.again(refund.id, refund.attempt, new Date(now.getTime() + firstDelay))\n      else await outbox.failed(refund.id, answer.code ?? 'refused')",
        },
      ],
    },
    afterReview,
    {
      do: 'merge',
      by: 'marek',
      day: 1,
      hour: 16.4,
      style: 'merge',
      title: 'Retry refunds when the bank times out (PAY-88)',
      body: 'Refunds go through an outbox, so that a timeout of the bank no longer loses them.',
    },
    { do: 'tag', by: 'marek', day: 0, hour: 9.5, name: 'v2.41.0', message: 'Refunds retry by themselves' },
  ],
}
