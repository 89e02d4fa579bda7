import { namedIdentitySql } from './find-person.ts'
import { namedRepository } from './named-repository.ts'
import { projectCommitSql, projectPullRequestSql, projectSessionsSql } from './project-sql.ts'

/** What everything is narrowed to; each as a user names it. All that are given hold. */
export interface Scope {
  /** Repository name, in whole or its last part, or its id. */
  readonly repository?: string | undefined
  /** Person's name or id, or an address or home directory of theirs. */
  readonly person?: string | undefined
  /** A team's name. */
  readonly team?: string | undefined
  /** A project's name, or that of a repository where no project is called so. */
  readonly project?: string | undefined
}

/** Gives a value to a query and answers how SQL names it: `$1`. */
export type Bind = (value: unknown) => string

/** SQL: the sessions at the top of their trees, and all below them, that `place` may stand for. */
export const sessionScope = ({ repository, person, team, project }: Scope, bind: Bind): string[] => {
  const conditions: string[] = []
  if (repository !== undefined)
    conditions.push(`place.repository in (
      select id from repository where org = 1 and ${namedRepository('repository', bind(repository))})`)
  if (person !== undefined) {
    const name = bind(person)
    conditions.push(`place.person = any(array(${personsNamedSql(name)}))`)
  }
  if (team !== undefined) conditions.push(`place.person = any(array(${teamSql(bind(team))}))`)
  if (project !== undefined) conditions.push(`place.root in (${projectSessionsSql(`array[${bind(project)}]`)})`)
  return conditions
}

/**
 * SQL of the ids of persons that a text names: by name or by what they are known by; where nobody is called so, by the
 * local user of a home.
 */
const personsNamedSql = (text: string): string => `
  select id from person where org = 1 and (id = ${text} or lower(name) = lower(${text}))
  union all select person from identity where org = 1 and ${namedIdentitySql(text)}
  union all select person from identity where org = 1 and kind = 'home' and lower(names[1]) = lower(${text})
    and not exists (select from person called where called.org = 1 and lower(called.name) = lower(${text}))`

/** SQL of the ids of the persons in teams of a name. */
const teamSql = (text: string): string =>
  `select person from team_person where org = 1 and lower(team) = lower(${text})`

/** SQL: whose the author's `identity` is. */
const byAuthor = ({ person, team }: Scope, bind: Bind): string[] => [
  ...(person === undefined ? [] : [`identity.person = any(array(${personsNamedSql(bind(person))}))`]),
  ...(team === undefined ? [] : [`identity.person = any(array(${teamSql(bind(team))}))`]),
]

/** SQL: what `commit`, its `repository` and its author's `identity` and `person` must be. */
export const commitScope = ({ repository, person, team, project }: Scope, bind: Bind): string[] => [
  ...(repository === undefined ? [] : [namedRepository('repository', bind(repository))]),
  ...byAuthor({ person, team }, bind),
  ...(project === undefined ? [] : [projectCommitSql(`array[${bind(project)}]`)]),
]

/** SQL: what the pull request `pull`, its `repository` and its author's `identity` and `person` must be. */
export const pullRequestScope = ({ repository, person, team, project }: Scope, bind: Bind): string[] => [
  ...(repository === undefined ? [] : [namedRepository('repository', bind(repository))]),
  ...byAuthor({ person, team }, bind),
  ...(project === undefined ? [] : [projectPullRequestSql(`array[${bind(project)}]`)]),
]
