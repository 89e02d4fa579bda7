import { vitestFails, vitestPasses } from '../play/outputs.ts'
import {
  commit,
  edit,
  find,
  pullRequest,
  push,
  read,
  run,
  runFails,
  say,
  search,
  think,
  turn,
  type WorkItem,
  write,
} from '../script.ts'

/** Yen were shown a hundred times too small. */
export const zeroDecimal: WorkItem = {
  name: 'zero-decimal',
  repository: 'console',
  branch: 'layla/con-131-zero-decimal',
  moments: [
    {
      do: 'session',
      by: 'layla',
      agent: 'claude',
      day: 19,
      hour: 9.3,
      title: 'zero-decimal-currencies',
      turns: [
        turn(
          'CON-131: formatMoney divides by 100 for every currency, so ¥500 is shown as ¥5. Expected:\n- JPY 500 -> ¥500\n- EUR 199900 -> €1,999.00\n- BHD 1500 -> BHD 1.500\nAdd these to format.test.ts first, then fix formatMoney. No table of currencies by hand, Intl knows the digits.',
          [
            read('src/lib/format.ts'),
            read('src/lib/format.test.ts'),
            search('/ 100', 'src'),
            edit(
              'src/lib/format.test.ts',
              "test('formats euros'",
              "test.each([\n  ['JPY', 500, '¥500'],\n  ['EUR', 199900, '€1,999.00'],\n  ['BHD', 1500, 'BHD 1.500'],\n])('formats %s with its own digits', (currency, amount, shown) => {\n  expect(formatMoney(amount, currency).replace(/\\s/g, ' ')).toBe(shown)\n})\n\ntest('formats euros'",
            ),
            runFails(
              'npx vitest run src/lib',
              'See the tests fail',
              vitestFails(
                'src/lib/format.test.ts',
                [
                  [
                    'formats JPY with its own digits',
                    "AssertionError: expected '¥5' to be '¥500'",
                    'src/lib/format.test.ts:9:66',
                  ],
                  [
                    'formats BHD with its own digits',
                    "AssertionError: expected 'BHD 15.000' to be 'BHD 1.500'",
                    'src/lib/format.test.ts:9:66',
                  ],
                ],
                2,
              ),
              1,
              3,
            ),
            say('Two fail, as expected.'),
            edit(
              'src/lib/format.ts',
              "export const formatMoney = (amount: number, currency: string, locale = 'en-GB'): string =>\n  new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount / 100)",
              "export const formatMoney = (amount: number, currency: string, locale = 'en-GB'): string => {\n  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })\n  const digits = format.resolvedOptions().maximumFractionDigits ?? 2\n  return format.format(amount / 10 ** digits)\n}",
            ),
            run(
              'npx vitest run',
              'Run all tests',
              vitestPasses(
                [
                  ['src/lib/format.test.ts', 4],
                  ['src/components/FeeNote.test.tsx', 1],
                ],
                1710,
              ),
              6,
            ),
            say(
              'All four pass. One more place divides by 100 itself: `FeeNote`, for fees that are always in euros. I left it.',
            ),
          ],
        ),
        turn('right, leave FeeNote. PR please', [
          commit(
            'Show every currency with its own digits (CON-131)',
            'Amounts in yen were shown a hundred times too small.',
          ),
          push,
          pullRequest('Show every currency with its own digits (CON-131)', 'Tests first: JPY, EUR, BHD.'),
          say('#{pr}'),
        ]),
      ],
    },
    {
      do: 'merge',
      by: 'priya',
      day: 19,
      hour: 17.2,
      style: 'squash',
      title: 'Show every currency with its own digits (CON-131)',
      keepBranch: true,
    },
  ],
}

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

/** The disputes page: a long session that lost its thread, and a second one with a plan. */
export const disputesPage: WorkItem = {
  name: 'disputes-page',
  repository: 'console',
  branch: 'mei/con-122-disputes-page',
  moments: [
    {
      do: 'session',
      by: 'mei',
      agent: 'claude',
      day: 12,
      hour: 10.1,
      weight: 34,
      turns: [
        turn('build the disputes page, con-122', [
          think('No details in the prompt. There is a refunds page; the disputes page is probably like it.'),
          find('src/pages/*.tsx'),
          read('src/pages/RefundsPage.tsx'),
          read('src/api/useRefunds.ts'),
          write(
            'src/api/useDisputeList.ts',
            "import { useQuery } from '@tanstack/react-query'\nimport { get } from './client'\n\nexport interface DisputeRow {\n  id: string\n  payment: string\n  reason: string\n  dueAt: string\n}\n\nexport const useDisputeList = () =>\n  useQuery({ queryKey: ['dispute-list'], queryFn: () => get<DisputeRow[]>('/disputes') })\n",
          ),
          write(
            'src/pages/DisputesPage.tsx',
            "import { useDisputeList } from '../api/useDisputeList'\nimport { Table } from '../components/Table'\nimport { formatDate } from '../lib/format'\n\nexport const DisputesPage = () => {\n  const disputes = useDisputeList()\n  return (\n    <Table\n      rows={disputes.data ?? []}\n      columns={[\n        { title: 'Payment', cell: (row) => row.payment },\n        { title: 'Reason', cell: (row) => row.reason },\n        { title: 'Due', cell: (row) => formatDate(row.dueAt) },\n      ]}\n    />\n  )\n}\n",
          ),
          run(
            'npm run build',
            'Build',
            'vite v7.1.2 building for production...\n✓ 412 modules transformed.\n✓ built in 3.91s',
            11,
          ),
          say('The page lists disputes with payment, reason and due date.'),
        ]),
        turn('no loading or empty state, and texts belong in src/text', [
          edit(
            'src/pages/DisputesPage.tsx',
            '  const disputes = useDisputeList()\n  return (',
            '  const disputes = useDisputeList()\n  if (disputes.isPending) return <p>{text.loading}</p>\n  if (disputes.isError) return <p role="alert">{text.disputes.error}</p>\n  if (disputes.data.length === 0) return <EmptyState title={text.disputes.empty} hint={text.disputes.emptyHint} />\n  return (',
          ),
          edit(
            'src/pages/DisputesPage.tsx',
            "import { Table } from '../components/Table'",
            "import { EmptyState } from '../components/EmptyState'\nimport { Table } from '../components/Table'",
          ),
          edit(
            'src/text/index.ts',
            "  loading: 'Loading…',",
            "  loading: 'Loading…',\n  disputes: {\n    empty: 'No disputes',\n    emptyHint: 'When a payer disputes a payment you will find it here.',\n    error: 'The disputes could not be loaded. Try again in a minute.',\n  },",
          ),
          runFails(
            'npm run build',
            'Build',
            "src/pages/DisputesPage.tsx(8,39): error TS2304: Cannot find name 'text'.\nsrc/pages/DisputesPage.tsx(9,55): error TS2304: Cannot find name 'text'.",
            2,
            9,
          ),
          edit(
            'src/pages/DisputesPage.tsx',
            "import { formatDate } from '../lib/format'",
            "import { formatDate } from '../lib/format'\nimport { text } from '../text'",
          ),
          run(
            'npm run build',
            'Build',
            'vite v7.1.2 building for production...\n✓ 413 modules transformed.\n✓ built in 3.88s',
            11,
          ),
          say('Loading, error and empty states are there, with their texts in src/text.'),
        ]),
        turn(
          'now upload of evidence, pdf and images, with drag and drop',
          [
            {
              do: 'compact',
              summary:
                'The user builds the disputes page of the console (CON-122).\n\n1. Done: useDisputeList, DisputesPage with loading, error and empty state, texts in src/text.\n2. Pending: upload of evidence (PDF and images) with drag and drop.\n3. Rules from CLAUDE.md: components have no data access, texts in src/text, every page needs three states.\n4. Last build passed.',
            },
            read('src/pages/DisputesPage.tsx'),
            read('src/text/index.ts'),
            write(
              'src/components/EvidenceDrop.tsx',
              "import { useState } from 'react'\n\nexport const EvidenceDrop = ({ dispute }: { dispute: string }) => {\n  const [files, setFiles] = useState<File[]>([])\n  const upload = async (file: File) => {\n    await fetch('/api/disputes/' + dispute + '/evidence', { method: 'POST', body: file })\n  }\n  return (\n    <div\n      className=\"evidence-drop\"\n      onDragOver={(event) => event.preventDefault()}\n      onDrop={(event) => {\n        event.preventDefault()\n        const dropped = [...event.dataTransfer.files]\n        setFiles([...files, ...dropped])\n        for (const file of dropped) void upload(file)\n      }}\n    >\n      {files.map((file) => (\n        <p key={file.name}>{file.name}</p>\n      ))}\n    </div>\n  )\n}\n",
            ),
            say('Files can be dropped and are sent at once.'),
          ],
          { after: 6 },
        ),
        turn('fetch in a component!! no data access in components. and any file type goes through', [
          {
            do: 'refuse',
            step: edit('src/components/EvidenceDrop.tsx', '    await fetch(', '    await window.fetch('),
            hint: 'stop, this is still fetch in the component',
          },
          say(
            'I should take the upload out of the component: it gets an `onFiles` callback, and the hook in src/api sends them. Shall I check the type there, too?',
          ),
        ]),
        turn('leave it for today. I split this, first the list then the upload', [
          { do: 'undo', paths: ['src/components/EvidenceDrop.tsx'] },
          run('npm run build', 'Build without the upload', '✓ 413 modules transformed.\n✓ built in 3.90s', 10),
          commit('List disputes (CON-122)'),
          push,
          say('The upload is gone from the work tree; the list is committed and pushed.'),
        ]),
      ],
    },
    { do: 'open', by: 'mei', day: 11, hour: 9.6, title: 'List disputes (CON-122)' },
    {
      do: 'merge',
      by: 'layla',
      day: 10,
      hour: 11.4,
      style: 'squash',
      title: 'List disputes (CON-122)',
      keepBranch: true,
    },
  ],
}

/** The upload of evidence, which was given up twice. */
export const evidenceUpload: WorkItem = {
  name: 'evidence-upload',
  repository: 'console',
  branch: 'mei/con-123-evidence-upload',
  moments: [
    {
      do: 'session',
      by: 'mei',
      agent: 'claude',
      day: 9,
      hour: 11.3,
      turns: [
        turn(
          'con-123 upload of evidence for disputes. hook useEvidence in src/api does the sending, component only gives files. pdf png jpg, 10mb max',
          [
            { do: 'tasks', items: ['Hook useEvidence', 'Component EvidenceDrop', 'Check type and size'], done: 0 },
            read('src/api/client.ts'),
            write(
              'src/api/useEvidence.ts',
              "import { useMutation } from '@tanstack/react-query'\n\nconst types = ['application/pdf', 'image/png', 'image/jpeg']\nconst largest = 10 * 1024 * 1024\n\n/** Why a file is not taken, or nothing. */\nexport const refusal = (file: { type: string; size: number }): 'type' | 'size' | undefined => {\n  if (!types.includes(file.type)) return 'type'\n  return file.size > largest ? 'size' : undefined\n}\n\nexport const useEvidence = (dispute: string) =>\n  useMutation({\n    mutationFn: (file: File) => fetch('/api/disputes/' + dispute + '/evidence', { method: 'POST', body: file }),\n  })\n",
            ),
            { do: 'tasks', items: ['Hook useEvidence', 'Component EvidenceDrop', 'Check type and size'], done: 1 },
            say(
              'The hook is there and checks type and size. Before the component: the API has no route for evidence yet, `POST /api/disputes/:id/evidence` gives 404.',
            ),
          ],
        ),
        turn('hm, really? let me ask priya. stop here', [say('All right. Nothing is committed.')]),
      ],
    },
  ],
}
