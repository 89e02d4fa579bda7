import type { ClientBase } from 'pg'
import { recordKinds } from '../../model/records/index.ts'
import { tableOf } from '../columns.ts'
import { ledgerTables } from '../ledger-tables.ts'

const derived = [
  'session_place',
  'session_summary',
  'search_hour',
  'usage_slot',
  'activity_slot',
  'command_check',
  'identity',
  'co_author',
  'person',
  'source',
  ...ledgerTables,
]

/** Lets PostgreSQL look at what tables hold, so that it plans questions well right after an import. */
export const analyse = async (client: ClientBase): Promise<void> => {
  await client.query(`analyze ${[...Object.values(recordKinds).map(tableOf), ...derived].join(', ')}`)
}
