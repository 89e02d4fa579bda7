import type { ClientBase } from 'pg'

/** A link as it was derived. */
export interface LinkRow {
  readonly sha: string
  /** The log's own id. */
  readonly session: string
  readonly confidence: 'certain' | 'likely' | 'contributed' | 'undecided'
  readonly methods: readonly string[]
  readonly lines: number
  readonly shownShare: number
  readonly weightedShare: number
}

/** A linked pair that the truth does not name, or a commit none of whose true sessions was found. */
export interface Disagreement {
  readonly kind: 'not in the truth' | 'not found'
  readonly commit: string
  readonly sessions: readonly string[]
  readonly link?: LinkRow
}

/** How links compare with the truth. */
export interface Judgement {
  readonly pairs: number
  readonly truePairs: number
  /** Listed commits with a true session that has a log here. */
  readonly commits: number
  readonly commitsFound: number
  /** Of these the ones that such a log reaches: it holds an edit of the hour before the commit was authored. */
  readonly reached: number
  readonly reachedFound: number
  readonly disagreements: readonly Disagreement[]
}

/** The links to sessions with logs. */
export const allLinks = async (client: ClientBase): Promise<LinkRow[]> => {
  const { rows } = await client.query<LinkRow>(
    `select link.sha, session.log_id as session, link.confidence, link.methods, link.lines,
       link.shown_share as "shownShare", link.weighted_share as "weightedShare"
     from commit_link link join session on session.org = 1 and session.id = link.session
     where link.org = 1`,
  )
  return rows
}

/** What is known of commits and logs, whatever is linked. */
export interface Ground {
  readonly commits: ReadonlySet<string>
  readonly sessions: ReadonlySet<string>
  /** `<commit> <session>` where the session's log holds an edit of the hour before the commit was authored. */
  readonly reaching: ReadonlySet<string>
}

export const groundOf = async (
  client: ClientBase,
  truth: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Ground> => {
  const listed = [...truth.keys()]
  const { rows: commits } = await client.query<{ sha: string }>(
    'select distinct sha from commit where org = 1 and sha = any($1)',
    [listed],
  )
  const { rows: sessions } = await client.query<{ log: string }>(
    'select distinct log_id as log from session where org = 1 and parent is null',
  )
  const { rows: reaching } = await client.query<{ sha: string; log: string }>(
    `select distinct commit.sha, root.log_id as log
     from commit
     join edit on edit.org = 1
       and edit.at between commit.authored_at - interval '1 hour' and commit.authored_at + interval '2 minutes'
     join session_place place on place.org = 1 and place.session = edit.session
     join session root on root.org = 1 and root.id = place.root
     where commit.org = 1 and commit.sha = any($1)`,
    [listed],
  )
  return {
    commits: new Set(commits.map(({ sha }) => sha)),
    sessions: new Set(sessions.map(({ log }) => log)),
    reaching: new Set(reaching.map(({ sha, log }) => `${sha} ${log}`)),
  }
}

/** Compares the links that `counts` with the truth, for listed commits that are in the histories. */
export const judge = (
  links: readonly LinkRow[],
  truth: ReadonlyMap<string, ReadonlySet<string>>,
  { commits, sessions, reaching }: Ground,
  counts: (link: LinkRow) => boolean,
): Judgement => {
  const byCommit = Map.groupBy(links.filter(counts), ({ sha }) => sha)
  const disagreements: Disagreement[] = []
  const sums = { pairs: 0, truePairs: 0, commits: 0, commitsFound: 0, reached: 0, reachedFound: 0 }
  for (const [commit, named] of truth) {
    if (!commits.has(commit)) continue
    const found = byCommit.get(commit) ?? []
    sums.pairs += found.length
    for (const link of found) {
      if (named.has(link.session)) sums.truePairs++
      else disagreements.push({ kind: 'not in the truth', commit, sessions: [...named], link })
    }
    const here = [...named].filter((session) => sessions.has(session))
    if (here.length === 0) continue
    const isFound = found.some(({ session }) => named.has(session))
    const isReached = here.some((session) => reaching.has(`${commit} ${session}`))
    sums.commits++
    if (isReached) sums.reached++
    if (isFound) sums.commitsFound++
    else disagreements.push({ kind: 'not found', commit, sessions: here })
    if (isFound && isReached) sums.reachedFound++
  }
  return { ...sums, disagreements }
}
