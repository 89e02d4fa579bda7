import type { AnyRecord } from '../../model/records/index.ts'
import { compareText } from '../write/compare-text.ts'

/**
 * Where a version of a record stands among its versions in several logs, the smallest owns it: the order of the
 * conflicts `first` (rank 0) and `largest` (side conversations after all others, then the fewer tokens the later).
 */
export interface Order {
  readonly rank: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** The session; of what belongs to no session, the commit. */
  readonly owner: string
  readonly position: number
}

const sidechainRank = 2 ** 52

/** The order of a record that several logs may hold. */
export const orderOf = (record: AnyRecord & { readonly at: number }): Order => ({
  rank: record.kind === 'usage' ? rankOfUsage(record) : 0,
  at: record.at,
  owner: 'session' in record ? record.session : 'sha' in record ? record.sha : '',
  position: 'position' in record ? record.position : 0,
})

const rankOfUsage = (usage: AnyRecord & { kind: 'usage' }): number =>
  (usage.sidechain ? sidechainRank : 0) -
  (usage.inputTokens +
    usage.cacheCreation5mTokens +
    usage.cacheCreation1hTokens +
    usage.cacheReadTokens +
    usage.outputTokens)

/** Negative where `a` owns the record, positive where `b` does. */
export const compareOrder = (a: Order, b: Order): number =>
  a.rank - b.rank || a.at - b.at || compareText(a.owner, b.owner) || a.position - b.position

/** SQL for the rank of a row. */
export const rankSql = (kind: string): string =>
  kind === 'usage'
    ? `((case when sidechain then ${sidechainRank}::float8 else 0 end) - (input_tokens + cache_creation5m_tokens +
        cache_creation1h_tokens + cache_read_tokens + output_tokens))`
    : '0::float8'
