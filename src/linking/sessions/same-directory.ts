import { dirname } from 'node:path'
import type { ClientBase } from 'pg'
import { noteMoves } from './note-moves.ts'

/** A session that is surely placed speaks for others of its home in its directory and below it. */
interface Vote {
  readonly session: string
  readonly home: string
  readonly cwd: string
  readonly repository: string
}

interface OpenSession {
  readonly root: string
  readonly home: string
  readonly cwd: string
  readonly repository: string | null
}

const isVote = `place.session = place.root and place.cwd is not null and place.repository is not null
  and place.method <> 'same-directory'`
const isOpen = `open.session = open.root and open.cwd is not null
  and (open.repository is null or open.method = 'same-directory')`

/** A directory lies below another one where that is deeper than a home: as `nearest` looks for it. */
const liesAtOrBelow = `(open.cwd = near.cwd or near.deep
  and open.cwd ~>=~ (near.cwd || '/') and open.cwd ~<~ (near.cwd || '0'))`

const isDeep = (cwd: string): boolean => cwd.split(/[/\\]/).length > 4

/** The key under which a directory is marked. */
const separator = '\n'

/** What sessions say of their directories now. */
export const votesOf = async (client: ClientBase, sessions: readonly string[]): Promise<Vote[]> => {
  const { rows } = await client.query<Vote>(
    `select session, home, cwd, repository from session_place place
     where org = 1 and session = any($1) and ${isVote}`,
    [sessions],
  )
  return rows
}

/** Marks the directories of which sessions say something else now, where others listen to them. */
export const markDirectories = async (
  client: ClientBase,
  before: readonly Vote[],
  after: readonly Vote[],
): Promise<void> => {
  const told = (votes: readonly Vote[]) => new Map(votes.map((vote) => [JSON.stringify(vote), vote]))
  const [old, now] = [told(before), told(after)]
  const changed = [...old, ...now].flatMap(([key, vote]) => (old.has(key) && now.has(key) ? [] : [vote]))
  if (changed.length === 0) return
  await client.query(
    `insert into dirty (kind, key)
     select distinct 'directory', near.home || '${separator}' || near.cwd
     from unnest($1::text[], $2::text[], $3::boolean[]) as near (home, cwd, deep)
     where exists (select from session_place open
       where org = 1 and open.home = near.home and ${isOpen} and ${liesAtOrBelow})
     on conflict do nothing`,
    nearOf(changed),
  )
}

const nearOf = (places: readonly { readonly home: string; readonly cwd: string }[]): unknown[] => [
  places.map(({ home }) => home),
  places.map(({ cwd }) => cwd),
  places.map(({ cwd }) => isDeep(cwd)),
]

/** Places anew the sessions that listen to what is said of marked directories. */
export const placeInDirectories = async (client: ClientBase, keys: readonly string[]): Promise<void> => {
  const places = keys.map((key) => {
    const end = key.indexOf(separator)
    return { home: key.slice(0, end), cwd: key.slice(end + 1) }
  })
  const { rows } = await client.query<{ root: string }>(
    `select distinct open.root from unnest($1::text[], $2::text[], $3::boolean[]) as near (home, cwd, deep)
     join session_place open on org = 1 and open.home = near.home and ${isOpen} and ${liesAtOrBelow}`,
    nearOf(places),
  )
  const roots = rows.map((row) => row.root)
  await noteMoves(client, roots, () => placeBySameDirectory(client, roots))
}

/**
 * Places sessions that show nothing of their own with those that were started in the same directory, or one above it in
 * the same work tree, from the same home; their subagents, too.
 */
export const placeBySameDirectory = async (client: ClientBase, roots: readonly string[]): Promise<void> => {
  if (roots.length === 0) return
  const { rows } = await client.query<OpenSession>(
    `select root, home, cwd, repository from session_place open
     where org = 1 and session = any($1) and ${isOpen}`,
    [roots],
  )
  const tallies = await talliesOf(client, rows)
  const updates = rows.flatMap((row) => {
    const found = foldersOf(row.cwd).flatMap((cwd) => tallies.get(`${row.home}${separator}${cwd}`) ?? [])[0]
    return found === (row.repository ?? undefined) ? [] : [{ root: row.root, repository: found ?? null }]
  })
  if (updates.length === 0) return
  await client.query(
    `update session_place place set repository = found.repository,
       method = case when found.repository is null then null else 'same-directory' end
     from unnest($1::text[], $2::text[]) as found (root, repository)
     where place.org = 1 and place.root = found.root`,
    [updates.map((update) => update.root), updates.map((update) => update.repository)],
  )
}

/** What is said most of each directory that sessions listen to. */
const talliesOf = async (client: ClientBase, sessions: readonly OpenSession[]): Promise<Map<string, string>> => {
  const wanted = new Map(
    sessions.flatMap(({ home, cwd }) =>
      foldersOf(cwd).map((folder) => [`${home}${separator}${folder}`, { home, cwd: folder }] as const),
    ),
  )
  const { rows } = await client.query<{ home: string; cwd: string; repository: string }>(
    `select distinct on (home, cwd) home, cwd, repository from (
       select home, cwd, repository, count(*) as votes
       from unnest($1::text[], $2::text[]) as wanted (home, cwd)
       join session_place place using (home, cwd)
       where org = 1 and ${isVote}
       group by home, cwd, repository
     ) told order by home, cwd, votes desc, repository collate "C"`,
    nearOf([...wanted.values()]).slice(0, 2),
  )
  return new Map(rows.map((row) => [`${row.home}${separator}${row.cwd}`, row.repository]))
}

/** A directory, and those above it that are still inside somebody's home. */
const foldersOf = (cwd: string): string[] => {
  const folders: string[] = []
  for (let folder = cwd; isDeep(folder); folder = dirname(folder)) folders.push(folder)
  return folders.length > 0 ? folders : [cwd]
}
