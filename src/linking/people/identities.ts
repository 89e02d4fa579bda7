import type { ClientBase } from 'pg'
import { homeIdentity } from '../../model/home.ts'

const bots = /\[bot\]|^(?:dependabot|renovate|github-actions|semantic-release-bot)\b|(?:^|[-_.])bot@/i

/** Whether a name or address is a program's. */
export const isBot = (name: string, address: string): boolean => bots.test(name) || bots.test(address)

interface Author {
  readonly key: string
  readonly email: string
  readonly name: string
  readonly canonical_email: string | null
  readonly canonical_name: string | null
}

/**
 * Derives persons from addresses in commits: an address and the one that a `.mailmap` gives for it are one person, called
 * as a mailmap says, else as at the proper address, else as at the first of the others.
 * Source of the precedence (name and address before address alone): gitmailmap(5).
 */
export const deriveEmailIdentities = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const derived = await identitiesOf(client, keys)
  const others = await client.query<{ id: string }>(
    'select id from identity where org = 1 and person = any($1) and not id = any($2)',
    [derived.map((row) => row.person), keys],
  )
  const siblings = await identitiesOf(
    client,
    others.rows.map((row) => row.id),
  )
  await writeIdentities(client, [...derived, ...siblings])
}

/** The identities that addresses are, each with what its person is called as far as it goes by this address. */
const identitiesOf = async (client: ClientBase, keys: readonly string[]): Promise<IdentityRow[]> => {
  if (keys.length === 0) return []
  const { rows } = await client.query<Author>(
    `select 'email:' || wanted.email as key, wanted.email, coalesce(author.name, '') as name,
       map.canonical_email, map.canonical_name
     from unnest($1::text[]) as wanted (email)
     left join lateral (
       select author_name as name from commit
       where org = 1 and lower(author_email) = wanted.email order by authored_at desc, repository, sha limit 1
     ) author on true
     left join lateral (
       select canonical_email, canonical_name from mailmap_entry
       where org = 1 and email = wanted.email and name in ('', coalesce(author.name, ''))
       order by name desc, repository limit 1
     ) map on true`,
    [keys.map((key) => key.slice('email:'.length))],
  )
  return rows.map((row) => {
    const canonical = row.canonical_email ?? row.email
    const name = row.canonical_name ?? (row.name || canonical)
    return {
      id: row.key,
      kind: 'email',
      value: row.email,
      name: row.name || null,
      person: `email:${canonical}`,
      personName: name,
      told: row.canonical_name !== null,
      bot: isBot(name, canonical),
    }
  })
}

/** Derives the persons that home directories are. */
export const deriveHomeIdentities = (client: ClientBase, homes: readonly string[]): Promise<void> =>
  writeIdentities(
    client,
    homes.map((home) => ({
      id: homeIdentity(home),
      kind: 'home',
      value: home,
      name: null,
      person: homeIdentity(home),
      personName: home.split(/[/\\]/).at(-1) || home,
      told: false,
      bot: false,
    })),
  )

interface IdentityRow {
  readonly id: string
  readonly kind: string
  readonly value: string
  readonly name: string | null
  readonly person: string
  readonly personName: string
  /** A mailmap tells this name. */
  readonly told: boolean
  readonly bot: boolean
}

const writeIdentities = async (client: ClientBase, rows: readonly IdentityRow[]): Promise<void> => {
  if (rows.length === 0) return
  await client.query(
    `insert into identity (id, kind, value, name, person)
     select id, kind, value, name, person
     from jsonb_to_recordset($1) as row (id text, kind text, value text, name text, person text)
     on conflict (org, id) do update set name = excluded.name, person = excluded.person`,
    [JSON.stringify(rows)],
  )
  await client.query(
    `insert into person (id, name, bot)
     select distinct on (person) person, "personName", bot
     from jsonb_to_recordset($1) as row (id text, person text, "personName" text, told boolean, bot boolean)
     order by person, told desc, id = person desc, "personName" collate "C"
     on conflict (org, id) do update set name = excluded.name, bot = excluded.bot`,
    [JSON.stringify(rows)],
  )
  await client.query(
    'delete from person where org = 1 and not exists (select from identity where identity.org = 1 and identity.person = person.id)',
  )
}
