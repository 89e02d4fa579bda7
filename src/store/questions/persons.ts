import type { ClientBase } from 'pg'

/** A person, and when they last did something. Times in milliseconds since 1970. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly bot: boolean
  readonly sessions: number
  readonly lastSessionAt: number | null
  readonly lastCommitAt: number | null
  readonly identities: readonly PersonIdentity[]
  /** Teams that they are in, by name. */
  readonly teams: readonly string[]
}

/** Why an identity is a person's. */
export type JoinedBy = 'mailmap' | 'account' | 'login' | 'printed' | 'file' | 'said'

/** A home directory or an address that is a person's. */
export interface PersonIdentity {
  readonly kind: 'home' | 'email'
  readonly value: string
  /** What commits by this address call its owner; null for a home. */
  readonly name: string | null
  /** What says that it is this person's, where it is not what the person was first known by. */
  readonly joinedBy: JoinedBy | null
}

export interface PersonFilter {
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
  /** Only what comes after this one in the order of the list. */
  readonly after?: { readonly name: string; readonly id: string } | undefined
  readonly limit?: number | undefined
}

/** Persons and bots, by name; as of an instant, those who had done something by then. */
export const personsOf = async (client: ClientBase, filter: PersonFilter = {}): Promise<PersonRow[]> => {
  const { asOf, after, limit } = filter
  const { rows } = await client.query<PersonRow>(
    `select person.id, person.name, person.bot, coalesce(worked.sessions, 0) as sessions,
       (extract(epoch from worked.at) * 1000)::bigint as "lastSessionAt",
       (extract(epoch from made.at) * 1000)::bigint as "lastCommitAt", known.identities,
       array(select team from team_person where org = 1 and team_person.person = person.id order by lower(team)) as teams
     from person
     left join (
       select place.person, count(*) as sessions, max(least(summary.ended_at, $1::timestamptz)) as at
       from session_place place
       join session_summary summary on summary.org = 1 and summary.session = place.session
       where place.org = 1 and place.root = place.session and (summary.prompts > 0 or summary.tool_calls > 0)
         and ($1::timestamptz is null or summary.started_at < $1)
       group by place.person
     ) worked on worked.person = person.id
     cross join lateral (
       select max(latest.at) as at
       from identity cross join lateral (
         select max(authored_at) as at from commit
         where org = 1 and lower(author_email) = identity.value and ($1::timestamptz is null or authored_at < $1)
       ) latest
       where identity.org = 1 and identity.person = person.id and identity.kind = 'email'
     ) made
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'value', value, 'name', name,
         'joinedBy', joined_by) order by joined_by is not null, id), '[]') as identities
       from identity where identity.org = 1 and identity.person = person.id
     ) known
     where person.org = 1 and ($1::timestamptz is null or worked.at is not null or made.at is not null)
       ${after ? 'and (lower(person.name), person.id) > (lower($3), $4)' : ''}
     order by lower(person.name), person.id limit $2`,
    [asOf === undefined ? null : new Date(asOf), limit ?? null, ...(after ? [after.name, after.id] : [])],
  )
  return rows
}
