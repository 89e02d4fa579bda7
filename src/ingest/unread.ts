import type { ClientBase } from 'pg'
import { connectorNamed } from '../connectors/index.ts'
import type { Source } from '../model/connector.ts'
import type { Json } from '../model/field.ts'
import { knownSources } from '../store/questions/known-sources.ts'
import type { ReadTask } from './pool/protocol.ts'
import { someAtOnce } from './some-at-once.ts'

/** Names a source among all. */
export const sourceKey = (source: Pick<Source, 'connector' | 'id'>): string => `${source.connector} ${source.id}`

/** A history hands out its newest commits first; the rest waits until the newest sessions are read. */
const firstBatches: Partial<Record<string, number>> = { git: 1 }

const mostLookedAt = 5_000
/** Each look opens a file or starts git. */
const lookedAtAtOnce = 16

/** What there is to read of sources: those whose stamp is not the one they had when they were read to their end. */
export const unreadOf = async (client: ClientBase, sources: readonly Source[]): Promise<ReadTask[]> => {
  if (sources.length === 0) return []
  const known = await knownSources(client, sources)
  const unread = sources.filter((source) => known.get(sourceKey(source)) !== source.stamp)
  if (unread.length === 0) return []
  const cursors = await cursorsOf(client, unread)
  const tasks = unread.map((source): ReadTask => {
    const cursor = cursors.get(sourceKey(source))
    const batches = cursor === undefined ? firstBatches[source.connector] : undefined
    return { source, cursor, ...(batches === undefined ? {} : { batches }) }
  })
  return tasks.length === 1 || tasks.length > mostLookedAt ? tasks : someAtOnce(tasks, lookedAtAtOnce, lookedAt)
}

/** The task with its source's time as it stands in the source: files that were copied have the times of the copying. */
const lookedAt = async (task: ReadTask): Promise<ReadTask> => {
  const newest = await connectorNamed(task.source.connector).newestIn?.(task.source)
  return newest === undefined ? task : { ...task, source: { ...task.source, newest } }
}

const cursorsOf = async (client: ClientBase, sources: readonly Source[]): Promise<Map<string, Json>> => {
  const { rows } = await client.query<{ connector: string; id: string; cursor: Json }>(
    `select connector, id, cursor from source
     join unnest($1::text[], $2::text[]) as wanted (connector, id) using (connector, id)
     where org = 1 and cursor <> 'null'`,
    [sources.map((source) => source.connector), sources.map((source) => source.id)],
  )
  return new Map(rows.map((row) => [sourceKey(row), row.cursor]))
}
