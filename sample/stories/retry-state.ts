import { vitestPasses } from '../play/outputs.ts'
import { commit, edit, pullRequest, push, read, run, runFails, say, turn, type WorkItem, write } from '../script.ts'

/** The console learns what the outbox does: begun with one agent, ended with the other. */
export const retryState: WorkItem = {
  name: 'retry-state',
  repository: 'console',
  branch: 'ana/con-140-retry-state',
  moments: [
    {
      do: 'session',
      by: 'ana',
      agent: 'codex',
      day: 4,
      hour: 10.2,
      turns: [
        turn(
          'refunds can be "retrying" soon (PAY-88, ines is on it). show it in the refunds table, with the time of the next try if we have it',
          [
            read('src/api/useRefunds.ts'),
            read('src/pages/RefundsPage.tsx'),
            read('src/text/index.ts'),
            edit(
              'src/api/useRefunds.ts',
              "'requested' | 'sent' | 'settled' | 'failed'",
              "'requested' | 'retrying' | 'sent' | 'settled' | 'failed'",
            ),
            edit(
              'src/text/index.ts',
              "states: { requested: 'Requested',",
              "states: { requested: 'Requested', retrying: 'Bank does not answer, we try again',",
            ),
            say(
              'The state has a text now. The time of the next try is not in the row the API gives; I would need to know its name.',
            ),
          ],
        ),
        turn('nextTryAt, iso string, optional', [
          edit('src/api/useRefunds.ts', '  createdAt: string\n', '  createdAt: string\n  nextTryAt?: string\n'),
          edit(
            'src/pages/RefundsPage.tsx',
            '{ title: text.refunds.state, cell: (row) => text.refunds.states[row.state] }',
            "{ title: text.refunds.state, cell: (row) => text.refunds.states[row.state] + ' ' + row.nextTryAt }",
          ),
          say('The table shows it after the state.'),
        ]),
        turn(
          'it says "Paid back undefined" for all the others, and the raw iso string. please check what you write',
          [
            edit('src/pages/RefundsPage.tsx', "text.refunds.states[row.state] + ' ' + row.nextTryAt", 'stateText(row)'),
            edit(
              'src/pages/RefundsPage.tsx',
              'export const RefundsPage',
              "/** The state in words, with the time of the next try while there is one. */\nexport const stateText = (row: RefundRow): string => {\n  const words = text.refunds.states[row.state]\n  return row.state === 'retrying' && row.nextTryAt ? words + ', next at ' + formatTime(row.nextTryAt) : words\n}\n\nexport const RefundsPage",
            ),
            edit(
              'src/pages/RefundsPage.tsx',
              "import { useRefunds } from '../api/useRefunds'",
              "import { type RefundRow, useRefunds } from '../api/useRefunds'",
            ),
            runFails(
              'npm run build',
              'Build',
              "src/pages/RefundsPage.tsx(11,79): error TS2304: Cannot find name 'formatTime'.",
              2,
              9,
            ),
            edit(
              'src/lib/format.ts',
              'export const formatDate',
              "export const formatTime = (at: string, locale = 'en-GB'): string =>\n  new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(at))\n\nexport const formatDate",
            ),
            edit(
              'src/pages/RefundsPage.tsx',
              'import { formatDate, formatMoney }',
              'import { formatDate, formatMoney, formatTime }',
            ),
            run('npm run build && npm test', 'Build and test', vitestPasses([['src/lib/format.test.ts', 4]], 1620), 14),
            say('Only a refund that is tried again shows a time, and as a time. The build passes.'),
          ],
          { after: 3 },
        ),
      ],
    },
    {
      do: 'session',
      by: 'ana',
      agent: 'claude',
      day: 3,
      hour: 9.7,
      turns: [
        turn(
          'there is uncommitted work here for CON-140, codex did it yesterday. read it, write a test for stateText, tell me what you would change',
          [
            run(
              'git diff --stat',
              'See what is changed',
              ' src/api/useRefunds.ts     | 3 ++-\n src/lib/format.ts         | 3 +++\n src/pages/RefundsPage.tsx | 12 +++++++++---\n src/text/index.ts         | 2 +-\n 4 files changed, 15 insertions(+), 5 deletions(-)',
              0.3,
            ),
            read('src/pages/RefundsPage.tsx'),
            write(
              'src/pages/RefundsPage.test.ts',
              "import { expect, test } from 'vitest'\nimport type { RefundRow } from '../api/useRefunds'\nimport { stateText } from './RefundsPage'\n\nconst row: RefundRow = { id: 'r', payment: 'p', amount: 1, currency: 'EUR', state: 'retrying', createdAt: '2026-03-02' }\n\ntest('says when a refund is tried again', () => {\n  expect(stateText({ ...row, nextTryAt: '2026-03-02T10:30:00' })).toContain('next at 10:30')\n})\n\ntest('says nothing about a next try where there is none', () => {\n  expect(stateText(row)).not.toContain('next')\n  expect(stateText({ ...row, state: 'settled', nextTryAt: '2026-03-02T10:30:00' })).toBe('Paid back')\n})\n",
            ),
            run(
              'npx vitest run src/pages',
              'Run the new tests',
              vitestPasses([['src/pages/RefundsPage.test.ts', 2]], 822),
              3,
            ),
            say(
              "Two tests, both pass. I would change one thing: `formatTime` shows the browser's zone, and CLAUDE.md wants the merchant's. `formatDate` has the same fault, so it is older than this change.",
            ),
          ],
        ),
        turn('ticket for the zone, not now. commit and pr', [
          commit('Show refunds that are tried again (CON-140)'),
          push,
          pullRequest(
            'Show refunds that are tried again (CON-140)',
            'Needs PAY-88. The zone of times is wrong here as it is for dates: CON-141.',
          ),
          say('Opened #{pr}.'),
        ]),
      ],
    },
    {
      do: 'commit',
      by: 'ana',
      day: 3,
      hour: 12.3,
      subject: 'Shorter words for refunds that are tried again',
      changes: [
        {
          path: 'src/text/index.ts',
          from: "retrying: 'Bank does not answer, we try again'",
          to: "retrying: 'Waiting for the bank'",
        },
      ],
    },
    {
      do: 'merge',
      by: 'layla',
      day: 1,
      hour: 17.4,
      style: 'merge',
      title: 'Show refunds that are tried again (CON-140)',
    },
  ],
}
