import type { ClientBase } from 'pg'
import type { RecordKind } from '../../model/record.ts'
import { snakeCase } from '../columns.ts'
import type { Stretch } from './clamp.ts'

/**
 * What goes in one deletion. Names stand in temporary tables of the transaction (`gone_session`, `gone_repository`,
 * `gone_commit`, `gone_email`, `gone_record`); which of them count is told here, so that each condition has an index.
 */
export interface Gone {
  readonly by: 'sessions' | 'repository' | 'person' | 'records' | 'time' | 'everything'
  readonly time?: Stretch
}

/** Makes the temporary tables; they go with the transaction. */
export const makeGoneTables = async (client: ClientBase): Promise<void> => {
  await client.query(
    `create temp table gone_session (id text primary key) on commit drop;
     create temp table gone_repository (id text primary key) on commit drop;
     create temp table gone_commit (repository text, sha text, primary key (repository, sha)) on commit drop;
     create temp table gone_email (email text primary key) on commit drop;
     create temp table gone_home (id text primary key) on commit drop;
     create temp table gone_record (kind text, id text, primary key (kind, id)) on commit drop;
     create temp table losing_session (id text primary key) on commit drop;
     create temp table touched_email (email text primary key) on commit drop;
     create temp table touched_chunk (id bigint primary key) on commit drop`,
  )
}

/** Lets the planner know how few names there are. */
export const analyseGoneTables = (client: ClientBase): Promise<unknown> =>
  client.query('analyze gone_session, gone_repository, gone_commit, gone_email, gone_record')

/** SQL for an instant, which may be infinite. */
export const instantSql = (at: number): string =>
  Number.isFinite(at) ? `to_timestamp(${at} / 1000.0)` : `'${at < 0 ? '-' : ''}infinity'::timestamptz`

/** SQL for "lies in the stretch". */
export const liesSql = (column: string, { since, until }: Stretch): string =>
  `${column} >= ${instantSql(since)} and ${column} < ${instantSql(until)}`

const inSessions = 'session in (select id from gone_session)'
const inLogs = "log_id in (select substr(id, strpos(id, ':') + 1) from gone_session)"
const inRepositories = 'repository in (select id from gone_repository)'
const inCommits = '(repository, sha) in (select repository, sha from gone_commit)'

/** The SQL condition under which a row of a kind goes; undefined where none of the kind does. */
export const conditionOf = (kind: RecordKind, { by, time }: Gone): string | undefined => {
  if (by === 'everything') return 'true'
  const ofSession = 'session' in kind.fields
  if (by === 'time') {
    if (kind.name === 'session') return `${liesSql('started_at', time!)} and ${liesSql('ended_at', time!)}`
    if (kind.name === 'commit') return liesSql('committed_at', time!)
    return 'at' in kind.fields ? liesSql('at', time!) : undefined
  }
  if (by === 'records')
    return kind.key.length === 1 && ofSession
      ? `id in (select id from gone_record where kind = '${kind.name}')`
      : kind.name === 'pullRequest'
        ? `${keySql(kind)} in (select id from gone_record where kind = 'pullRequest')`
        : undefined
  if (ofSession) return inSessions
  if (kind.name === 'session') return 'id in (select id from gone_session)'
  const named = kind.name === 'checkpoint' ? inLogs : undefined
  if (by === 'repository')
    return kind.name === 'repository'
      ? 'id in (select id from gone_repository)'
      : named
        ? `(${inRepositories} or ${named})`
        : inRepositories
  return named ?? (by === 'person' ? personConditions[kind.name] : undefined)
}

const personConditions: Readonly<Record<string, string>> = {
  commit: inCommits,
  fileChange: inCommits,
  merge: inCommits,
  authorshipNote: inCommits,
  pullRequest: `(${inCommits} or lower(author_email) in (select email from gone_email))`,
  mailmapEntry: '(email in (select email from gone_email) or lower(canonical_email) in (select email from gone_email))',
}

/** SQL for a row's natural key in one string, as `recordKey` makes it. */
export const keySql = (kind: RecordKind): string =>
  kind.key.map((field) => `${snakeCase(field)}::text`).join(` || chr(31) || `)
