import { agentOf } from './agent-trailers.ts'

/** How sure it is that a session stands behind a commit. */
export type Confidence = 'certain' | 'likely' | 'contributed' | 'undecided'

/** What names a session as one of a commit. */
export interface Evidence {
  readonly session: string
  readonly method: string
  /** It is of this commit, or of another one with the same change. */
  readonly same: boolean
}

/** Lines of a commit that were found in a session's edits. */
export interface Found {
  lines: number
  /** Of each line 1 / how many changes add it. */
  weight: number
}

export interface CommitLink {
  readonly session: string
  readonly confidence: Confidence
  readonly methods: readonly string[]
  readonly lines: number
  /** Of the counted lines. */
  readonly shownShare: number
  /** The same with each line weighted by rarity. */
  readonly weightedShare: number
}

/** What is known of a commit beside what names sessions. */
export interface CommitFacts {
  readonly counted: number
  readonly weight: number
  readonly sessions: ReadonlyMap<string, Found>
  /** Agents that its trailers name. */
  readonly agents: ReadonlySet<string>
}

/** Weighted shares from which on a session is said to be behind a commit, or to have contributed to it. */
const likelyFrom = 0.3
const contributedFrom = 0.1

/** Methods that tell the very session: its own git printed the id; a note says which lines it wrote. */
const exact = new Set(['printed', 'note'])

/**
 * The sessions behind a commit, those with most of it first.
 *
 * A checkpoint names every session that was open, also one that wrote nothing of the commit: it is right where the session
 * has a tenth of the lines, and has contributed where it has any. A pull request that a session named is as much of other
 * sessions that worked on it: it adds nothing to what the lines say. A session that is named so and has none of the lines is
 * undecided, as long as a tenth of them is in no session's edits: it may have had commands write these, or its log ends
 * before. Else there is nothing that it could have written.
 */
export const linksOf = (commit: CommitFacts, evidence: readonly Evidence[]): CommitLink[] => {
  const named = Map.groupBy(evidence, ({ session }) => session)
  const shareOf = (session: string) =>
    commit.weight === 0 ? 0 : (commit.sessions.get(session)?.weight ?? 0) / commit.weight
  const found = [...commit.sessions.keys()].reduce((sum, session) => sum + shareOf(session), 0)
  const isExplained = found > 1 - contributedFrom
  const links: CommitLink[] = []
  for (const session of new Set([...commit.sessions.keys(), ...named.keys()])) {
    const own = named.get(session) ?? []
    const lines = commit.sessions.get(session)?.lines ?? 0
    const weightedShare = shareOf(session)
    const confidence = confidenceOf(own, lines, weightedShare, isExplained)
    if (confidence === undefined) continue
    const methods = [
      ...own.map(({ method, same }) => (same ? 'patch' : method)),
      ...(lines > 0 ? ['content'] : []),
      ...(commit.agents.has(agentOf(session)) ? ['trailer'] : []),
    ]
    links.push({
      session,
      confidence,
      methods: [...new Set(methods)],
      lines,
      shownShare: commit.counted === 0 ? 0 : lines / commit.counted,
      weightedShare,
    })
  }
  return links.toSorted((a, b) => b.weightedShare - a.weightedShare || (a.session < b.session ? -1 : 1))
}

const confidenceOf = (
  evidence: readonly Evidence[],
  lines: number,
  weightedShare: number,
  isExplained: boolean,
): Confidence | undefined => {
  const methods = evidence.map(({ method }) => method)
  if (methods.some((method) => exact.has(method))) return 'certain'
  if (weightedShare >= contributedFrom && methods.includes('checkpoint')) return 'certain'
  if (weightedShare >= likelyFrom) return 'likely'
  if (weightedShare >= contributedFrom || (lines > 0 && methods.length > 0)) return 'contributed'
  return methods.length > 0 && !isExplained ? 'undecided' : undefined
}
