import { performance } from 'node:perf_hooks'
import type { ClientBase } from 'pg'
import type { Pricer } from '../config/prices/index.ts'
import { deriveCommits } from '../linking/commits/derive-commits.ts'
import { deriveEditedFiles } from '../linking/commits/derive-edited-files.ts'
import { deriveEvidence } from '../linking/commits/derive-evidence.ts'
import { deriveLines } from '../linking/commits/derive-lines.ts'
import { deriveLinks } from '../linking/commits/derive-links.ts'
import { followEarliest } from '../linking/commits/linked-since.ts'
import { deriveCheckpoints, deriveNotes } from '../linking/commits/mark-named.ts'
import { markNamers } from '../linking/commits/pull-request-evidence.ts'
import { deriveCoAuthors } from '../linking/people/co-authors.ts'
import { derivePeople } from '../linking/people/derive-people.ts'
import { deriveHomeAuthors } from '../linking/people/home-authors.ts'
import { deriveEmailIdentities } from '../linking/people/identities.ts'
import { markForRepositories } from '../linking/sessions/mark-for-repositories.ts'
import { placeSessions } from '../linking/sessions/place.ts'
import { placeInDirectories } from '../linking/sessions/same-directory.ts'
import { tellChanges } from '../store/changes.ts'
import { drain } from '../store/dirty.ts'
import { locks } from '../store/locks.ts'
import { deriveSearchHours } from '../store/search/derive-hours.ts'
import { deriveActivitySlots } from './activity/derive-activity-slots.ts'
import { deriveChecks } from './checks/index.ts'
import { deriveSummaries } from './sessions/derive-summaries.ts'
import { deriveUsageSlots } from './usage/derive-usage-slots.ts'

/** What a derivation may use. */
export interface DeriveContext {
  readonly pricer: Pricer
  /** Is told how many things of a kind were derived, and how long that took in milliseconds. */
  readonly onDerived?: (kind: string, count: number, milliseconds: number) => void
}

/** One kind of thing that is derived from records, by key. */
interface Derivation {
  readonly kind: string
  readonly derive: (client: ClientBase, keys: string[], context: DeriveContext) => Promise<void>
  /** What deriving it may mark. */
  readonly marks?: readonly string[]
}

/** In the order in which they build on one another. */
const derivations: readonly Derivation[] = [
  {
    kind: 'repository',
    derive: async (client, keys) => {
      await markForRepositories(client, keys)
      await markNamers(client, keys)
    },
    marks: ['place', 'edited', 'evidence'],
  },
  { kind: 'place', derive: placeSessions, marks: ['directory', 'edited', 'evidence', 'authors', 'people'] },
  { kind: 'directory', derive: placeInDirectories, marks: ['edited', 'evidence'] },
  {
    kind: 'session',
    derive: async (client, keys, { pricer }) => {
      await deriveSummaries(client, keys)
      await deriveSearchHours(client, keys)
      await deriveUsageSlots(client, keys, pricer)
      await deriveActivitySlots(client, keys)
      await deriveChecks(client, keys)
    },
  },
  { kind: 'commit', derive: deriveCommits, marks: ['edited', 'evidence', 'lines', 'link'] },
  { kind: 'note', derive: deriveNotes, marks: ['evidence'] },
  { kind: 'checkpoint', derive: deriveCheckpoints, marks: ['evidence'] },
  { kind: 'evidence', derive: deriveEvidence, marks: ['link', 'authors'] },
  { kind: 'edited', derive: deriveEditedFiles, marks: ['lines', 'link', 'authors'] },
  { kind: 'linked', derive: followEarliest, marks: ['lines', 'link', 'authors'] },
  { kind: 'lines', derive: deriveLines, marks: ['link'] },
  { kind: 'link', derive: deriveLinks, marks: ['authors'] },
  { kind: 'credit', derive: deriveCoAuthors, marks: ['identity'] },
  { kind: 'identity', derive: deriveEmailIdentities, marks: ['people'] },
  { kind: 'authors', derive: deriveHomeAuthors, marks: ['people'] },
  { kind: 'people', derive: derivePeople },
]

/** The kinds of which sessions' links with commits are made. */
export const linkingKinds: readonly string[] = [
  'commit',
  'note',
  'checkpoint',
  'evidence',
  'edited',
  'linked',
  'lines',
  'link',
]

/** The kinds of things that are derived: what `maestro rebuild` marks. Lines are followed by themselves (`followLines`). */
export const derivedKinds: readonly string[] = [...derivations.map(({ kind }) => kind), 'ledger', 'fate']

/**
 * Derives what is marked, and answers how many things were. What another process is deriving just now is waited for, so
 * that an answer after it misses nothing.
 */
export const deriveAll = async (client: ClientBase, context: DeriveContext): Promise<number> => {
  if ((await markedKinds(client)).size === 0) return 0
  await client.query('select pg_advisory_lock($1)', [locks.derive])
  try {
    return await deriveMarked(client, context, await markedKinds(client))
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.derive]).catch(() => {})
  }
}

const markedKinds = async (client: ClientBase): Promise<Set<string>> => {
  const { rows } = await client.query<{ kind: string }>(
    'select distinct kind from dirty where org = 1 and kind = any($1)',
    [derivations.map(({ kind }) => kind)],
  )
  return new Set(rows.map((row) => row.kind))
}

const deriveMarked = async (client: ClientBase, context: DeriveContext, marked: Set<string>): Promise<number> => {
  let total = 0
  for (const { kind, derive, marks } of derivations) {
    if (!marked.has(kind)) continue
    for (const other of marks ?? []) marked.add(other)
    const started = performance.now()
    const count = await drain(client, kind, async (transaction, keys) => {
      await derive(transaction, keys, context)
      await tellChanges(transaction, [{ kind, keys }])
    })
    context.onDerived?.(kind, count, performance.now() - started)
    total += count
  }
  return total
}
