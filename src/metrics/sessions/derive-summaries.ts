import type { ClientBase } from 'pg'
import { summaryColumns, summarySql } from '../../store/questions/summary-sql.ts'

/** Puts what each session was into one row. */
export const deriveSummaries = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  await client.query('delete from session_summary where org = 1 and session = any($1)', [sessions])
  await client.query(`insert into session_summary (${summaryColumns.join(', ')}) ${summarySql('$1')}`, [sessions])
}
