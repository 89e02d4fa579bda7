import type { ClientBase } from 'pg'
import { type KindName, recordKinds } from '../../model/records/index.ts'
import { tableOf } from '../columns.ts'
import { inTransaction } from '../transaction.ts'
import { type Gone, keySql, makeGoneTables } from './gone.ts'
import { rankSql } from './order.ts'
import { removeGone } from './remove.ts'
import { bumpVersion } from './tombstones.ts'

/**
 * Removes what came to be stored before it was known to belong to something deleted: a subagent whose log was read
 * before its session's, a copy of a record of which the original was left out later, a session that turns out to be a
 * deleted person's. Answers whether there was any. Cheap where nothing was deleted. Nobody may read sources meanwhile.
 */
export const sweepDeleted = async (client: ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ any: boolean }>('select exists (select from tombstone where org = 1) as any')
  if (!rows[0]!.any) return false
  const sessions = await sweepSessions(client)
  const records = await sweepRecords(client)
  return sessions || records
}

/** Sessions on record of which a tombstone knows, by themselves, by what is above them or by whose they are. */
const straySql = `
  with recursive stray (id, tombstone) as (
    select found.id, min(found.tombstone) from (
      select session.id, key.tombstone from tombstone_key key
        join session on session.org = 1 and session.id = key.value where key.org = 1 and key.kind = 'session'
      union all select session.id, key.tombstone from tombstone_key key
        join session on session.org = 1 and session.parent = key.value where key.org = 1 and key.kind = 'session'
      union all select place.session, key.tombstone from tombstone_key key
        join session_place place on place.org = 1 and place.home = key.value
        where key.org = 1 and key.kind = 'home'
    ) found group by found.id
    union select session.id, stray.tombstone from stray join session on session.org = 1 and session.parent = stray.id
  )`

/** Whether there are sessions on record that a tombstone should have kept away. */
export const withStrays = async (client: ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ any: boolean }>(`${straySql} select exists (select from stray) as any`)
  return rows[0]!.any
}

const sweepSessions = async (client: ClientBase): Promise<boolean> => {
  if (!(await withStrays(client))) return false
  return inTransaction(client, async () => {
    await makeGoneTables(client)
    await client.query(
      `insert into tombstone_key (tombstone, kind, value)
       ${straySql} select tombstone, 'session', id from stray on conflict do nothing`,
    )
    await client.query(`insert into gone_session ${straySql} select distinct id from stray`)
    await client.query('analyze gone_session')
    await removeGone(client, { by: 'sessions' })
    await bumpVersion(client)
    return true
  })
}

const sweepRecords = async (client: ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ kind: KindName }>('select distinct kind from left_out where org = 1')
  if (rows.length === 0) return false
  return inTransaction(client, async () => {
    await makeGoneTables(client)
    for (const { kind: name } of rows) await findCopies(client, name)
    await client.query('analyze gone_record')
    await client.query('delete from left_out where org = 1')
    const gone: Gone = { by: 'records' }
    const { rows: found } = await client.query<{ any: boolean }>('select exists (select from gone_record) as any')
    if (found[0]!.any) await removeGone(client, gone)
    return found[0]!.any
  })
}

/** Stored versions that the one left out owns. */
const findCopies = async (client: ClientBase, name: KindName): Promise<void> => {
  const kind = recordKinds[name]
  const owner = 'session' in kind.fields ? 'session' : 'sha'
  const position = 'position' in kind.fields ? 'position' : '0'
  const key = kind.key.length === 1 ? 'there.id = left_out.id' : `${keySql(kind)} = left_out.id`
  await client.query(
    `insert into gone_record
     select distinct $1, left_out.id from left_out join lateral (
       select ${rankSql(name)} as rank, at, ${owner} as owner, ${position} as position
       from ${tableOf(kind)} there where org = 1 and ${key}
     ) stored on true
     where left_out.org = 1 and left_out.kind = $1
       and (left_out.rank, left_out.at, left_out.owner collate "C", left_out.position)
         <= (stored.rank, stored.at, stored.owner collate "C", stored.position)
     on conflict do nothing`,
    [name],
  )
}
