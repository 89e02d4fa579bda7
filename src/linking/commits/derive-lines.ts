import type { ClientBase } from 'pg'
import { copyRows } from '../../store/write/copy-rows.ts'
import { changedLinesOf } from './changed-lines.ts'
import { commitArrays, commitOfKey } from './commit-key.ts'
import { hashesOf } from './content-rule.ts'

/** A line that so many changes add is as common as can be: further ones are not counted. */
export const mostChanges = 8
const idBytes = 8

interface CommitRow {
  readonly repository: string
  readonly sha: string
  readonly change: string
}

/**
 * Counts which changes add which lines, and marks the commits for whose weights that matters: these, and the few others
 * that share a line with them. Commits with one patch id are one change.
 */
export const deriveLines = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const { rows: commits } = await client.query<CommitRow>(
    `select commit.repository, commit.sha, coalesce(commit.patch_id, commit.sha) as change
     from unnest($1::text[], $2::text[]) as wanted (repository, sha)
     join commit on commit.org = 1 and commit.repository = wanted.repository and commit.sha = wanted.sha
     join linked_repository linked on linked.org = 1 and linked.repository = commit.repository
       and commit.committed_at >= linked.since`,
    commitArrays(keys.map(commitOfKey)),
  )
  for (const [repository, group] of Map.groupBy(commits, (commit) => commit.repository)) {
    const others = await count(client, repository, group)
    await mark(client, repository, group, others)
  }
}

/** Adds the changes to the lines that they add; answers the others that add one of these lines, too. */
const count = async (client: ClientBase, repository: string, commits: readonly CommitRow[]): Promise<Set<string>> => {
  const changes = new Map<string, Set<string>>()
  const changeOf = new Map(commits.map(({ sha, change }) => [sha, shorten(change)]))
  for await (const { sha, added } of changedLinesOf(client, commits)) {
    const change = changeOf.get(sha)!
    for (const hash of hashesOf(added)) {
      if (hash === undefined) continue
      const there = changes.get(hash)
      if (there) there.add(change)
      else changes.set(hash, new Set([change]))
    }
  }
  const { rows } = await client.query<{ line: Buffer; changes: Buffer }>(
    'select line, changes from line_change where org = 1 and repository = $1 and line = any($2::bytea[])',
    [repository, [...changes.keys()].map((line) => Buffer.from(line, 'latin1'))],
  )
  const stored = new Map(rows.map((row) => [row.line.toString('latin1'), split(row.changes)]))
  const others = new Set<string>()
  const written: [string, string][] = []
  const replaced: Buffer[] = []
  for (const [line, fresh] of changes) {
    const known = stored.get(line) ?? []
    if (known.length >= mostChanges) continue
    const all = [...new Set([...known, ...fresh])].slice(0, mostChanges)
    if (all.length === known.length) continue
    for (const other of known) others.add(other)
    if (known.length > 0) replaced.push(Buffer.from(line, 'latin1'))
    written.push([hex(line), hex(all.join(''))])
  }
  await client.query('delete from line_change where org = 1 and repository = $1 and line = any($2::bytea[])', [
    repository,
    replaced,
  ])
  await copyRows(
    client,
    'line_change',
    ['repository', 'line', 'changes'],
    written.map(([line, all]) => [repository, line, all]),
  )
  return others
}

/** As COPY takes bytes. */
const hex = (bytes: string): string => `\\x${Buffer.from(bytes, 'latin1').toString('hex')}`

const shorten = (change: string): string => Buffer.from(change.slice(0, idBytes * 2), 'hex').toString('latin1')

const split = (changes: Buffer): string[] => {
  const ids: string[] = []
  for (let at = 0; at < changes.length; at += idBytes) ids.push(changes.toString('latin1', at, at + idBytes))
  return ids
}

const mark = async (
  client: ClientBase,
  repository: string,
  commits: readonly CommitRow[],
  others: ReadonlySet<string>,
): Promise<void> => {
  const beginnings = [...others].map((change) => Buffer.from(change, 'latin1').toString('hex'))
  await client.query(
    `insert into dirty (kind, key)
     select 'link', $1 || ' ' || sha from (
       select unnest($2::text[]) as sha
       union select commit.sha from unnest($3::text[]) as own (patch)
         join commit on commit.org = 1 and commit.repository = $1 and commit.patch_id = own.patch
       union select commit.sha from unnest($4::text[]) as other (beginning)
         join commit on commit.org = 1 and commit.repository = $1
           and commit.patch_id ~>=~ other.beginning and commit.patch_id ~<~ (other.beginning || 'g')
       union select commit.sha from unnest($4::text[]) as other (beginning)
         join commit on commit.org = 1 and commit.repository = $1 and commit.patch_id is null
           and commit.sha ~>=~ other.beginning and commit.sha ~<~ (other.beginning || 'g')
     ) shared
     on conflict do nothing`,
    [repository, commits.map(({ sha }) => sha), commits.map(({ change }) => change), beginnings],
  )
}
