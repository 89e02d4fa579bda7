import type { ClientBase } from 'pg'
import type { LedgerState } from '../ledger-state.ts'
import { type CommitGraph, CommitGraphBuilder, type GraphCommit, graphOf } from './commit-graph.ts'
import { type KeptRoots, reachRoots } from './reach-roots.ts'

/** What is to be walked over. */
export interface WalkPlan {
  readonly graph: CommitGraph
  /** Commits from this number on were walked over before: they are applied again for others. */
  readonly known: number
  /** The roots that are kept of commits outside the graph. */
  readonly roots: KeptRoots
  /** Commits that refs point to. */
  readonly tips: ReadonlySet<string>
  /** Whether a clone of the repository is cut off. */
  readonly isShallow: boolean
  /** Commits that the default branch has more than before, the first one first. */
  readonly chain: readonly string[]
}

/** The default branch was rewritten: what is known of it does not hold any more. */
export const rewritten = Symbol('rewritten')

const page = 20_000

/** Finds what is new in a repository since the ledger's last walk. In a transaction. */
export const planWalk = async (
  client: ClientBase,
  repository: string,
  { isEmpty }: LedgerState,
): Promise<WalkPlan | typeof rewritten> => {
  const { tips, defaultTip } = await tipsOf(client, repository)
  const shallow = await isShallow(client, repository)
  if (isEmpty) {
    const graph = await wholeGraph(client, repository)
    const chain = defaultTip === undefined ? [] : graph.chainTo(defaultTip)
    return { graph, known: graph.shas.length, roots: new Map(), tips, chain, isShallow: shallow }
  }
  const fresh = await commitsSince(client, repository, [...tips])
  const chain = await chainTo(client, repository, defaultTip, fresh)
  if (chain === rewritten) return rewritten
  const commits = [...fresh]
  const listed = new Set(fresh.map(({ sha }) => sha))
  for (const commit of await commitsNamed(
    client,
    repository,
    chain.filter((sha) => !listed.has(sha)),
  )) {
    listed.add(commit.sha)
    commits.push(commit)
  }
  const roots = await reachRoots(client, repository, [...commits], listed, commits)
  return { graph: graphOf(commits), known: fresh.length, roots, tips, chain, isShallow: shallow }
}

/** Whether a clone of a repository is cut off: then its first commits come without what they changed. */
export const isShallow = async (client: ClientBase, repository: string): Promise<boolean> => {
  const { rows } = await client.query<{ shallow: boolean }>(
    'select exists (select from checkout where org = 1 and repository = $1 and shallow) as shallow',
    [repository],
  )
  return rows[0]!.shallow
}

const tipsOf = async (client: ClientBase, repository: string) => {
  const { rows } = await client.query<{ sha: string; is_default: boolean }>(
    `select ref.sha, bool_or(is_default) as is_default from ref
     join commit on commit.org = 1 and commit.repository = ref.repository and commit.sha = ref.sha
     where ref.org = 1 and ref.repository = $1
     group by ref.sha, committed_at order by committed_at desc, ref.sha collate "C"`,
    [repository],
  )
  return { tips: new Set(rows.map(({ sha }) => sha)), defaultTip: rows.find((row) => row.is_default)?.sha }
}

const wholeGraph = async (client: ClientBase, repository: string): Promise<CommitGraph> => {
  await client.query({
    text: `declare ledger_commits no scroll cursor for
     select sha, array_to_string(parents, ' ') as parents from commit where org = 1 and repository = ${quoted(repository)}`,
  })
  const builder = new CommitGraphBuilder()
  for (;;) {
    const { rows } = await client.query<GraphCommit>(`fetch ${page} from ledger_commits`)
    for (const row of rows) builder.add(row)
    if (rows.length < page) break
  }
  await client.query('close ledger_commits')
  return builder.build()
}

/** A cursor's query takes no parameters. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

const commitsSince = async (
  client: ClientBase,
  repository: string,
  tips: readonly string[],
): Promise<GraphCommit[]> => {
  const { rows } = await client.query<GraphCommit>(
    `with recursive fresh (sha) as (
       select sha from unnest($2::text[]) tip (sha)
       where not exists (select from ledger_commit known where known.org = 1 and known.repository = $1 and known.sha = tip.sha)
       union
       select parent.sha from fresh
       join commit on commit.org = 1 and commit.repository = $1 and commit.sha = fresh.sha
       cross join unnest(commit.parents) parent (sha)
       where not exists (select from ledger_commit known where known.org = 1 and known.repository = $1 and known.sha = parent.sha)
     )
     select sha, array_to_string(commit.parents, ' ') as parents
     from fresh join commit using (sha) where commit.org = 1 and commit.repository = $1`,
    [repository, tips],
  )
  return rows
}

const commitsNamed = async (
  client: ClientBase,
  repository: string,
  shas: readonly string[],
): Promise<GraphCommit[]> => {
  if (shas.length === 0) return []
  const { rows } = await client.query<GraphCommit>(
    `select sha, array_to_string(parents, ' ') as parents from commit
     where org = 1 and repository = $1 and sha = any($2)`,
    [repository, shas],
  )
  return rows
}

/** The first-parent chain from the last commit of the default branch that was walked over up to its tip. */
const chainTo = async (
  client: ClientBase,
  repository: string,
  tip: string | undefined,
  fresh: readonly GraphCommit[],
): Promise<string[] | typeof rewritten> => {
  const { rows } = await client.query<{ number: number; sha: string }>(
    'select number, sha from default_commit where org = 1 and repository = $1 order by number desc limit 1',
    [repository],
  )
  const last = rows[0]?.sha
  if (tip === undefined || tip === last) return []
  const chain: string[] = []
  const firstParents = new Map(fresh.map(({ sha, parents }) => [sha, parents.split(' ', 1)[0]!]))
  let at: string | undefined = tip
  while (at !== undefined && at !== '' && at !== last && chain.length <= fresh.length) {
    const parent = firstParents.get(at)
    if (parent === undefined) break
    chain.push(at)
    at = parent
  }
  chain.reverse()
  if (at === last || (last === undefined && (at === undefined || at === ''))) return chain
  const below = await knownChain(client, repository, at!, last)
  return below === rewritten ? rewritten : [...below, ...chain]
}

/** The same among commits that were walked over before, as a branch's are that the default branch was moved to. */
const knownChain = async (
  client: ClientBase,
  repository: string,
  tip: string,
  last: string | undefined,
): Promise<string[] | typeof rewritten> => {
  const { rows } = await client.query<{ sha: string; known: boolean }>(
    `with recursive chain (sha, depth, done) as (
       select $2::text, 0, exists (select from default_commit known where known.org = 1 and known.repository = $1 and known.sha = $2)
       union all
       select commit.parents[1], depth + 1,
         exists (select from default_commit known where known.org = 1 and known.repository = $1 and known.sha = commit.parents[1])
       from chain join commit on commit.org = 1 and commit.repository = $1 and commit.sha = chain.sha
       where not done and cardinality(commit.parents) > 0
     )
     select chain.sha, done as known from chain
     join commit on commit.org = 1 and commit.repository = $1 and commit.sha = chain.sha order by depth desc`,
    [repository, tip],
  )
  const base = rows.find(({ known }) => known)?.sha
  if (base !== last) return rewritten
  return rows.filter(({ known }) => !known).map(({ sha }) => sha)
}
