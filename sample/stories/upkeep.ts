import { vitestFails, vitestPasses } from '../play/outputs.ts'
import {
  commit,
  edit,
  pullRequest,
  push,
  read,
  run,
  runFails,
  say,
  search,
  turn,
  type WorkItem,
  write,
} from '../script.ts'

/** Node 24 in CI: upkeep, merged by its author on the same day. */
export const nodeUpgrade: WorkItem = {
  name: 'node-upgrade',
  repository: 'payments',
  branch: 'tomas/node-24',
  moments: [
    {
      do: 'session',
      by: 'tomas',
      agent: 'codex',
      day: 0,
      hour: 8.9,
      title: 'Node 24',
      turns: [
        turn('bump to node 24 everywhere: engines, nvmrc, ci, types. run everything', [
          search('22', '.github'),
          read('package.json'),
          read('.nvmrc'),
          edit('package.json', '"node": ">=22"', '"node": ">=24"'),
          edit('package.json', '"@types/node": "22.10.2"', '"@types/node": "24.19.2"'),
          write('.nvmrc', '24\n'),
          edit('.github/workflows/ci.yml', 'node-version: 22', 'node-version: 24'),
          runFails(
            'npm run types',
            'Type check',
            "src/refunds/outbox.database.ts(33,5): error TS2584: Cannot find name 'console'. Do you need to change your target library?",
            2,
            7,
          ),
          read('src/refunds/outbox.database.ts'),
          say(
            '`console` is not in our `lib`, it came with the old node types. The rest of the code has a logger; I use `process.emitWarning` until the outbox gets one, which keeps this change small.',
          ),
          edit(
            'src/refunds/outbox.database.ts',
            "    console.warn({ refund: id, reason }, 'refund failed')",
            "    process.emitWarning('refund ' + id + ' failed: ' + reason)",
          ),
          run(
            'npm run types && npm test && npm run lint',
            'Check everything',
            vitestPasses(
              [
                ['src/money.test.ts', 2],
                ['src/settlement/cutoff.test.ts', 3],
                ['src/refunds/outbox.test.ts', 5],
              ],
              1410,
            ),
            16,
          ),
          say('Node 24 in engines, .nvmrc, CI and types; everything passes.'),
        ]),
        turn('pr', [
          commit('Use Node 24'),
          push,
          pullRequest('Use Node 24', 'engines, .nvmrc, CI and types.'),
          say('#{pr}'),
        ]),
      ],
    },
    { do: 'merge', by: 'tomas', day: 0, hour: 11.3, style: 'squash', title: 'Use Node 24', keepBranch: true },
  ],
}

/** The test that fails every evening. */
export const flakyClock: WorkItem = {
  name: 'flaky-clock',
  repository: 'payments',
  branch: 'tomas/flaky-cutoff-test',
  moments: [
    {
      do: 'session',
      by: 'tomas',
      agent: 'codex',
      day: 0,
      hour: 13.6,
      turns: [
        turn("cutoff.test.ts fails in ci in the evening. AssertionError: expected '2026-03-10' to be '2026-03-09'", [
          read('src/settlement/cutoff.test.ts'),
          read('src/settlement/cutoff.ts'),
          run(
            "faketime '2026-03-09 18:30:00' npx vitest run src/settlement",
            'Run it at half past six',
            vitestFails(
              'src/settlement/cutoff.test.ts',
              [
                [
                  'works with the system clock',
                  "AssertionError: expected '2026-03-10' to be '2026-03-09'",
                  'src/settlement/cutoff.test.ts:14:38',
                ],
              ],
              2,
            ),
            3,
          ),
          say(
            'The third test uses the system clock and expects today, which is wrong after 17:00 UTC by the rule under test. It shows nothing that the first two do not, so I would remove it and test the cutoff to the second instead.',
          ),
          edit(
            'src/settlement/cutoff.test.ts',
            "test('works with the system clock', () => {\n  expect(settlementDay(systemClock)).toBe(new Date().toISOString().slice(0, 10))\n})\n",
            "test('the last day of a month settles in the next', () => {\n  expect(settlementDay(fixedClock('2026-03-31T17:00:00Z'))).toBe('2026-04-01')\n})\n",
          ),
          edit(
            'src/settlement/cutoff.test.ts',
            "import { fixedClock, systemClock } from '../clock.ts'",
            "import { fixedClock } from '../clock.ts'",
          ),
          run(
            "faketime '2026-03-09 18:30:00' npx vitest run src/settlement && npx vitest run src/settlement",
            'Run it in the evening and now',
            vitestPasses([['src/settlement/cutoff.test.ts', 3]], 310),
            4,
          ),
          say('Passes at 18:30 and now.'),
        ]),
        turn('pr', [
          commit('Do not test the cutoff against the time of day'),
          push,
          pullRequest(
            'Do not test the cutoff against the time of day',
            'The test failed whenever CI ran after 17:00 UTC.',
          ),
          say('#{pr}'),
        ]),
      ],
    },
    {
      do: 'merge',
      by: 'ines',
      day: 0,
      hour: 15.5,
      style: 'squash',
      title: 'Do not test the cutoff against the time of day',
      keepBranch: true,
    },
  ],
}

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
