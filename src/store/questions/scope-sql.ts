import { namedRepository } from './named-repository.ts'
import { projectCommitSql, projectPullRequestSql, projectSessionsSql } from './project-sql.ts'

/** What everything is narrowed to; each as a user names it. All that are given hold. */
export interface Scope {
  /** Repository name, in whole or its last part, or its id. */
  readonly repository?: string | undefined
  /** Person's name or id. */
  readonly person?: string | undefined
  /** A project's name, or that of a repository where no project is called so. */
  readonly project?: string | undefined
}

/** Gives a value to a query and answers how SQL names it: `$1`. */
export type Bind = (value: unknown) => string

/** SQL: the sessions at the top of their trees, and all below them, that `place` may stand for. */
export const sessionScope = ({ repository, person, project }: Scope, bind: Bind): string[] => {
  const conditions: string[] = []
  if (repository !== undefined)
    conditions.push(`place.repository in (
      select id from repository where org = 1 and ${namedRepository('repository', bind(repository))})`)
  if (person !== undefined) {
    const name = bind(person)
    conditions.push(`(place.person = ${name} or place.person in (
      select id from person where org = 1 and lower(name) = lower(${name})))`)
  }
  if (project !== undefined) conditions.push(`place.root in (${projectSessionsSql(`array[${bind(project)}]`)})`)
  return conditions
}

/** SQL of what `identity` and `person` must be for an author to be one that somebody names. */
const byAuthor = (name: string): string => `(identity.person = ${name} or lower(person.name) = lower(${name}))`

/** SQL: what `commit`, its `repository` and its author's `identity` and `person` must be. */
export const commitScope = ({ repository, person, project }: Scope, bind: Bind): string[] => [
  ...(repository === undefined ? [] : [namedRepository('repository', bind(repository))]),
  ...(person === undefined ? [] : [byAuthor(bind(person))]),
  ...(project === undefined ? [] : [projectCommitSql(`array[${bind(project)}]`)]),
]

/** SQL: what the pull request `pull`, its `repository` and its author's `identity` and `person` must be. */
export const pullRequestScope = ({ repository, person, project }: Scope, bind: Bind): string[] => [
  ...(repository === undefined ? [] : [namedRepository('repository', bind(repository))]),
  ...(person === undefined ? [] : [byAuthor(bind(person))]),
  ...(project === undefined ? [] : [projectPullRequestSql(`array[${bind(project)}]`)]),
]
