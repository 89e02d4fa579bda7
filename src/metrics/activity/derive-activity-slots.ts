import type { ClientBase } from 'pg'
import { activityColumns, activitySql } from '../../store/questions/activity-sql.ts'

/** Counts what happened in sessions by quarter of an hour and by what tool calls did. */
export const deriveActivitySlots = async (client: ClientBase, sessions: readonly string[]): Promise<void> => {
  await client.query('delete from activity_slot where org = 1 and session = any($1)', [sessions])
  await client.query(`insert into activity_slot (${activityColumns.join(', ')}) ${activitySql('$1')}`, [sessions])
}
