import type { ClientBase } from 'pg'

/** A commit with who made it. Times in milliseconds since 1970. */
export interface AuthoredCommit {
  readonly sha: string
  readonly subject: string
  readonly person: string
  readonly bot: boolean
  readonly authoredAt: number
  readonly committedAt: number
}

/** Some commits of a repository, by id. */
export const commitsById = async (
  client: ClientBase,
  repository: string,
  shas: readonly string[],
): Promise<Map<string, AuthoredCommit>> => {
  const { rows } = await client.query<AuthoredCommit>(
    `select commit.sha, commit.subject, coalesce(person.name, commit.author_name) as person,
       coalesce(person.bot, false) as bot, (extract(epoch from authored_at) * 1000)::float8 as "authoredAt",
       (extract(epoch from committed_at) * 1000)::float8 as "committedAt"
     from commit
     left join identity on identity.org = 1 and identity.id = 'email:' || lower(commit.author_email)
     left join person on person.org = 1 and person.id = identity.person
     where commit.org = 1 and commit.repository = $1 and commit.sha = any($2)`,
    [repository, shas],
  )
  return new Map(rows.map((row) => [row.sha, row]))
}
