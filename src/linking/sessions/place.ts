import type { ClientBase } from 'pg'
import { normaliseRemote } from '../../connectors/git/index.ts'
import { homeIdentity, homeOf } from '../../model/home.ts'
import { deriveHomeIdentities } from '../people/identities.ts'
import { noteMoves } from './note-moves.ts'
import { byCheckout } from './repository-evidence.ts'
import { markDirectories, placeBySameDirectory, votesOf } from './same-directory.ts'

interface SessionRow {
  readonly id: string
  readonly root: string
  readonly cwd: string | null
  readonly home: string | null
  readonly remote: string | null
}

/** How a session was found to belong to a repository, the surest first. */
export type PlaceMethod =
  | 'working-directory'
  | 'remote'
  | 'printed-commit'
  | 'edited-paths'
  | 'read-paths'
  | 'same-directory'

/**
 * Derives for sessions the top of their tree, the repository and the person. A session belongs to a repository by its
 * working directory where that is known; else by the remote URL in its log; else by commit ids that git printed in it;
 * else by repository-relative paths that it edited and that exist in a known history, else by such that it read; else by
 * other sessions that were started in the same directory and are placed so. A subagent belongs where its root does.
 */
export const placeSessions = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const sessions = await rootsOf(client, keys)
  if (sessions.length === 0) return
  const checkouts = (
    await client.query<{ path: string; repository: string }>('select path, repository from checkout where org = 1')
  ).rows
  const remotes = new Map(
    (
      await client.query<{ remote: string; id: string }>(
        'select remote, min(id) as id from repository where org = 1 and remote is not null group by remote',
      )
    ).rows.map((row) => [row.remote, row.id]),
  )
  const roots = [...new Map(sessions.map((session) => [session.root, session])).values()]
  const places = new Map<string, { repository: string; method: PlaceMethod }>()
  const place = (root: string, repository: string | undefined, method: PlaceMethod) => {
    if (repository && !places.has(root)) places.set(root, { repository, method })
  }
  for (const { root, cwd, remote } of roots) {
    if (cwd) place(root, byCheckout(cwd, checkouts), 'working-directory')
    if (remote) place(root, remotes.get(normaliseRemote(remote) ?? ''), 'remote')
  }
  const open = () => roots.filter((session) => !places.has(session.root)).map((session) => session.root)
  for (const [root, repository] of await byPrintedCommits(client, open())) place(root, repository, 'printed-commit')
  for (const [root, repository] of await byPaths(client, open(), editedPaths)) place(root, repository, 'edited-paths')
  for (const [root, repository] of await byPaths(client, open(), readPaths)) place(root, repository, 'read-paths')

  const homes = new Map(roots.map((session) => [session.root, homeOf(session.cwd, session.home)]))
  await deriveHomeIdentities(client, [...new Set(homes.values())])
  const ids = sessions.map((session) => session.id)
  const before = await votesOf(client, ids)
  await noteMoves(client, ids, async () => {
    await writePlaces(client, sessions, places, homes)
    await placeBySameDirectory(client, open())
  })
  await markDirectories(client, before, await votesOf(client, ids))
}

const writePlaces = async (
  client: ClientBase,
  sessions: readonly SessionRow[],
  places: ReadonlyMap<string, { repository: string; method: PlaceMethod }>,
  homes: ReadonlyMap<string, string>,
): Promise<void> => {
  await client.query(
    `with written as (
       insert into session_place (session, root, repository, method, home, person, cwd)
       select given.session, given.root, given.repository, given.method, given.home, identity.person, given.cwd
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
         as given (session, root, repository, method, home, cwd)
       join identity on identity.org = 1 and identity.id = given.home
       on conflict (org, session) do update set root = excluded.root, repository = excluded.repository,
         method = excluded.method, home = excluded.home, person = excluded.person, cwd = excluded.cwd
     )
     insert into dirty (kind, key)
     select distinct 'authors', homes.home from unnest($1::text[], $5::text[]) as given (session, home)
     join session_place before on before.org = 1 and before.session = given.session and before.home <> given.home
     cross join lateral (values (before.home), (given.home)) homes (home)
     on conflict (org, kind, key) do update set key = excluded.key`,
    [
      sessions.map((session) => session.id),
      sessions.map((session) => session.root),
      sessions.map((session) => places.get(session.root)?.repository ?? null),
      sessions.map((session) => places.get(session.root)?.method ?? null),
      sessions.map((session) => homeIdentity(homes.get(session.root)!)),
      sessions.map((session) => session.cwd),
    ],
  )
}

/**
 * The sessions with the facts of the root of their tree; subagents of a session are placed with it. A subagent whose
 * parent is not on record is a root.
 */
const rootsOf = async (client: ClientBase, keys: readonly string[]): Promise<SessionRow[]> => {
  const { rows } = await client.query<SessionRow>(
    `with recursive upward (id, root, depth) as (
       select id, id, 0 from session where org = 1 and id = any($1)
       union all
       select upward.id, session.parent, depth + 1
       from upward join session on session.org = 1 and session.id = upward.root
       join session parent on parent.org = 1 and parent.id = session.parent
       where depth < 20
     ), top as (
       select distinct on (id) root from upward order by id, depth desc
     ), downward (id, root, depth) as (
       select root, root, 0 from top
       union
       select session.id, downward.root, depth + 1
       from downward join session on session.org = 1 and session.parent = downward.id
       where depth < 20
     )
     select distinct on (downward.id) downward.id, downward.root, session.cwd, session.home, session.remote
     from downward left join session on session.org = 1 and session.id = downward.root
     order by downward.id, downward.depth`,
    [keys],
  )
  return rows
}

/** The repository that most of the commits printed in a tree of sessions are in. */
const byPrintedCommits = async (client: ClientBase, roots: readonly string[]): Promise<Map<string, string>> => {
  if (roots.length === 0) return new Map()
  const { rows } = await client.query<{ root: string; repository: string }>(
    `with recursive tree (id, root) as (
       select root, root from unnest($1::text[]) as wanted (root)
       union select session.id, tree.root from tree join session on session.org = 1 and session.parent = tree.id
     )
     select distinct on (root) root, repository from (
       select tree.root, commit.repository, count(*) as commits
       from tree
       join printed_commit printed on printed.org = 1 and printed.session = tree.id and length(printed.sha) >= 7
       join commit on commit.org = 1 and commit.sha ~>=~ printed.sha and commit.sha ~<~ (printed.sha || 'g')
       group by tree.root, commit.repository
     ) votes order by root, commits desc, repository`,
    [roots],
  )
  return new Map(rows.map((row) => [row.root, row.repository]))
}

const leastPaths = 2

/** SQL: the paths that the sessions of trees edited, or read. */
const editedPaths =
  'select distinct tree.root, edit.path from tree join edit on edit.org = 1 and edit.session = tree.id'
const readPaths = `select distinct tree.root, call.target as path
  from tree join tool_call call on call.org = 1 and call.session = tree.id
  where call.action = 'read' and call.target is not null`

/**
 * The repository whose history holds most of the paths that a tree of sessions edited or read. Each path is tried below
 * every folder above it, down from the working directory, and needs a folder of its own to say anything.
 */
const byPaths = async (
  client: ClientBase,
  roots: readonly string[],
  paths: typeof editedPaths | typeof readPaths,
): Promise<Map<string, string>> => {
  if (roots.length === 0) return new Map()
  const found = (
    await client.query<{ root: string; path: string }>(
      `with recursive tree (id, root) as (
         select root, root from unnest($1::text[]) as wanted (root)
         union select session.id, tree.root from tree join session on session.org = 1 and session.parent = tree.id
       ) ${paths}`,
      [roots],
    )
  ).rows
  const candidates = found.flatMap(({ root, path }) =>
    relativeForms(path).map((relative) => ({ root, path, relative })),
  )
  if (candidates.length === 0) return new Map()
  const { rows } = await client.query<{ root: string; repository: string; paths: number }>(
    `select root, repository, count(distinct path) as paths
     from unnest($1::text[], $2::text[], $3::text[]) as candidate (root, path, relative)
     join lateral (
       select distinct repository from file_change where org = 1 and file_change.path = candidate.relative
     ) known on true
     group by root, repository order by root, paths desc, repository`,
    [
      candidates.map((candidate) => candidate.root),
      candidates.map((candidate) => candidate.path),
      candidates.map((candidate) => candidate.relative),
    ],
  )
  const best = new Map<string, string>()
  const told = Map.groupBy(found, ({ root }) => root)
  for (const { root, repository, paths } of rows) {
    if (!best.has(root) && paths >= Math.min(leastPaths, told.get(root)!.length)) best.set(root, repository)
  }
  return best
}

const relativeForms = (path: string): string[] => {
  const parts = path.replaceAll('\\', '/').split('/').filter(Boolean)
  const forms: string[] = []
  for (let start = Math.max(0, parts.length - 12); start < parts.length - 1; start++)
    forms.push(parts.slice(start).join('/'))
  return forms
}
