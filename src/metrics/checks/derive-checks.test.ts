import type { Client } from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked } from '../../../test/support/derive.ts'
import { editFact, minute, sessionFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import { checksOfSession } from '../../store/questions/checks-of-session.ts'

const root = 'claude-code:one'

const ran = (
  name: string,
  id: string,
  at: number,
  command: string,
  end?: Partial<RecordOf<'toolResult'>>,
): AnyRecord[] => [
  {
    kind: 'toolCall',
    id,
    session: `claude-code:${name}`,
    at,
    position: 0,
    tool: 'Bash',
    action: 'run',
    target: command.length > 100 ? `${command.slice(0, 99)}…` : command,
    input: { command },
  },
  ...(end === undefined
    ? []
    : [
        {
          kind: 'toolResult',
          id,
          session: `claude-code:${name}`,
          at: at + 1000,
          position: 0,
          status: 'ok',
          exitCode: 0,
          output: '',
          outputBytes: 0,
          ...end,
        } satisfies RecordOf<'toolResult'>,
      ]),
]

const write = async (client: Client, ...records: readonly AnyRecord[]) => {
  await writeRecords(client, records)
  await deriveMarked(client)
}

const told = async (client: Client, asOf?: number) => {
  const { checks, atEnd, count } = await checksOfSession(client, root, { limit: 100, asOf })
  const line = ({ kind, program, by, result }: (typeof checks)[number]) => `${kind} ${program} ${by} ${result}`
  return { checks: checks.map(line), atEnd: atEnd.map(line), count }
}

test('a session shows what it made sure of, its subagents included, and what stands after its last edit of code', async () => {
  await using data = await freshDatabase()
  await write(
    data.client,
    sessionFact('one'),
    sessionFact('one/sub', { parent: root }),
    ...ran('one', 'c1', minute(1), 'npm run lint && npm test', {
      status: 'error',
      exitCode: 1,
      output: 'Tests:  1 failed, 2 passed',
    }),
    { ...editFact('one', 'e1', '/home/ana/shop/a.ts'), at: minute(2) },
    ...ran('one/sub', 'c2', minute(3), 'npm test', { output: 'Tests:  3 passed' }),
    { ...editFact('one', 'e2', '/home/ana/shop/notes.md'), at: minute(4) },
    ...ran('one', 'c3', minute(5), 'ls', { output: 'a.ts' }),
    ...ran('one', 'c4', minute(6), 'git commit -m x', { output: 'eslint............Passed\n[main 1a2b3c4] x' }),
  )
  expect(await told(data.client)).toEqual({
    checks: ['lint npm agent unclear', 'test npm agent failed', 'test npm agent passed', 'lint pre-commit hook passed'],
    atEnd: ['test npm agent passed', 'lint pre-commit hook passed'],
    count: 4,
  })
  expect((await told(data.client, minute(2))).atEnd).toEqual(['lint npm agent unclear', 'test npm agent failed'])
  expect((await checksOfSession(data.client, root, { limit: 1 })).atEnd).toHaveLength(2)
})

test('a long command is read whole, and a result that comes later is what it was', async () => {
  await using data = await freshDatabase()
  const long = `echo ${'x'.repeat(200)} && npm test`
  await write(data.client, sessionFact('one'), ...ran('one', 'c1', minute(1), long))
  expect((await told(data.client)).checks).toEqual([])
  await write(data.client, ...ran('one', 'c1', minute(1), long, {}))
  expect((await told(data.client)).checks).toEqual(['test npm agent passed'])
})

test('a session that goes on reads the outputs of what is new', async () => {
  await using data = await freshDatabase()
  const before = Array.from({ length: 30 }, (_, at) =>
    ran('one', `c${at}`, minute(at), 'npm test', { output: `run ${at}` }),
  )
  await write(data.client, sessionFact('one'), ...before.flat())
  await writeRecords(data.client, ran('one', 'new', minute(40), 'npm test', { output: 'once more' }))
  const { rows } = await data.client.query<{ chunks: number }>(
    'select count(distinct chunk)::int as chunks from tool_result where session = $1',
    [root],
  )
  let read = 0
  const query = data.client.query.bind(data.client)
  data.client.query = ((...asked: Parameters<typeof query>) => {
    if (String(asked[0]).includes('from text_chunk')) read++
    return query(...asked)
  }) as typeof query
  await deriveMarked(data.client)
  expect(rows[0]!.chunks).toBeGreaterThan(1)
  expect(read).toBe(1)
  expect((await told(data.client)).count).toBe(31)
})
