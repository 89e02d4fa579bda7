import type { ClientBase } from 'pg'
import { tellChanges } from '../../store/changes.ts'
import { clearLedger } from '../../store/ledger-tables.ts'
import { locks } from '../../store/locks.ts'
import { inTransaction } from '../../store/transaction.ts'
import { markPendingEdits } from '../commits/mark-edits.ts'
import { knowsMore, type LedgerState, lackingMerges, readLedger, writeLedger } from './ledger-state.ts'
import { isSweepDue, sweepLedger } from './sweep.ts'
import { planWalk, rewritten } from './walk/plan-walk.ts'
import { Walk, type WalkWork } from './walk/walk.ts'

/** What is done to a repository: marked by whoever writes, begun by whoever walks. */
const marked = 'ledger'
const begun = 'ledger-begun'

/** A source that stopped half way so long ago is not waited for. */
const patience = '1 hour'

/** Which of the marked histories are walked over: all, or those with which it does not take long. */
export type LedgerScope = 'all' | 'soon'

/** SQL: a history that was walked over before, or has few commits. */
const soonDone = `(exists (select from ledger where ledger.org = 1 and ledger.repository = dirty.key)
  or (select count(*) from (select from commit where commit.org = 1 and commit.repository = dirty.key limit 2000) few) < 2000)`

/** Where the walk over a repository's history stands. */
export interface LedgerProgress {
  readonly repository: string
  readonly commits: number
}

/**
 * Brings the line ledger of every marked repository up to date, in transactions of a bounded size: one that is killed
 * goes on where it was. A repository that is being read just now waits until all of it is there.
 * @returns how much was done, repository by repository
 */
export const deriveLedger = async (
  client: ClientBase,
  scope: LedgerScope = 'all',
  onProgress: (progress: LedgerProgress) => void = () => {},
): Promise<WalkWork[]> => {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from dirty where org = 1 and kind in ($1, $2)) as any',
    [marked, begun],
  )
  if (!rows[0]!.any) return []
  await client.query('select pg_advisory_lock($1)', [locks.ledger])
  try {
    const work: WalkWork[] = []
    for (const repository of await begin(client, scope)) {
      const done = await walkOver(client, repository, onProgress)
      if (done !== undefined) work.push(done)
    }
    return work
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.ledger]).catch(() => {})
  }
}

/** Takes the marks of repositories that are read to their end; what is marked from now on is walked over again. */
const begin = (client: ClientBase, scope: LedgerScope): Promise<string[]> =>
  inTransaction(client, async () => {
    const wanted = scope === 'all' ? 'true' : soonDone
    await client.query(
      `with taken as (
         delete from dirty where org = 1 and kind = $1 and not exists (
           select from checkout join source on source.org = 1 and source.connector = 'git' and source.id = checkout.git_directory
           where checkout.org = 1 and checkout.repository = dirty.key and not source.finished and source.problem is null
             and source.last_read_at > now() - interval '${patience}')
           and ${wanted}
         returning key
       )
       insert into dirty (kind, key) select $2, key from taken on conflict do nothing`,
      [marked, begun],
    )
    const { rows } = await client.query<{ key: string }>(
      `select key from dirty where org = 1 and kind = $1 and ${wanted} order by key`,
      [begun],
    )
    return rows.map(({ key }) => key)
  })

const walkOver = async (
  client: ClientBase,
  repository: string,
  onProgress: (progress: LedgerProgress) => void,
): Promise<WalkWork> => {
  let walk: Walk | undefined
  let state: LedgerState | undefined
  for (;;) {
    const current = await inTransaction(client, async () => {
      const there = await readLedger(client, repository)
      // What is in memory is void where a transaction was rolled back, or somebody threw the ledger away meanwhile.
      const own = walk
      walk = undefined
      const going = own === undefined || there.made !== state?.made ? await planned(client, repository, there) : own
      const reached = await going.goOn(there)
      state = going.isDone ? await finish(client, repository, going, reached) : reached
      if (state.nextOrigin > 1 || going.work.commits > 0) await writeLedger(client, repository, state)
      walk = going
      return going
    })
    onProgress({ repository, commits: current.work.commits })
    if (current.isDone) return current.work
  }
}

const planned = async (client: ClientBase, repository: string, there: LedgerState): Promise<Walk> => {
  const state = (await knowsMore(client, repository, there)) ? await startOver(client, repository) : there
  const plan = await planWalk(client, repository, state)
  if (plan !== rewritten) return new Walk(client, repository, plan, state)
  return planned(client, repository, await startOver(client, repository))
}

const startOver = async (client: ClientBase, repository: string): Promise<LedgerState> => {
  await clearLedger(client, repository)
  return readLedger(client, repository)
}

const finish = async (client: ClientBase, repository: string, walk: Walk, state: LedgerState): Promise<LedgerState> => {
  await client.query('delete from dirty where org = 1 and kind = $1 and key = $2', [begun, repository])
  await markPendingEdits(client, repository)
  await tellChanges(client, [{ kind: 'ledger', keys: [repository] }])
  const { startsAnew, lacksMerges } = walk
  const lacking = lacksMerges ? await lackingMerges(client, repository) : state.lacking
  const counted = { ...state, lacking, ...(startsAnew && { sweptNodes: state.nextNode, sweptAt: state.nextNode }) }
  if (!isSweepDue(counted)) return counted
  return sweepLedger(client, repository, counted)
}
