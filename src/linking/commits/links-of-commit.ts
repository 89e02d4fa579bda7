/** How sure it is that a session stands behind a commit. */
export type Confidence = 'certain' | 'likely' | 'contributed' | 'undecided'

/** What names a session as one of a commit: a method with which it is known exactly. */
export interface Evidence {
  readonly session: string
  readonly method: string
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

/** Weighted shares from which on a session is said to be behind a commit, or to have contributed to it. */
const likelyFrom = 0.3
const contributedFrom = 0.1

/** The sessions behind a commit, those with most of it first. */
export const linksOf = (
  commit: { readonly counted: number; readonly weight: number; readonly sessions: ReadonlyMap<string, Found> },
  evidence: readonly Evidence[],
): CommitLink[] => {
  const exact = Map.groupBy(evidence, ({ session }) => session)
  const links: CommitLink[] = []
  for (const session of new Set([...commit.sessions.keys(), ...exact.keys()])) {
    const { lines, weight } = commit.sessions.get(session) ?? { lines: 0, weight: 0 }
    const weightedShare = commit.weight === 0 ? 0 : weight / commit.weight
    const named = exact.get(session)?.map(({ method }) => method) ?? []
    const confidence =
      named.length > 0
        ? 'certain'
        : weightedShare >= likelyFrom
          ? 'likely'
          : weightedShare >= contributedFrom
            ? 'contributed'
            : undefined
    if (confidence === undefined) continue
    links.push({
      session,
      confidence,
      methods: [...new Set([...named, ...(lines > 0 ? ['content'] : [])])],
      lines,
      shownShare: commit.counted === 0 ? 0 : lines / commit.counted,
      weightedShare,
    })
  }
  return links.toSorted((a, b) => b.weightedShare - a.weightedShare || (a.session < b.session ? -1 : 1))
}
