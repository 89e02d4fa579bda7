import type { ClientBase } from 'pg'
import { readKnown } from './read-known.ts'
import { type Person, whoIsWho } from './who-is-who.ts'

/**
 * Derives whose each identity and each session is, of all that is known by now, and writes what is not so yet. What is
 * said meanwhile leaves its mark, and is derived next; two who derive take turns (`deriveAll`).
 */
export const derivePeople = async (client: ClientBase): Promise<void> => {
  const persons = whoIsWho(await readKnown(client))
  const identities = persons.flatMap((person) =>
    person.identities.map(({ id, joinedBy }) => ({ id, person: person.id, joined_by: joinedBy })),
  )
  const { rows: moved } = await client.query<{ id: string; kind: string }>(
    `update identity set person = now.person, joined_by = now.joined_by
     from jsonb_to_recordset($1) as now (id text, person text, joined_by text)
     where identity.org = 1 and identity.id = now.id
       and (identity.person <> now.person or identity.joined_by is distinct from now.joined_by)
     returning identity.id, identity.kind`,
    [JSON.stringify(identities)],
  )
  await client.query(
    `with now as materialized (
       select id, name, bot from jsonb_to_recordset($1) as now (id text, name text, bot boolean)
     ), gone as (
       delete from person where org = 1 and not exists (select from now where now.id = person.id)
     )
     insert into person as there (id, name, bot) select id, name, bot from now
     on conflict (org, id) do update set name = excluded.name, bot = excluded.bot
     where (there.name, there.bot) is distinct from (excluded.name, excluded.bot)`,
    [JSON.stringify(persons.map(({ id, name, bot }) => ({ id, name, bot })))],
  )
  await writeTeams(client, persons)
  await client.query(
    `update session_place place set person = identity.person
     from identity where identity.org = 1 and identity.id = place.home
       and place.org = 1 and place.home = any($1) and place.person <> identity.person`,
    [moved.flatMap(({ id, kind }) => (kind === 'home' ? [id] : []))],
  )
}

/** Whom the members of teams are now: those of the people file, and those of teams that were named here. */
const writeTeams = async (client: ClientBase, persons: readonly Person[]): Promise<void> => {
  const told = persons.flatMap(({ id, teams }) => teams.map((team) => ({ team, person: id })))
  await client.query(
    `with now as materialized (
       select team, person from jsonb_to_recordset($1) as told (team text, person text)
       union
       select member.team, identity.person from team_member member
       join identity on identity.org = 1 and identity.id = member.member where member.org = 1
     ), gone as (
       delete from team_person there where org = 1
         and not exists (select from now where now.team = there.team and now.person = there.person)
     )
     insert into team_person (team, person) select team, person from now on conflict do nothing`,
    [JSON.stringify(told)],
  )
}
