import type { ClientBase } from 'pg'
import { clearLedgersWithoutCommits } from '../ledger-tables.ts'
import type { Gone } from './gone.ts'
import { removePeople } from './remove-people.ts'

/** Removes what was derived from what is gone: places, summaries, usage, identities that nobody has any more. */
export const removeDerived = async (client: ClientBase, gone: Gone): Promise<void> => {
  await client.query(
    `insert into losing_session
     select neighbour.session from (
       select distinct home from session_place where org = 1 and session in (select id from gone_session)
     ) owner join session_place neighbour on neighbour.org = 1 and neighbour.home = owner.home
     where neighbour.method = 'same-directory' and neighbour.session not in (select id from gone_session)
     on conflict do nothing`,
  )
  await client.query(
    `insert into losing_session
     select distinct root from session_place where org = 1 and session in (select id from gone_session)
       and root not in (select id from gone_session)
     on conflict do nothing`,
  )
  const { rows: homes } = await client.query<{ home: string }>(
    'select distinct home from session_place where org = 1 and session in (select id from gone_session)',
  )
  for (const table of ['session_place', 'session_summary', 'usage_slot', 'activity_slot', 'command_check'])
    await client.query(`delete from ${table} where org = 1 and session in (select id from gone_session)`)
  await client.query(
    `delete from dirty where org = 1 and (
       kind in ('session', 'place', 'edited', 'evidence') and key in (select id from gone_session)
       or kind = 'repository' and key in (select id from gone_repository)
       or kind in ('note', 'checkpoint') and exists (
         select from gone_repository gone where starts_with(key, gone.id || ' ')))`,
  )
  await removePeople(client)
  await removeIdentities(
    client,
    homes.map(({ home }) => home),
  )
  if (gone.by !== 'sessions' && gone.by !== 'records') await clearLedgersWithoutCommits(client)
  if (gone.by === 'repository') {
    await client.query(
      `insert into dirty (kind, key) select 'repository', id from gone_repository on conflict do nothing`,
    )
  }
}

const unusedEmail = `not exists (select from commit where org = 1 and lower(author_email) = touched.email)
  and not exists (select from mailmap_entry where org = 1 and mailmap_entry.email = touched.email)
  and not exists (select from co_author where org = 1 and co_author.email = touched.email)`

const removeIdentities = async (client: ClientBase, homes: readonly string[]): Promise<void> => {
  await client.query(
    `delete from identity where org = 1 and id = any($1) and not exists (
       select from session_place where session_place.org = 1 and session_place.home = identity.id)`,
    [homes],
  )
  await client.query(
    `delete from identity using touched_email touched
     where org = 1 and id = 'email:' || touched.email and ${unusedEmail}`,
  )
  await client.query(
    `delete from dirty using touched_email touched
     where org = 1 and kind = 'identity' and key = 'email:' || touched.email and ${unusedEmail}`,
  )
  await client.query(
    `insert into dirty (kind, key) select 'identity', 'email:' || email from touched_email touched where not (${unusedEmail})
     on conflict do nothing`,
  )
  await client.query(
    'delete from person where org = 1 and not exists (select from identity where identity.org = 1 and identity.person = person.id)',
  )
}

/** Marks the sessions that lost something to be derived again. */
export const markLosers = async (client: ClientBase): Promise<void> => {
  await client.query(
    `insert into dirty (kind, key)
     select kind, id from losing_session, (values ('session'), ('place'), ('edited'), ('evidence')) marked (kind)
     where exists (select from session where session.org = 1 and session.id = losing_session.id) on conflict do nothing`,
  )
}
