import type { ClientBase } from 'pg'
import { commitArrays, commitOfKey } from '../commits/commit-key.ts'

const coAuthor = /^\s*(.*?)\s*<\s*([^<>\s]+@[^<>\s]*)\s*>\s*$/

/** The name and the address, in lower case, of a Co-authored-by trailer; undefined where it names no address. */
const coAuthorOf = (text: string): { readonly name: string; readonly email: string } | undefined => {
  const match = coAuthor.exec(text)
  return match ? { name: match[1]!.replace(/^"(.*)"$/, '$1'), email: match[2]!.toLowerCase() } : undefined
}

/** Derives who commits say that they were written with, and marks their addresses. */
export const deriveCoAuthors = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const arrays = commitArrays(keys.map(commitOfKey))
  const { rows: gone } = await client.query<{ email: string }>(
    `delete from co_author credit using unnest($1::text[], $2::text[]) as wanted (repository, sha)
     where credit.org = 1 and credit.repository = wanted.repository and credit.sha = wanted.sha returning email`,
    arrays,
  )
  const { rows } = await client.query<{ repository: string; sha: string; at: Date; coAuthors: string[] }>(
    `select commit.repository, commit.sha, commit.authored_at as at, commit.co_authors as "coAuthors"
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
     where commit.co_authors is not null`,
    arrays,
  )
  const credits = rows.flatMap(({ repository, sha, at, coAuthors }) => {
    const named = coAuthors.flatMap((text) => coAuthorOf(text) ?? []).toReversed()
    return [...new Map(named.map((credit) => [credit.email, { repository, sha, at, ...credit }])).values()]
  })
  await client.query(
    `insert into co_author (repository, sha, email, name, at)
     select repository, sha, email, name, at
     from jsonb_to_recordset($1) as row (repository text, sha text, email text, name text, at timestamptz)`,
    [JSON.stringify(credits)],
  )
  await client.query(
    `insert into dirty (kind, key) select distinct 'identity', 'email:' || email from unnest($1::text[]) as credited (email)
     on conflict (org, kind, key) do update set key = excluded.key`,
    [[...gone, ...credits].map(({ email }) => email)],
  )
}
