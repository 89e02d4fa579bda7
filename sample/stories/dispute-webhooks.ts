import { find, read, say, search, turn, type WorkItem } from '../script.ts'

/** Dispute webhooks: begun, so far only by reading. */
export const disputeWebhooks: WorkItem = {
  name: 'dispute-webhooks',
  repository: 'payments',
  branch: 'main',
  moments: [
    {
      do: 'session',
      by: 'priya',
      agent: 'claude',
      day: 1,
      hour: 14.2,
      onMain: true,
      turns: [
        turn(
          'PAY-95 dispute webhooks. Before I plan anything: what do we know about disputes in this service today, where would an event start, and what do the existing events have in common? Only read.',
          [
            {
              do: 'delegate',
              type: 'Explore',
              task: 'Find all traces of disputes',
              prompt:
                'Search this repository for everything about disputes, chargebacks and retrievals: types, tables, routes, comments. Give file and line for each, or say that there is nothing.',
              steps: [search('[Dd]ispute|chargeback'), find('migrations/*.sql'), search('post<', 'src')],
              answer:
                'There is nothing about disputes in the code or in the migrations. The only routes are for refunds (src/main.ts). README mentions payments, refunds and webhooks.',
            },
            find('src/webhooks/events/*.ts'),
            read('src/webhooks/deliver.ts'),
            say(
              "This service knows nothing of disputes: no table, no route, no type. Events are plain functions that make a `Delivery` from an endpoint and a few named fields; whoever notices the fact calls them.\n\nSo before the webhook there must be something that notices: the bank sends disputes in a daily file, if I read the ledger's runbook on settlement right.",
            ),
          ],
        ),
        turn('Does the file have a stable id per dispute? Otherwise we cannot say "updated"', [
          search('settlement', 'docs'),
          say(
            'I cannot see it from here: the format is not in this repository, and the ledger only checks that the file is there. That is the question for the bank.',
          ),
        ]),
      ],
    },
    {
      do: 'session',
      by: 'priya',
      agent: 'claude',
      day: 0,
      hour: 15.4,
      onMain: true,
      turns: [
        turn(
          'PAY-95 again. The bank answered: disputes come with a case number, but it changes when a case goes to arbitration. Read sign.ts and the events once more and tell me what the smallest useful event would be.',
          [
            read('src/webhooks/sign.ts'),
            find('src/webhooks/events/*.ts'),
            say(
              'The smallest useful one: `dispute.opened` with our payment, the reason and the day until which the merchant can answer. It needs no stable case number, since it is sent once. `dispute.updated` does; leave it until there is an id of our own that survives arbitration.',
            ),
          ],
        ),
      ],
    },
  ],
}
