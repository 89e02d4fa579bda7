import type { ClientBase } from 'pg'

/** A commit of a pull request. Times in milliseconds since 1970. */
export interface MadeCommit {
  readonly sha: string
  readonly subject: string
  readonly personName: string
  readonly authoredAt: number
  readonly added: number
  readonly removed: number
  readonly merge: boolean
  /** Lines that count, and those of them found in session edits; null where no session edit is old enough to be theirs. */
  readonly countedLines: number | null
  readonly foundLines: number | null
}

/** So many commits of a branch are told. */
const mostCommits = 200
/** A branch that was begun longer before its merge is told from there on. */
const longest = '90 days'

/**
 * The commits that a pull request brought, the first first: of a merge those of its branch that its base did not have, of
 * a squash the one that it became. `sha` is the commit by which it was merged.
 */
export const commitsOfPullRequest = async (
  client: ClientBase,
  repository: string,
  sha: string,
): Promise<MadeCommit[]> => {
  const { rows } = await client.query<MadeCommit>(
    `with recursive merge as (
       select parents, committed_at from commit where org = 1 and repository = $1 and sha = $2
     ), base (sha) as (
       select parents[1] from merge where cardinality(parents) > 1
       union
       select parent from base
       join commit on commit.org = 1 and commit.repository = $1 and commit.sha = base.sha
         and commit.committed_at >= (select committed_at - interval '${longest}' from merge)
       cross join unnest(commit.parents) parent
     ), branch (sha, place) as (
       select case when cardinality(parents) > 1 then parents[2] else $2 end, 1 from merge
       union all
       select commit.parents[1], branch.place + 1
       from branch join commit on commit.org = 1 and commit.repository = $1 and commit.sha = branch.sha
       where branch.place < ${mostCommits} and (select cardinality(parents) > 1 from merge)
         and commit.committed_at >= (select committed_at - interval '${longest}' from merge)
         and branch.sha not in (select sha from base)
     )
     select commit.sha, commit.subject, coalesce(person.name, commit.author_name) as "personName",
       (extract(epoch from commit.authored_at) * 1000)::bigint as "authoredAt", commit.added, commit.removed,
       cardinality(commit.parents) > 1 as merge, lines.counted as "countedLines", lines.found as "foundLines"
     from branch join commit on commit.org = 1 and commit.repository = $1 and commit.sha = branch.sha
     left join commit_lines lines on lines.org = 1 and lines.repository = $1 and lines.sha = commit.sha
     left join identity on identity.org = 1 and identity.id = 'email:' || lower(commit.author_email)
     left join person on person.org = 1 and person.id = identity.person
     where branch.sha not in (select sha from base where sha is not null)
       and (cardinality(commit.parents) < 2 or commit.sha = $2)
     order by branch.place desc`,
    [repository, sha],
  )
  return rows
}
