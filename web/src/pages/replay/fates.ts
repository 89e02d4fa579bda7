import type { Answer } from '../../api/ask.ts'

/** An edit, and what became of its lines. */
export type FollowedEdit = Answer<'session-edits'>['items'][number]

type Fate = NonNullable<FollowedEdit['fate']>

/** What is said of some lines of an edit. */
export type Told =
  | {
      readonly kind: 'landed'
      readonly lines: number
      /** The commit of the default branch that brought them. */
      readonly by: string
      readonly at: string
      /** How many of them are there now. */
      readonly there: number
    }
  | { readonly kind: 'replaced'; readonly lines: number; readonly by: string | null; readonly at: string | null }
  | { readonly kind: 'committed' | 'not-known'; readonly lines: number; readonly by: string }
  | { readonly kind: 'rewritten' | 'open' | 'not-found'; readonly lines: number }

/** What became of the lines of an edit: those of which the same is to be said together, what landed first. */
export const toldOf = ({ parts }: Pick<Fate, 'parts'>): Told[] => {
  const told: Told[] = []
  const sum = (some: Fate['parts']) => some.reduce((total, { count }) => total + count, 0)
  const by = (states: readonly Fate['parts'][number]['state'][], key: (part: Fate['parts'][number]) => string | null) =>
    Map.groupBy(
      parts.filter(({ state }) => states.includes(state)),
      key,
    )
  for (const [commit, some] of by(['there', 'gone'], ({ landedBy }) => landedBy))
    if (commit !== null)
      told.push({
        kind: 'landed',
        lines: sum(some),
        by: commit,
        at: some[0]!.landedAt!,
        there: sum(some.filter(({ state }) => state === 'there')),
      })
  for (const [commit, some] of by(['gone'], ({ goneBy }) => goneBy))
    told.push({ kind: 'replaced', lines: sum(some), by: commit, at: some[0]!.goneAt })
  for (const kind of ['committed', 'not-known'] as const)
    for (const [commit, some] of by([kind], ({ commits }) => commits[0] ?? null))
      if (commit !== null) told.push({ kind, lines: sum(some), by: commit })
  for (const kind of ['rewritten', 'open', 'not-found'] as const) {
    const some = parts.filter(({ state }) => state === kind)
    if (some.length > 0) told.push({ kind, lines: sum(some) })
  }
  return told
}

/** Of all lines that landed, how many stood after the longest time that is known of all of them. */
export const keptOf = ({ landed, survival }: Pick<Fate, 'landed' | 'survival'>) =>
  landed === 0 ? undefined : survival.findLast(({ known }) => known === landed)

/** The same of a call in a word or two, for its line; undefined where nothing is to be said. */
export const inAWord = (edits: readonly FollowedEdit[]): string | undefined => {
  const fates = edits.flatMap(({ fate }) => fate ?? [])
  const counted = fates.reduce((sum, fate) => sum + fate.counted, 0)
  if (counted === 0 || fates.length < edits.length) return undefined
  const landed = fates.reduce((sum, fate) => sum + fate.landed, 0)
  if (landed > 0) return landed === counted ? 'landed' : `${landed} of ${counted} landed`
  const states = new Set(fates.flatMap(({ parts }) => parts.map(({ state }) => state)))
  if (states.has('not-known')) return undefined
  if (states.has('committed')) return 'committed'
  if (states.has('open')) return 'not committed yet'
  return states.has('not-found') ? 'never committed' : 'rewritten later'
}
