import type { ClientBase } from 'pg'
import type { Pricer } from '../config/prices/index.ts'
import { deriveEmailIdentities } from '../linking/people/identities.ts'
import { markForRepositories } from '../linking/sessions/mark-for-repositories.ts'
import { placeBySameDirectory, placeSessions } from '../linking/sessions/place.ts'
import { drain } from '../store/dirty.ts'
import { deriveSummaries } from './sessions/derive-summaries.ts'
import { deriveUsageSlots } from './usage/derive-usage-slots.ts'

/** What a derivation may use. */
export interface DeriveContext {
  readonly pricer: Pricer
}

/** One kind of thing that is derived from records, by key. */
interface Derivation {
  readonly kind: string
  readonly derive: (client: ClientBase, keys: string[], context: DeriveContext) => Promise<void>
  /** Runs once after anything of this kind was derived. */
  readonly after?: (client: ClientBase) => Promise<void>
}

/** In the order in which they build on one another. */
const derivations: readonly Derivation[] = [
  { kind: 'identity', derive: deriveEmailIdentities },
  {
    kind: 'repository',
    derive: markForRepositories,
  },
  { kind: 'place', derive: placeSessions, after: placeBySameDirectory },
  {
    kind: 'session',
    derive: async (client, keys, { pricer }) => {
      await deriveSummaries(client, keys)
      await deriveUsageSlots(client, keys, pricer)
    },
  },
]

/** The kinds of things that are derived: what `maestro rebuild` marks. */
export const derivedKinds: readonly string[] = derivations.map(({ kind }) => kind)

/** Names the advisory lock under which one process at a time derives. */
const lock = 7_310_003

/**
 * Derives what is marked, and answers how many things were. What another process is deriving just now is waited for, so
 * that an answer after it misses nothing.
 */
export const deriveAll = async (client: ClientBase, context: DeriveContext): Promise<number> => {
  if ((await markedKinds(client)).size === 0) return 0
  await client.query('select pg_advisory_lock($1)', [lock])
  try {
    return await deriveMarked(client, context, await markedKinds(client))
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => {})
  }
}

const markedKinds = async (client: ClientBase): Promise<Set<string>> => {
  const { rows } = await client.query<{ kind: string }>('select distinct kind from dirty where org = 1')
  return new Set(rows.map((row) => row.kind))
}

const deriveMarked = async (client: ClientBase, context: DeriveContext, marked: Set<string>): Promise<number> => {
  if (marked.has('repository')) marked.add('place')
  let total = 0
  for (const { kind, derive, after } of derivations) {
    if (!marked.has(kind)) continue
    const derived = await drain(client, kind, (transaction, keys) => derive(transaction, keys, context))
    if (derived > 0) await after?.(client)
    total += derived
  }
  return total
}
