import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { type Change, invalidate } from './changes.ts'

const touchedBy = async (...changes: Change[]): Promise<string[]> => {
  const client = new QueryClient()
  for (const key of [
    ['work', {}],
    ['session', { id: 'aa' }],
    ['session-entries', 'pages', { id: 'bb' }],
    ['sources', {}],
    ['metrics', {}],
  ])
    client.setQueryData(key, 1)
  await invalidate(client, changes)
  return client
    .getQueryCache()
    .getAll()
    .filter((query) => query.state.isInvalidated)
    .map((query) => String(query.queryKey[0]))
}

test.each([
  [{ kind: 'session', keys: ['claude-code:aa'] }, ['work', 'session', 'sources']],
  [{ kind: 'session', keys: ['claude-code:bb', 'codex:cc'] }, ['work', 'session-entries', 'sources']],
  [{ kind: 'session', keys: [] }, ['work', 'session', 'session-entries', 'sources']],
  [{ kind: 'source', keys: ['x'] }, ['sources']],
  [{ kind: 'repository', keys: ['r'] }, ['work', 'session', 'session-entries', 'sources']],
  [{ kind: 'everything', keys: [] }, ['work', 'session', 'session-entries', 'sources', 'metrics']],
] as const)('%o is asked about again where it may matter', async (change, touched) => {
  expect(await touchedBy(change)).toEqual(touched)
})

test('several changes at once touch what each of them touches', async () => {
  expect(await touchedBy({ kind: 'source', keys: [] }, { kind: 'session', keys: ['codex:aa'] })).toEqual([
    'work',
    'session',
    'sources',
  ])
})

test('what a log has said once is not asked again', async () => {
  const client = new QueryClient()
  const keys = [['session-entries', { id: 'aa' }, 1] as const, ['session-entries', { id: 'aa' }, 2] as const]
  for (const queryKey of keys)
    client.getQueryCache().build(client, { queryKey, meta: { isLasting: (data) => data === 'said' } })
  client.setQueryData(keys[0]!, 'said')
  client.setQueryData(keys[1]!, 'still running')
  await invalidate(client, [{ kind: 'session', keys: ['claude-code:aa'] }])
  expect(keys.map((key) => client.getQueryState(key)!.isInvalidated)).toEqual([false, true])
  await invalidate(client, [{ kind: 'everything', keys: [] }])
  expect(client.getQueryState(keys[0]!)!.isInvalidated).toBe(true)
})
