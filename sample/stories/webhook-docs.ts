import { vitestPasses } from '../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, say, search, turn, type WorkItem, write } from '../script.ts'

/** How to build on webhooks: documentation, by somebody new to it. */
export const webhookDocs: WorkItem = {
  name: 'webhook-docs',
  repository: 'payments',
  branch: 'priya/pay-102-webhook-docs',
  moments: [
    {
      do: 'session',
      by: 'priya',
      agent: 'claude',
      day: 17,
      hour: 11.1,
      turns: [
        turn(
          'PAY-102: merchants ask how to check our webhook signatures. Write docs/webhooks.md: what we send, how to verify (Node and Go), what to answer, what happens if they do not. Take every claim from the code, mark what you cannot find there.',
          [
            read('src/webhooks/sign.ts'),
            read('src/webhooks/deliver.ts'),
            search('retry|attempt', 'src/webhooks'),
            write(
              'docs/webhooks.md',
              '# Webhooks\n\nWe send events as POST with a JSON body: `{"event": "refund.settled", "data": {...}}`.\n\n## Check the signature\n\n`x-signature` is the hex HMAC-SHA256 of `<timestamp>.<body>` with the secret of your endpoint.\n\n**Not found in the code:** how the timestamp gets to the merchant. `deliver` signs with it, but sends no header for it.\n\n## Answer\n\nAny status from 200 to 299 within five seconds. Do the work afterwards.\n\n## If you do not answer\n\nThe event counts as not delivered. **Not found in the code:** whether it is sent again.\n',
            ),
            say(
              'The page is in docs/webhooks.md. Two things are not in the code, and one of them looks like a defect: `deliver` signs the timestamp but never sends it, so nobody can check the signature.',
            ),
          ],
        ),
        turn(
          "wow ok. that's a bug, merchants probably take the Date header. make it x-timestamp and put it in the docs",
          [
            edit(
              'src/webhooks/deliver.ts',
              "'x-signature': sign(delivery.secret, now, body) }",
              "'x-timestamp': String(now), 'x-signature': sign(delivery.secret, now, body) }",
            ),
            edit(
              'docs/webhooks.md',
              '**Not found in the code:** how the timestamp gets to the merchant. `deliver` signs with it, but sends no header for it.',
              'The timestamp is in `x-timestamp`, in milliseconds. Refuse calls that are older than five minutes.',
            ),
            run(
              'npm test',
              'Run the tests',
              vitestPasses(
                [
                  ['src/money.test.ts', 2],
                  ['src/settlement/cutoff.test.ts', 3],
                ],
                980,
              ),
              6,
            ),
            commit(
              'Send the timestamp that webhooks are signed with (PAY-102)',
              'It was part of the signature, and nobody could know it.',
            ),
            push,
            pullRequest(
              'Describe webhooks, and send their timestamp (PAY-102)',
              'Found while writing the page: the timestamp is signed, but was never sent.',
            ),
            say('Fixed and described; #{pr}.'),
          ],
        ),
      ],
    },
    {
      do: 'merge',
      by: 'ines',
      day: 16,
      hour: 10.2,
      style: 'merge',
      title: 'Describe webhooks, and send their timestamp (PAY-102)',
    },
  ],
}
