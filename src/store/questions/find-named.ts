import type { ClientBase } from 'pg'

/** What is found by its name. Times in milliseconds since 1970. */
export interface NamedThings {
  readonly projects: readonly string[]
  readonly teams: readonly string[]
  readonly persons: readonly { readonly id: string; readonly name: string }[]
  readonly repositories: readonly { readonly id: string; readonly name: string }[]
  /** Ids, the best first. */
  readonly sessions: readonly string[]
  readonly pullRequests: readonly {
    readonly repository: string
    readonly repositoryName: string
    readonly number: number
    readonly title: string
    readonly at: number
  }[]
  readonly commits: readonly {
    readonly repository: string
    readonly repositoryName: string
    readonly sha: string
    readonly subject: string
    readonly at: number
  }[]
}

export interface NamedRequest {
  readonly text: string
  /** Of each kind at most so many. */
  readonly limit: number
  /** Milliseconds since 1970: what lies after it is not known yet. */
  readonly asOf?: number | undefined
}

/** The latest are looked through one by one; words that are not among them are rare enough for the index. */
const latest = 1_000
const latestSessions = 300
/** Of what an index finds so much is looked at. */
const indexed = 2_000
const mostWords = 8

const separators = `'./-_:@#', '       '`

/** As the index has it. */
const wordsOf = (sql: string) => `to_tsvector('simple', translate(${sql}, ${separators}))`

const saidSql = `left(coalesce(title, ''), 400) || ' ' || left(coalesce(goal, ''), 400)`

const escaped = (word: string) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/**
 * The few projects, teams, persons, repositories, sessions, pull requests and commits whose names have all the words of a text, or
 * beginnings of them, or whose id or number begins with it; the latest first. Without words the latest of each.
 */
export const findNamed = async (client: ClientBase, request: NamedRequest): Promise<NamedThings> => {
  const { text, limit, asOf } = request
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].slice(0, mostWords).map(([word]) => word.toLowerCase())
  const said = text.trim().toLowerCase()
  const known = asOf === undefined ? null : new Date(asOf)
  const asked: Asked = {
    client,
    limit,
    known,
    said,
    patterns: words.map((word) => `(^|[^[:alnum:]])${escaped(word)}`),
    query: words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & '),
  }
  return {
    projects: await projectsNamed(asked),
    teams: await teamsNamed(asked),
    persons: await personsNamed(asked),
    repositories: await repositoriesNamed(asked),
    sessions: await sessionsNamed(asked),
    pullRequests: await pullRequestsNamed(asked),
    commits: await commitsNamed(asked),
  }
}

interface Asked {
  readonly client: ClientBase
  readonly limit: number
  readonly known: Date | null
  readonly said: string
  /** One for each word. */
  readonly patterns: readonly string[]
  /** A tsquery of all words; null where there are none. */
  readonly query: string | null
}

/** Names that begin with the text come first. */
const byName = (name: string) => `starts_with(lower(${name}), $1) desc, length(${name}), ${name}`

const projectsNamed = async ({ client, said, patterns, limit }: Asked): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select name from (select distinct project as name from project_part where org = 1) project
     where lower(name) ~ all($2) order by ${byName('name')} limit $3`,
    [said, patterns, limit],
  )
  return rows.map(({ name }) => name)
}

const teamsNamed = async ({ client, said, patterns, limit }: Asked): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select name from (select min(team) as name from team_person where org = 1 group by lower(team)) team
     where lower(name) ~ all($2) order by ${byName('name')} limit $3`,
    [said, patterns, limit],
  )
  return rows.map(({ name }) => name)
}

const personsNamed = async ({ client, said, patterns, limit, known }: Asked) => {
  const { rows } = await client.query<{ id: string; name: string }>(
    `select id, name from person
     where org = 1 and not bot and lower(name) ~ all($2) and ($3::timestamptz is null or exists (
       select from session_place place join session_summary summary on summary.org = 1 and summary.session = place.session
       where place.org = 1 and place.person = person.id and summary.started_at < $3
     ) or exists (
       select from identity join commit on commit.org = 1 and lower(commit.author_email) = identity.value
       where identity.org = 1 and identity.person = person.id and identity.kind = 'email' and commit.authored_at < $3
     ))
     order by ${byName('name')}, id limit $4`,
    [said, patterns, known, limit],
  )
  return rows
}

const repositoriesNamed = async ({ client, said, patterns, limit, known }: Asked) => {
  const { rows } = await client.query<{ id: string; name: string }>(
    `select id, name from repository
     where org = 1 and lower(name) ~ all($2) and ($3::timestamptz is null or exists (
       select from session_place place join session_summary summary on summary.org = 1 and summary.session = place.session
       where place.org = 1 and place.repository = repository.id and summary.started_at < $3
     ) or exists (
       select from commit where commit.org = 1 and commit.repository = repository.id and commit.committed_at < $3
     ))
     order by starts_with(lower(split_part(name, '/', -1)), $1) desc, ${byName('name')}, id limit $4`,
    [said, patterns, known, limit],
  )
  return rows
}

const sessionsNamed = async ({ client, said, patterns, query, limit, known }: Asked): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `with near as materialized (
       select session, lower(${saidSql}) as said, ended_at from session_summary
       where org = 1 and ($3::timestamptz is null or started_at < $3) and (prompts > 0 or tool_calls > 0)
       order by ended_at desc limit ${latestSessions}
     ), matching as materialized (
       select session, ended_at from near where said ~ all($2) order by ended_at desc limit $4
     ), found as (
       select * from matching
       union
       (select session, ended_at from (
         select session, ended_at, started_at from session_summary
         where org = 1 and ${wordsOf(saidSql)} @@ $5::tsquery and ($3::timestamptz is null or started_at < $3) limit ${indexed}
       ) far where (select count(*) from matching) < $4 order by ended_at desc limit $4)
       union
       (select summary.session, summary.ended_at from (
         (select id from session where org = 1 and id like $1 || '%' and length($1) > 3 limit $4)
         union (select id from session where org = 1 and log_id like $1 || '%' and length($1) > 3 limit $4)
       ) named join session_summary summary on summary.org = 1 and summary.session = named.id)
     )
     select found.session as id from found
     join session_place place on place.org = 1 and place.session = found.session and place.root = found.session
     order by found.ended_at desc, found.session limit $4`,
    [escapedLike(said), patterns, known, limit, query],
  )
  return rows.map(({ id }) => id)
}

const escapedLike = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&')

const digits = /^#?(\d{1,9})$/

const pullRequestsNamed = async ({ client, said, patterns, query, limit, known }: Asked) => {
  const { rows } = await client.query<NamedThings['pullRequests'][number]>(
    `with near as materialized (
       select repository, number, title, at from pull_request
       where org = 1 and ($3::timestamptz is null or at < $3) order by at desc limit ${latest}
     ), matching as materialized (
       select * from near where lower(title) ~ all($2) order by at desc limit $4
     ), found as (
       select * from matching
       union
       (select repository, number, title, at from (
         select repository, number, title, at from pull_request
         where org = 1 and ${wordsOf('left(title, 400)')} @@ $5::tsquery and ($3::timestamptz is null or at < $3) limit ${indexed}
       ) far where (select count(*) from matching) < $4 order by at desc limit $4)
       union
       (select repository, number, title, at from pull_request
         where org = 1 and number = $1 and ($3::timestamptz is null or at < $3) limit 20)
     ), once as (
       select distinct on (repository, number) * from found order by repository, number, at desc
     )
     select once.repository, repository.name as "repositoryName", once.number, once.title,
       (extract(epoch from once.at) * 1000)::bigint as at
     from once join repository on repository.org = 1 and repository.id = once.repository
     order by once.number = $1 desc nulls last, once.at desc, once.repository, once.number limit $4`,
    [digits.exec(said)?.[1] ?? null, patterns, known, limit, query],
  )
  return rows
}

const commitsNamed = async ({ client, said, patterns, query, limit, known }: Asked) => {
  const sha = /^[0-9a-f]{4,40}$/.test(said) ? `${said}%` : null
  const { rows } = await client.query<NamedThings['commits'][number]>(
    `with near as materialized (
       select repository, sha, subject, committed_at from commit
       where org = 1 and ($3::timestamptz is null or committed_at < $3)
       order by committed_at desc, sha, repository limit ${latest}
     ), matching as materialized (
       select * from near where lower(left(subject, 400)) ~ all($2) order by committed_at desc limit $4
     ), found as (
       select * from matching
       union
       (select repository, sha, subject, committed_at from (
         select repository, sha, subject, committed_at from commit
         where org = 1 and ${wordsOf('left(subject, 400)')} @@ $5::tsquery and ($3::timestamptz is null or committed_at < $3)
         limit ${indexed}
       ) far where (select count(*) from matching) < $4 order by committed_at desc limit $4)
       union
       (select repository, sha, subject, committed_at from commit
         where org = 1 and sha like $1 and ($3::timestamptz is null or committed_at < $3) limit $4)
     )
     select found.repository, repository.name as "repositoryName", found.sha, found.subject,
       (extract(epoch from found.committed_at) * 1000)::bigint as at
     from found join repository on repository.org = 1 and repository.id = found.repository
     order by found.sha like $1 desc nulls last, found.committed_at desc, found.sha, found.repository limit $4`,
    [sha, patterns, known, limit, query],
  )
  return rows
}
