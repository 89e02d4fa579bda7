import type { ClientBase } from 'pg'
import { deriveLedger, type LedgerScope } from '../ledger/derive-ledger.ts'
import { deriveFates } from './derive-fates.ts'

/**
 * Brings up to date where lines come from and what became of those of sessions. What takes long, a long history
 * that nobody walked over yet, is left for later where only what is done `soon` is asked for.
 * @returns how many repositories and edits were looked at
 */
export const followLines = async (client: ClientBase, scope: LedgerScope = 'all'): Promise<number> => {
  const walks = await deriveLedger(client, scope)
  const { edits } = await deriveFates(client)
  return walks.length + edits
}
