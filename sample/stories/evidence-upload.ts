import { read, say, turn, type WorkItem, write } from '../script.ts'

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
