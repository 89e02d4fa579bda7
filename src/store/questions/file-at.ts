import type { ClientBase } from 'pg'
import { MaestroError } from '../../model/errors.ts'
import { namedRepository } from './named-repository.ts'

/** A repository in which a file is looked for. */
export interface FileRepository {
  readonly id: string
  readonly name: string
}

/**
 * The repository that is named, else the one whose history knows a file of that path. Throws `MaestroError('not-found')`
 * where none does, and `MaestroError('usage')` where several do.
 */
export const repositoryOfFile = async (
  client: ClientBase,
  path: string,
  name: string | undefined,
): Promise<FileRepository> => {
  const { rows } = await client.query<FileRepository>(
    name === undefined
      ? `select id, name from repository where org = 1 and exists (
           select from file_change change where change.org = 1 and change.path = $1 and change.repository = repository.id)
         order by name, id limit 11`
      : `select id, name from repository where org = 1 and ${namedRepository('repository', '$1')} order by name, id limit 11`,
    [name ?? path],
  )
  const [found, another] = rows
  if (another !== undefined) {
    const names = rows.slice(0, 10).map((row) => row.name)
    throw new MaestroError('usage', `Several repositories are meant: ${names.join(', ')}.`, 'Name one of them.')
  }
  if (found !== undefined) return found
  if (name !== undefined)
    throw new MaestroError('not-found', `There is no repository "${name}".`, '/api/repositories lists them.')
  throw new MaestroError(
    'not-found',
    `No history knows a file "${path}".`,
    'Give its path below the root of its repository.',
  )
}

/** A commit at which a file is read. */
export interface FileCommit {
  readonly sha: string
  /** Milliseconds since 1970. */
  readonly committedAt: number
}

/** Commits of a repository whose id begins so, as known at an instant; at most two. */
export const commitsNamed = async (
  client: ClientBase,
  repository: string,
  beginning: string,
  asOf: number | undefined,
): Promise<FileCommit[]> => {
  const { rows } = await client.query<FileCommit>(
    `select sha, (extract(epoch from committed_at) * 1000)::float8 as "committedAt" from commit
     where org = 1 and repository = $1 and starts_with(sha, $2) and ($3::timestamptz is null or committed_at < $3)
     order by sha limit 2`,
    [repository, beginning, asOf === undefined ? null : new Date(asOf)],
  )
  return rows
}

/** The last commit of the default branch, by first parents, that was made before an instant. */
export const defaultCommitBefore = async (
  client: ClientBase,
  repository: string,
  before: number | undefined,
): Promise<FileCommit | undefined> => {
  const { rows } = await client.query<FileCommit>(
    `select sha, (extract(epoch from at) * 1000)::float8 as "committedAt" from default_commit
     where org = 1 and repository = $1 and ($2::timestamptz is null or at < $2) order by number desc limit 1`,
    [repository, before === undefined ? null : new Date(before)],
  )
  return rows[0]
}

/** Where clones of a repository lie on disk, those that are whole first. */
export const clonesOf = async (client: ClientBase, repository: string): Promise<string[]> => {
  const { rows } = await client.query<{ path: string }>(
    `select git_directory as path from checkout join source on source.org = 1 and source.connector = 'git' and source.id = git_directory
     where checkout.org = 1 and repository = $1 group by git_directory order by bool_or(shallow or partial), git_directory limit 20`,
    [repository],
  )
  return rows.map(({ path }) => path)
}

/** The innermost checkout that holds a path, and the path below it. */
export const checkoutOfPath = async (
  client: ClientBase,
  path: string,
): Promise<{ readonly repository: string; readonly path: string } | undefined> => {
  const { rows } = await client.query<{ repository: string; root: string }>(
    `select repository, path as root from checkout
     where org = 1 and not bare and (starts_with($1, path || '/') or starts_with($1, path || '\\'))
     order by length(path) desc limit 1`,
    [path],
  )
  const found = rows[0]
  if (found === undefined) return undefined
  return { repository: found.repository, path: path.slice(found.root.length + 1).replaceAll('\\', '/') }
}

/** Whether a repository's history knows a file of that path. */
export const knowsFile = async (client: ClientBase, repository: string, path: string): Promise<boolean> => {
  const { rows } = await client.query<{ known: boolean }>(
    'select exists (select from file_change where org = 1 and repository = $1 and path = $2) as known',
    [repository, path],
  )
  return rows[0]!.known
}

/** Whether the latest change of a file until an instant (milliseconds since 1970) made it one that is no text. */
export const isBinaryFile = async (
  client: ClientBase,
  repository: string,
  path: string,
  at: number,
): Promise<boolean> => {
  const { rows } = await client.query<{ isBinary: boolean }>(
    `select "binary" and operation <> 'delete' as "isBinary" from file_change
     where org = 1 and repository = $1 and path = $2 and at <= $3 order by at desc, sha limit 1`,
    [repository, path, new Date(at)],
  )
  return rows[0]?.isBinary === true
}
