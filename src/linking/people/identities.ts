import type { ClientBase } from 'pg'
import { homeIdentity, localUserOf } from '../../model/home.ts'
import { isProgram } from './programs.ts'

/** So many commits of an address are looked at for what they call its owner: the latest. */
const mostCommits = 2_000

/**
 * Derives what is known of addresses in commits: what their owner is called, and who a `.mailmap` says that is. Whose
 * they are is derived from that (`derivePeople`), where any of it changed.
 * Source of the precedence (name and address before address alone): gitmailmap(5).
 */
export const deriveEmailIdentities = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const { rows } = await client.query<Omit<IdentityRow, 'bot' | 'kind'>>(
    `select 'email:' || wanted.email as id, wanted.email as value, used.name, coalesce(used.names, '{}') as names,
       used.at as "namedAt", map.canonical_email as "mappedTo", map.canonical_name as told
     from unnest($1::text[]) as wanted (email)
     left join lateral (
       select (array_agg(name order by name ~ '\\S\\s+\\S' desc, at desc, name collate "C"))[1] as name, max(at) as at,
         (array_agg(name order by at desc, name collate "C"))[1] as latest,
         array_agg(distinct name collate "C") as names
       from (
         (select author_name as name, authored_at as at from commit
          where org = 1 and lower(author_email) = wanted.email order by authored_at desc limit ${mostCommits})
         union all
         (select name, at from co_author where org = 1 and email = wanted.email order by at desc limit ${mostCommits})
       ) called where name <> ''
     ) used on true
     left join lateral (
       select canonical_email, canonical_name from mailmap_entry
       where org = 1 and email = wanted.email and name in ('', coalesce(used.latest, ''))
       order by name desc, repository limit 1
     ) map on true`,
    [keys.map((key) => key.slice('email:'.length))],
  )
  await writeIdentities(
    client,
    rows.map((row) => ({ ...row, kind: 'email', bot: isProgram(row.told ?? row.name ?? '', row.value) })),
  )
}

/** Derives the identities that home directories are. */
export const deriveHomeIdentities = (client: ClientBase, homes: readonly string[]): Promise<void> =>
  writeIdentities(
    client,
    homes.map((home) => ({
      id: homeIdentity(home),
      kind: 'home',
      value: home,
      name: null,
      names: [localUserOf(home)],
      namedAt: null,
      mappedTo: null,
      told: null,
      bot: false,
    })),
  )

interface IdentityRow {
  readonly id: string
  readonly kind: 'email' | 'home'
  readonly value: string
  /** What the owner of an address is called: the full name used last, or without one the name used last. */
  readonly name: string | null
  readonly names: readonly string[]
  readonly namedAt: Date | null
  readonly mappedTo: string | null
  readonly told: string | null
  readonly bot: boolean
}

/**
 * A new identity is a person by itself until people are derived. They are, where something changed that tells who is
 * who; that somebody of one address committed again does not.
 */
const writeIdentities = async (client: ClientBase, rows: readonly IdentityRow[]): Promise<void> => {
  if (rows.length === 0) return
  await client.query(
    `with given as materialized (
       select id, kind, value, name, names, "namedAt" as named_at, "mappedTo" as mapped_to, told, bot
       from jsonb_to_recordset($1) as row (id text, kind text, value text, name text, names text[], "namedAt" timestamptz,
         "mappedTo" text, told text, bot boolean)
     ), changed as materialized (
       select given.id from given left join identity before on before.org = 1 and before.id = given.id
       where before.id is null
         or (before.name, before.names, before.mapped_to, before.told, before.bot) is distinct from
           (given.name, given.names, given.mapped_to, given.told, given.bot)
         or before.named_at is distinct from given.named_at and exists (
           select from identity other where other.org = 1 and other.person = before.person and other.id <> before.id)
     ), written as (
       insert into identity as there (id, kind, value, name, names, named_at, mapped_to, told, bot, person)
       select given.*, id from given
       on conflict (org, id) do update set name = excluded.name, names = excluded.names, named_at = excluded.named_at,
         mapped_to = excluded.mapped_to, told = excluded.told, bot = excluded.bot
       where (there.name, there.names, there.named_at, there.mapped_to, there.told, there.bot) is distinct from
         (excluded.name, excluded.names, excluded.named_at, excluded.mapped_to, excluded.told, excluded.bot)
       returning id, person, name, value, bot
     ), named as (
       insert into person (id, name, bot) select id, coalesce(name, value), bot from written where person = id
       on conflict do nothing
     )
     insert into dirty (kind, key) select distinct 'people', 'all' from changed
     on conflict (org, kind, key) do update set key = excluded.key`,
    [JSON.stringify(rows)],
  )
}
