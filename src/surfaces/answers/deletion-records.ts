import { z } from 'zod'
import { type DeletionRequest, deletionKinds, recordsToDelete } from '../../store/delete/index.ts'
import { deletionRequestOf } from '../deletion.ts'
import type { AnswerContext, Lines } from './answer.ts'
import { knownParameters, periodFrom, periodParameters, text } from './parameters.ts'
import { records } from './records.ts'

/** What is to be deleted, as it is named over HTTP. */
export const deletionParameters = {
  what: z.enum(deletionKinds).describe('What is to be deleted'),
  name: text('Of a session its id, of a repository and a person the name or id').optional(),
  since: periodParameters.since,
  until: periodParameters.until,
  timezone: knownParameters.timezone,
}

const requestWords = {
  since: 'since',
  until: 'until',
  next: '/api/openapi.json describes what can be deleted.',
}

const named = z.strictObject(deletionParameters)

/** The same as a request. Throws `MaestroError('usage')` for what cannot be deleted. */
export const requestedDeletion = async (
  context: AnswerContext,
  { what, name, since, until, timezone }: z.output<typeof named>,
): Promise<DeletionRequest> => {
  const hasPeriod = since !== undefined || until !== undefined
  const requestIn = deletionRequestOf({ what, name, hasPeriod }, requestWords)
  return requestIn(await periodFrom(context, { since, until, timezone }, context.now))
}

/** What a deletion would take. */
export const deletionRecords: Lines<'deletion-records', typeof named, typeof records.line> = {
  name: 'deletion-records',
  path: '/deletions/records',
  summary: 'all records that a deletion would take, as JSON lines; nothing is deleted',
  parameters: named,
  line: records.line,
  lines: async function* (context, parameters) {
    yield* recordsToDelete(context.client, await requestedDeletion(context, parameters), context.now)
  },
}
