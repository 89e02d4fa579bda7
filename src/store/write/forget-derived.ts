import type { ClientBase } from 'pg'
import { ledgerTables } from '../ledger-tables.ts'
import { inTransaction } from '../transaction.ts'

const derivedTables = [
  'session_place',
  'person',
  'identity',
  'co_author',
  'home_author',
  'team_person',
  'usage_slot',
  'activity_slot',
  'command_check',
  'session_summary',
  'search_hour',
  ...ledgerTables,
  'edited_file',
  'commit_evidence',
  'linked_repository',
  'line_change',
  'commit_lines',
  'line_link',
  'commit_link',
  'edit_commit',
  'line_fate',
]

/** The records from which each kind of derived thing is computed again. */
const keysOf: Record<string, string> = {
  session: 'select id from session where org = 1',
  place: 'select id from session where org = 1',
  repository: 'select id from repository where org = 1',
  ledger: 'select id from repository where org = 1',
  identity: `select 'email:' || lower(author_email) from commit where org = 1
    union select 'email:' || email from mailmap_entry where org = 1`,
  credit: `select repository || ' ' || sha from commit where org = 1 and co_authors is not null`,
  people: `select 'all'`,
  // Marked by others as they are derived.
  directory: 'select null::text where false',
  edited: 'select id from session where org = 1',
  commit: 'select null::text where false',
  note: 'select null::text where false',
  checkpoint: 'select null::text where false',
  evidence: 'select id from session where org = 1',
  linked: 'select null::text where false',
  lines: 'select null::text where false',
  fate: 'select null::text where false',
  link: 'select null::text where false',
  authors: 'select null::text where false',
}

/** Throws away what was derived and marks all of it to be derived again, in one transaction. */
export const forgetDerived = (client: ClientBase, kinds: readonly string[]): Promise<void> =>
  inTransaction(client, async () => {
    await client.query(`truncate ${derivedTables.join(', ')}`)
    for (const kind of kinds) {
      await client.query(
        `insert into dirty (kind, key) select $1, key from (${keysOf[kind]!}) as found (key) on conflict do nothing`,
        [kind],
      )
    }
  })
