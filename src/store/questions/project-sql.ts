import { namedRepository } from './named-repository.ts'

/**
 * SQL of the parts of projects, by their names (SQL of a `text[]`). Where nobody named a project so, each repository of
 * that name is one.
 */
const partsSql = (names: string): string => `(
  select part.kind, part.repository, part.value from project_part part
  where part.org = 1 and lower(part.project) = any(select lower(name) from unnest(${names}) name)
  union all
  select 'repository', name, '' from unnest(${names}) name
  where not exists (select from project_part named where named.org = 1 and lower(named.project) = lower(name))
)`

/** SQL: a text holds a key of a tracker, as PAY-88 or, in a branch, pay-88. */
const holdsKey = (text: string, prefix: string): string => `${text} ~* ('(^|[^[:alnum:]])' || ${prefix} || '-[0-9]')`

/** SQL: a path of a repository is this one or below it. */
const isBelow = (path: string, above: string): string => `(${path} = ${above} or starts_with(${path}, ${above} || '/'))`

/**
 * SQL: a file that a session edited lies below a path of its repository. Logs name files by where they lay: below a known
 * checkout or the session's working directory what follows is the path, which the working directory may end with
 * already; elsewhere the path must be among the file's folders.
 */
const editedBelow = (file: string, path: string): string => `case
  when exists (select from base where starts_with(${file}, base.path || '/'))
  then exists (
    select from base
    where ${isBelow(file, `base.path || '/' || ${path}`)}
      or right(base.path, length(${path}) + 1) = '/' || ${path} and starts_with(${file}, base.path || '/'))
  else strpos('/' || ${file} || '/', '/' || ${path} || '/') > 0 end`

/**
 * SQL of the sessions at the top of their trees that belong to projects: that ran in a repository of one, edited a file
 * below a path of one, or whose branch, title or first prompt names a ticket of one.
 */
export const projectSessionsSql = (names: string): string => `
  with part as materialized ${partsSql(names)}
  select held.root from part
  join repository on repository.org = 1 and ${namedRepository('repository', 'part.repository')}
  join session_place held on held.org = 1 and held.repository = repository.id
  where part.kind = 'repository'
  union
  select held.root from part
  join repository on repository.org = 1 and ${namedRepository('repository', 'part.repository')}
  join session_place held on held.org = 1 and held.repository = repository.id
  join session_summary done on done.org = 1 and done.session = held.session
  where part.kind = 'path' and exists (
    with base as (
      select replace(path, '\\', '/') as path from checkout where org = 1 and repository = held.repository and not bare
      union select replace(held.cwd, '\\', '/') where held.cwd is not null
    )
    select from unnest(done.files) file where ${editedBelow(`replace(file, '\\', '/')`, 'part.value')})
  union
  select held.root from part
  join session_place held on held.org = 1 and held.root = held.session
  join session_summary said on said.org = 1 and said.session = held.session
  join session on session.org = 1 and session.id = held.session
  where part.kind = 'ticket'
    and ${holdsKey(`concat_ws(' ', session.branch, said.title, left(said.goal, 400))`, 'part.value')}`

/** SQL: the row `commit` of a `repository` belongs to projects; the branch of its pull request may say so, too. */
export const projectCommitSql = (names: string): string => `exists (
  select from ${partsSql(names)} part
  where case part.kind
    when 'repository' then ${namedRepository('repository', 'part.repository')}
    when 'path' then ${namedRepository('repository', 'part.repository')} and exists (
      select from file_change change
      where change.org = 1 and change.repository = commit.repository and change.sha = commit.sha
        and ${isBelow('change.path', 'part.value')})
    else ${holdsKey('commit.subject', 'part.value')} or exists (
      select from pull_request merged
      where merged.org = 1 and merged.repository = commit.repository and merged.sha = commit.sha
        and ${holdsKey(`concat_ws(' ', merged.branch, merged.title)`, 'part.value')}) end)`

/** SQL: the row `pull` of a `repository` belongs to projects; which paths it touched says the commit that merged it. */
export const projectPullRequestSql = (names: string): string => `exists (
  select from ${partsSql(names)} part
  where case part.kind
    when 'repository' then ${namedRepository('repository', 'part.repository')}
    when 'path' then ${namedRepository('repository', 'part.repository')} and exists (
      select from file_change change
      where change.org = 1 and change.repository = pull.repository and change.sha = pull.sha
        and ${isBelow('change.path', 'part.value')})
    else ${holdsKey(`concat_ws(' ', pull.branch, pull.title)`, 'part.value')} end)`

/** SQL: the row `repository` is one of projects, in whole or by a path in it. */
export const projectRepositorySql = (names: string): string => `exists (
  select from ${partsSql(names)} part
  where part.kind <> 'ticket' and ${namedRepository('repository', 'part.repository')})`
