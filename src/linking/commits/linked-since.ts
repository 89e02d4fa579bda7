import type { ClientBase } from 'pg'
import { markEdits } from './mark-edits.ts'

/**
 * Commits are looked at from the month of a repository's first edit on: nothing before it can be from a session that is
 * on record, and a long history need not be looked through. By months, so that it seldom moves while logs are read.
 */
export const followEarliest = async (client: ClientBase, repositories: readonly string[]): Promise<void> => {
  if (repositories.length === 0) return
  const { rows } = await client.query<{ repository: string; before: Date | null; now: Date | null }>(
    `select wanted.repository, linked.since as before,
       date_trunc('month', first.at - interval '1 day', 'UTC') as now
     from unnest($1::text[]) as wanted (repository)
     left join linked_repository linked on linked.org = 1 and linked.repository = wanted.repository
     left join lateral (
       select at from edited_file where org = 1 and repository = wanted.repository order by at limit 1
     ) first on true`,
    [repositories],
  )
  for (const { repository, before, now } of rows) {
    if (before?.getTime() === now?.getTime()) continue
    if (before !== null && (now === null || now > before)) await forgetLines(client, repository)
    await client.query(
      now === null
        ? 'delete from linked_repository where org = 1 and repository = $1 and $2::timestamptz is null'
        : `insert into linked_repository (repository, since) values ($1, $2)
           on conflict (org, repository) do update set since = excluded.since`,
      [repository, now],
    )
    if (now === null) continue
    const until = before !== null && now < before ? before : null
    await client.query(
      `insert into dirty (kind, key)
       select 'lines', repository || ' ' || sha from commit
       where org = 1 and repository = $1 and committed_at >= $2 and ($3::timestamptz is null or committed_at < $3)
       on conflict do nothing`,
      [repository, now, until],
    )
  }
}

/**
 * Throws away what is known of the lines of a repository's commits, and marks those that something else than lines names
 * sessions of.
 */
const forgetLines = async (client: ClientBase, repository: string): Promise<void> => {
  const { rows } = await client.query<{ edit: string }>(
    'delete from edit_commit where org = 1 and repository = $1 returning edit',
    [repository],
  )
  await markEdits(
    client,
    rows.map(({ edit }) => edit),
  )
  await client.query(
    `insert into dirty (kind, key) select distinct 'authors', place.home from commit_link link
     join session_place place on place.org = 1 and place.session = link.session
     where link.org = 1 and link.repository = $1
     on conflict (org, kind, key) do update set key = excluded.key`,
    [repository],
  )
  for (const table of ['line_change', 'commit_lines', 'line_link', 'commit_link'])
    await client.query(`delete from ${table} where org = 1 and repository = $1`, [repository])
  await client.query(
    `insert into dirty (kind, key)
     select 'link', repository || ' ' || sha from commit_evidence where org = 1 and repository = $1
     union
     select 'link', same.repository || ' ' || same.sha
     from commit_evidence evidence
     join commit on commit.org = 1 and commit.repository = evidence.repository and commit.sha = evidence.sha
     join commit same on same.org = 1 and same.repository = commit.repository and same.patch_id = commit.patch_id
     where evidence.org = 1 and evidence.repository = $1
     on conflict do nothing`,
    [repository],
  )
}
