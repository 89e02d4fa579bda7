import type { Client } from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../../test/support/database.ts'
import { deriveMarked, pricer } from '../../../test/support/derive.ts'
import { editFact, minute, printedFact, sessionFact } from '../../../test/support/facts.ts'
import { writeRecords } from '../../../test/support/store.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { openWorkspace } from '../workspace.ts'
import { sessionFind } from './session-find.ts'

const of = 'claude-code:s'

const find = async (client: Client, q: string, asOf?: number) => {
  const { places } = await sessionFind.run(
    {
      client,
      pricer,
      now: minute(10_000),
      workspace: openWorkspace({ timezone: 'UTC' }, { HOME: '/nowhere', MAESTRO_HOME: '/nowhere/data' }),
    },
    { id: of, q, asOf: asOf === undefined ? undefined : new Date(minute(asOf)).toISOString(), timezone: undefined },
  )
  return places.map(({ kind, id, session }) => `${kind} ${id} ${session}`).toSorted()
}

const message = (id: string, session: string, text: string, at = 1): RecordOf<'message'> => ({
  kind: 'message',
  id,
  session,
  at: minute(at),
  position: 1,
  form: 'answer',
  text,
})

test('a text is found wherever it stands in a session and its subagents, and nowhere else', async () => {
  await using fresh = await freshDatabase()
  const { client } = fresh
  const place = { session: of, at: minute(1), position: 2 }
  await writeRecords(client, [
    sessionFact('s'),
    sessionFact('other'),
    sessionFact('s/1', { parent: of }),
    { kind: 'turn', id: 't', ...place, origin: 'typed', text: `${'x '.repeat(400)}needLE`, human: true },
    message('m', of, 'A hayneedlestack'),
    message('far', 'claude-code:other', 'needle'),
    message('inner', 'claude-code:s/1', 'needle', 5),
    { kind: 'toolCall', id: 'in', ...place, tool: 'T', action: 'run', input: { deep: [{ er: 'the "needle"' }] } },
    { kind: 'toolCall', id: 'out', ...place, tool: 'T', action: 'run', input: {} },
    { kind: 'toolResult', id: 'out', ...place, status: 'ok', output: 'a needle', outputBytes: 8 },
    { ...editFact('s', 'e#0', '/home/ana/a.ts'), call: 'edited', patch: '@@ -1 +1 @@\n+needle' },
    { ...printedFact('s', 'abc1234'), subject: 'Needle' },
    { kind: 'sessionEvent', id: 'ev', ...place, type: 'plan', details: { step: 'proposed', plan: 'the needle' } },
  ])
  await deriveMarked(client)
  const inner = 'message inner claude-code:s/1'
  const own = [`event ev ${of}`, `message m ${of}`, `toolCall edited ${of}`, `toolCall in ${of}`, `toolCall out ${of}`]
  const found = await find(client, 'Needle')
  expect(found.filter((each) => !each.startsWith('commit'))).toEqual([...own, inner, `turn t ${of}`].toSorted())
  expect(found.filter((each) => each.startsWith('commit'))).toHaveLength(1)
  expect(await find(client, 'needle', 4)).not.toContain(inner)
  expect(await find(client, '"needle"')).toEqual([`toolCall in ${of}`])
  expect(await find(client, '%')).toEqual([])
})
