import type { ClientBase } from 'pg'

/** A file that a commit changed lately. */
export interface ChangedFile {
  readonly path: string
  /** When it was changed last, in milliseconds since 1970. */
  readonly at: number
  /** The commit that changed it last. */
  readonly sha: string
}

export interface FilesRequest {
  /** Only those whose path has all of these, in whatever case. */
  readonly words: readonly string[]
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf: number | undefined
  readonly limit: number
}

/** So many of the newest commits are looked through. */
export const commitsLookedThrough = 500

/**
 * Files that the newest commits of a repository changed, the latest first: those that are text and were not taken away
 * by the latest commit that changed them.
 */
export const filesChanged = async (
  client: ClientBase,
  repository: string,
  { words, asOf, limit }: FilesRequest,
): Promise<ChangedFile[]> => {
  const { rows } = await client.query<ChangedFile>(
    `with newest as materialized (
       select sha, committed_at from commit
       where org = 1 and repository = $1 and ($2::timestamptz is null or committed_at < $2)
       order by committed_at desc, sha limit ${commitsLookedThrough}
     ), latest as (
       select distinct on (change.path) change.path, newest.committed_at as at, newest.sha, change.operation, change."binary"
       from newest
       join file_change change on change.org = 1 and change.repository = $1 and change.sha = newest.sha
       where (select bool_and(position(word in lower(change.path)) > 0) from unnest($3::text[]) word) is not false
       order by change.path, newest.committed_at desc, newest.sha
     )
     select path, (extract(epoch from at) * 1000)::float8 as at, sha from latest
     where operation <> 'delete' and not "binary" order by at desc, path limit $4`,
    [repository, asOf === undefined ? null : new Date(asOf), words.map((word) => word.toLowerCase()), limit],
  )
  return rows
}
