import type { ClientBase } from 'pg'
import { recordKinds } from '../../model/records/index.ts'
import { tableOf } from '../columns.ts'
import { ledgerTables } from '../ledger-tables.ts'
import type { Removal } from './remove.ts'

const beside = [
  'session_place',
  'person',
  'identity',
  'co_author',
  'home_author',
  'person_word',
  'team_member',
  'people_file',
  'people_file_entry',
  'team_person',
  'usage_slot',
  'activity_slot',
  'command_check',
  'session_summary',
  'edited_file',
  'commit_evidence',
  'linked_repository',
  'line_change',
  'commit_lines',
  'line_link',
  'commit_link',
  'edit_commit',
  'line_fate',
  'text_chunk',
  'text_copy',
  'search_piece',
  'search_hour',
  'source',
  'set_aside',
  'dirty',
  'left_out',
  'project_part',
  ...ledgerTables,
]

/** Empties all tables but those of tombstones; their files are new ones afterwards. In a transaction. */
export const removeEverything = async (client: ClientBase): Promise<Removal> => {
  const counts: Record<string, number> = {}
  for (const kind of Object.values(recordKinds)) {
    const { rows } = await client.query<{ count: number }>(`select count(*) as count from ${tableOf(kind)}`)
    if (rows[0]!.count > 0) counts[kind.name] = rows[0]!.count
  }
  await client.query(`truncate ${[...Object.values(recordKinds).map(tableOf), ...beside].join(', ')}`)
  return { counts, trimmed: 0, tables: [] }
}
