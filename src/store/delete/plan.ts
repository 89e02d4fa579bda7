import type { ClientBase } from 'pg'
import { recordKinds } from '../../model/records/index.ts'
import { tableOf } from '../columns.ts'
import { conditionOf, liesSql } from './gone.ts'
import type { DeletionPlan, DeletionRequest } from './request.ts'
import { resolve, type Target } from './resolve.ts'
import { dropAddresses, dropNames } from './trim.ts'

/**
 * What a deletion would take, without taking it. Throws `MaestroError('not-found' | 'usage')` as `resolve` does. The
 * client must not be in a transaction.
 */
export const planDeletion = async (
  client: ClientBase,
  request: DeletionRequest,
  now: number = Date.now(),
): Promise<DeletionPlan> => {
  await client.query('begin')
  try {
    const target = await resolve(client, request, now)
    return await planOf(client, target)
  } finally {
    await client.query('rollback')
  }
}

const planOf = async (client: ClientBase, target: Target): Promise<DeletionPlan> => {
  const { gone, keys: _keys, ...told } = target
  const counts: Record<string, number> = {}
  for (const kind of Object.values(recordKinds)) {
    const condition = conditionOf(kind, gone)
    if (condition === undefined) continue
    const { rows } = await client.query<{ count: number }>(
      `select count(*) as count from ${tableOf(kind)} where org = 1 and ${condition}`,
    )
    if (rows[0]!.count > 0) counts[kind.name] = rows[0]!.count
  }
  const total = totalOf(counts)
  return { ...told, counts, total, trimmed: await trimmedBy(client, target) }
}

/** All records of all kinds. */
export const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

const trimmedBy = async (client: ClientBase, { gone }: Target): Promise<number> => {
  if (gone.by === 'everything') return 0
  const condition =
    gone.by === 'time'
      ? `(${liesSql('started_at', gone.time!)} or ${liesSql('ended_at', gone.time!)})
         and not (${liesSql('started_at', gone.time!)} and ${liesSql('ended_at', gone.time!)})`
      : `forked_from in (select id from gone_session) and id not in (select id from gone_session)`
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from session where org = 1 and ${condition}`,
  )
  const addresses = gone.by === 'person' ? await dropAddresses(client) : 0
  return rows[0]!.count + addresses + (gone.by === 'time' ? 0 : await dropNames(client))
}
