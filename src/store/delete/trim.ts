import type { ClientBase } from 'pg'
import type { Stretch } from './clamp.ts'
import { instantSql, liesSql } from './gone.ts'
import { withoutAddresses } from './without-addresses.ts'
import { logIdIn, withoutSessions } from './without-sessions.ts'

/** Clamps sessions that reach over an edge of the stretch, as `clamp` does, and answers how many. */
export const clampSpans = async (client: ClientBase, time: Stretch): Promise<number> => {
  const before = `(${instantSql(time.since)} - interval '1 millisecond')`
  const { rowCount } = await client.query(
    `update session set
       started_at = case when ${liesSql('started_at', time)} then ${instantSql(time.until)} else started_at end,
       ended_at = case when ${liesSql('ended_at', time)} then ${before} else ended_at end
     where org = 1 and (${liesSql('started_at', time)} or ${liesSql('ended_at', time)})`,
  )
  return rowCount ?? 0
}

/** Sessions no longer say that they were forked from one that is gone; answers how many did. */
export const dropForks = async (client: ClientBase): Promise<number> => {
  const { rowCount } = await client.query(
    'update session set forked_from = null where org = 1 and forked_from in (select id from gone_session)',
  )
  return rowCount ?? 0
}

interface CommitRow {
  readonly repository: string
  readonly sha: string
  readonly body: string | undefined
  readonly coAuthors: string[] | undefined
  readonly trailers: [string, string][] | undefined
}

const page = 1_000

/** Takes the addresses in `gone_email` out of the trailers of commits that stay, and answers of how many. */
export const dropAddresses = async (client: ClientBase): Promise<number> => {
  const addresses = new Set(
    (await client.query<{ email: string }>('select email from gone_email')).rows.map(({ email }) => email),
  )
  if (addresses.size === 0) return 0
  await client.query(
    `declare naming_commit no scroll cursor for
     select repository, sha, body, co_authors as "coAuthors", trailers from commit
     where org = 1 and (body is not null or co_authors is not null or trailers is not null)
     and not exists (select from gone_commit gone where gone.repository = commit.repository and gone.sha = commit.sha)
     and exists (
       select from gone_email
       where strpos(lower(concat_ws(' ', body, array_to_string(co_authors, ' '), trailers::text)), email) > 0)`,
  )
  let changed = 0
  for (;;) {
    const { rows } = await client.query<CommitRow>(`fetch ${page} from naming_commit`)
    for (const row of rows) {
      const commit = Object.fromEntries(
        Object.entries(row).filter(([, value]) => value !== null),
      ) as unknown as CommitRow
      const kept = withoutAddresses(commit, addresses)
      if (kept === commit) continue
      changed++
      await client.query(
        'update commit set body = $3, co_authors = $4, trailers = $5 where org = 1 and repository = $1 and sha = $2',
        [
          row.repository,
          row.sha,
          kept.body ?? null,
          kept.coAuthors ?? null,
          kept.trailers ? JSON.stringify(kept.trailers) : null,
        ],
      )
    }
    if (rows.length < page) break
  }
  await client.query('close naming_commit')
  return changed
}

interface NoteRow {
  readonly repository: string
  readonly sha: string
  readonly sessions: string[]
  readonly lines: string[]
}

/** Notes that stay no longer name sessions that are gone; answers how many did. */
export const dropNames = async (client: ClientBase): Promise<number> => {
  const { rows: gone } = await client.query<{ id: string }>('select id from gone_session')
  const logs = new Set(gone.map(({ id }) => logIdIn(id)))
  const { rows } = await client.query<NoteRow>(
    `select repository, sha, sessions, lines from authorship_note
     where org = 1 and repository not in (select id from gone_repository)
       and (repository, sha) not in (select repository, sha from gone_commit)
       and exists (select from unnest(sessions) name where substr(name, strpos(name, ':') + 1) = any($1))`,
    [[...logs]],
  )
  for (const row of rows) {
    const { repository, sha, sessions, lines } = withoutSessions(row, (logId) => logs.has(logId))
    await client.query(
      'update authorship_note set sessions = $3, lines = $4 where org = 1 and repository = $1 and sha = $2',
      [repository, sha, sessions, lines],
    )
  }
  return rows.length
}
