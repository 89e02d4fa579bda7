import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { oneSession } from '../questions/find-session.ts'
import { analyseGoneTables, type Gone, makeGoneTables } from './gone.ts'
import { placeHash } from './places.ts'
import type { DeletionPlan, DeletionRequest } from './request.ts'
import type { KeyKind } from './tombstones.ts'

/** What a request means in this data: the names of what goes stand in the transaction's temporary tables. */
export interface Target extends Pick<DeletionPlan, 'kind' | 'key' | 'label' | 'identities' | 'since' | 'until'> {
  readonly gone: Gone
  /** What the tombstone must hold down by name, beside the sessions in `gone_session`. */
  readonly keys: readonly (readonly [kind: KeyKind, value: string])[]
}

/**
 * Finds what a request names, in a transaction. Throws `MaestroError('not-found')` for what is not there and
 * `MaestroError('usage')` for what is not clear or cannot be.
 */
export const resolve = async (client: ClientBase, request: DeletionRequest, now: number): Promise<Target> => {
  await makeGoneTables(client)
  const target = await resolvers[request.kind](client, request as never, now)
  await analyseGoneTables(client)
  return target
}

type Resolver<Kind extends DeletionRequest['kind']> = (
  client: ClientBase,
  request: DeletionRequest & { kind: Kind },
  now: number,
) => Promise<Target>

const nothing = { key: null, identities: [], since: null, until: null, keys: [] } as const

const session: Resolver<'session'> = async (client, { id }) => {
  const found = await oneSession(client, id)
  const key = found.id
  await client.query(
    `insert into gone_session
     with recursive tree (id) as (
       select $1::text union select session.id from tree join session on session.org = 1 and session.parent = tree.id
     ) select id from tree`,
    [key],
  )
  return { ...nothing, kind: 'session', key, label: found.logId, gone: { by: 'sessions' } }
}

const repository: Resolver<'repository'> = async (client, { name }) => {
  const { rows } = await client.query<{ id: string; name: string; remote: string | null }>(
    `select id, name, remote from repository where org = 1 and (id = $1 or lower(name) = lower($1) or remote = $1)
     order by id = $1 desc, id limit 11`,
    [name],
  )
  const exact = rows.find(({ id }) => id === name)
  const found = exact ? [exact] : rows
  if (found.length === 0)
    throw new MaestroError(
      'not-found',
      `There is no repository "${name}".`,
      'maestro work --json names them, as owner/name.',
    )
  if (found.length > 1)
    throw new MaestroError(
      'usage',
      `Several repositories are called "${name}": ${found.map(({ id }) => id).join(', ')}.`,
      'Give one of these ids.',
    )
  const { id, name: label, remote } = found[0]!
  const places = await client.query<{ path: string; git_directory: string }>(
    'select path, git_directory from checkout where org = 1 and repository = $1',
    [id],
  )
  await client.query('insert into gone_repository values ($1)', [id])
  await client.query('insert into gone_session select session from session_place where org = 1 and repository = $1', [
    id,
  ])
  const paths = [...new Set(places.rows.flatMap(({ path, git_directory }) => [path, git_directory]))]
  return {
    ...nothing,
    kind: 'repository',
    key: id,
    label,
    gone: { by: 'repository' },
    keys: [
      ['repository', id],
      ...paths.map((path) => ['place', placeHash(path)] as const),
      ...(remote === null ? [] : [['remote', placeHash(remote)] as const]),
    ],
  }
}

const person: Resolver<'person'> = async (client, { name }) => {
  const { rows } = await client.query<{ person: string; label: string; id: string; kind: string; value: string }>(
    `select identity.person, person.name as label, identity.id, identity.kind, identity.value
     from identity join person on person.org = 1 and person.id = identity.person
     where identity.org = 1 and identity.person in (
       select id from person where org = 1 and (id = $1 or lower(name) = lower($1))
       union select person from identity where org = 1 and (id = $1 or lower(value) = lower($1)))
     order by identity.person, identity.id`,
    [name],
  )
  if (rows.length === 0)
    throw new MaestroError(
      'not-found',
      `There is nobody called "${name}".`,
      'Give a name, an address or a home directory as maestro shows it.',
    )
  const homes = rows.filter(({ kind }) => kind === 'home')
  const emails = rows.filter(({ kind }) => kind === 'email')
  await client.query('insert into gone_email select distinct unnest($1::text[])', [emails.map(({ value }) => value)])
  await client.query('insert into gone_home select distinct unnest($1::text[])', [homes.map(({ id }) => id)])
  await client.query('insert into gone_session select session from session_place where org = 1 and home = any($1)', [
    homes.map(({ id }) => id),
  ])
  await client.query(
    `insert into gone_commit select repository, sha from commit
     where org = 1 and (lower(author_email) = any($1) or lower(committer_email) = any($1))`,
    [emails.map(({ value }) => value)],
  )
  return {
    ...nothing,
    kind: 'person',
    key: rows[0]!.person,
    label: rows[0]!.label,
    identities: rows.map(({ value }) => value),
    gone: { by: 'person' },
    keys: [...homes.map(({ id }) => ['home', id] as const), ...emails.map(({ id }) => ['email', id] as const)],
  }
}

const period: Resolver<'period'> = async (client, { since, until }, now) => {
  if (since === undefined && until === undefined)
    throw new MaestroError('usage', 'A period has a beginning or an end.', 'Give --since, --until or both.')
  const time = { since: since ?? Number.NEGATIVE_INFINITY, until: Math.min(until ?? now, now) }
  if (time.since >= time.until)
    throw new MaestroError('usage', 'The period ends before it begins.', 'Give an earlier --since or a later --until.')
  await client.query(
    `insert into gone_session select id from session
     where org = 1 and started_at >= $1 and ended_at >= $1 and started_at < $2 and ended_at < $2`,
    [Number.isFinite(time.since) ? new Date(time.since) : '-infinity', new Date(time.until)],
  )
  return {
    ...nothing,
    kind: 'period',
    label: 'period',
    since: since ?? null,
    until: time.until,
    gone: { by: 'time', time },
  }
}

const everything: Resolver<'everything'> = async (_client, _request, now) => ({
  ...nothing,
  kind: 'everything',
  label: 'everything',
  until: now,
  gone: { by: 'everything' },
})

const resolvers: { readonly [Kind in DeletionRequest['kind']]: Resolver<Kind> } = {
  session,
  repository,
  person,
  period,
  everything,
}
