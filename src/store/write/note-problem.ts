import type { ClientBase } from 'pg'
import type { Source } from '../../model/connector.ts'
import { storableText } from './storable.ts'

/**
 * Keeps with a source why it could not be read, since when, and what to do about it, until it is read again: at the next look, or with `untilChanged` when
 * there is something new in it.
 */
export const noteProblem = async (
  client: ClientBase,
  source: Source,
  problem: { readonly message: string; readonly next: string },
  untilChanged: boolean,
): Promise<void> => {
  await client.query(
    `insert into source as there (connector, id, home, stamp, size, newest, cursor, finished, redaction_version, problem,
       problem_next, problem_since)
     values ($1, $2, $3, $7, $4, $5, 'null', $8, '', $6, $9, now())
     on conflict (org, connector, id) do update set problem = excluded.problem, problem_next = excluded.problem_next,
       problem_since = coalesce(there.problem_since, now()),
       stamp = case when excluded.finished then excluded.stamp else there.stamp end,
       finished = there.finished or excluded.finished`,
    [
      source.connector,
      source.id,
      source.home ?? null,
      source.size,
      new Date(source.newest),
      storableText(problem.message),
      untilChanged ? source.stamp : '',
      untilChanged,
      storableText(problem.next),
    ],
  )
}
