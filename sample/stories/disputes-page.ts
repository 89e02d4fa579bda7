import { commit, edit, find, push, read, run, runFails, say, think, turn, type WorkItem, write } from '../script.ts'

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
