import type { ClientBase } from 'pg'

/** What became of a commit that git named in a session. */
export interface CommitFate {
  /** Its full id, where a known history has it. */
  readonly commit: string | null
  /** Where none has: the commit that an amend or a rebase made of it. */
  readonly rewritten: string | null
}

/** A commit as git printed it. */
interface Printed {
  readonly id: string
  readonly at: Date
  readonly sha?: string
  readonly subject?: string
}

/** What is made again keeps its subject and when it was written; clocks differ by so much at most. */
const clocksDiffer = '10 minutes'
/** A branch is rebased for so long. */
const rebasedWithin = '60 days'

/** What became of commits that git named in a session, by the id of each record. */
export const fateOfCommits = async (
  client: ClientBase,
  session: string,
  printed: readonly Printed[],
  asOf: number | undefined,
): Promise<Map<string, CommitFate>> => {
  const { rows } = await client.query<CommitFate & { id: string }>(
    `with placed as (select repository from session_place where org = 1 and session = $1)
     select printed.id, exact.sha as commit, again.sha as rewritten
     from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[]) printed (id, sha, subject, at)
     left join lateral (
       select sha from commit
       where org = 1 and sha ~>=~ printed.sha and sha ~<~ (printed.sha || 'g')
         and (repository = (select repository from placed) or (select repository from placed) is null)
         and ($6::timestamptz is null or committed_at < $6)
       order by sha limit 1
     ) exact on true
     left join lateral (
       select sha from commit
       where org = 1 and exact.sha is null and repository = (select repository from placed) and subject = printed.subject
         and committed_at >= printed.at - interval '${clocksDiffer}'
         and committed_at < least(printed.at + interval '${rebasedWithin}', coalesce($6, 'infinity'))
         and authored_at between printed.at - interval '${clocksDiffer}' and printed.at + interval '${clocksDiffer}'
       order by committed_at desc, sha limit 1
     ) again on true`,
    [
      session,
      printed.map(({ id }) => id),
      printed.map(({ sha }) => sha?.toLowerCase() ?? ''),
      printed.map(({ subject }) => subject ?? ''),
      printed.map(({ at }) => at),
      asOf === undefined ? null : new Date(asOf),
    ],
  )
  return new Map(rows.map(({ id, commit, rewritten }) => [id, { commit, rewritten }]))
}
