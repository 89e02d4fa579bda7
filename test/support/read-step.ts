import type { ClientBase } from 'pg'
import { connectorNamed, connectors } from '../../src/connectors/index.ts'
import { createLineHasher } from '../../src/ingest/hash/line-hasher.ts'
import { assembleParcel } from '../../src/ingest/prepare/assemble-parcel.ts'
import { DeletionFilter } from '../../src/ingest/prepare/drop-deleted.ts'
import { hashLines } from '../../src/ingest/prepare/hash-lines.ts'
import { createRedactor, redactRecords, rulesVersion } from '../../src/ingest/redact/index.ts'
import { createCursorSeal } from '../../src/ingest/seal-cursor.ts'
import type { Batch, Home, Source } from '../../src/model/connector.ts'
import type { Json } from '../../src/model/field.ts'
import { sweepDeleted } from '../../src/store/delete/sweep.ts'
import { readTombstones } from '../../src/store/delete/tombstones.ts'
import { prepareWriter, writeParcel } from '../../src/store/write/write-parcel.ts'
import { misfit } from './records.ts'

/** Where a test's sources lie. */
export interface Places {
  readonly homes: readonly Home[]
  readonly repositories: readonly string[]
}

export const lineHashKey = new Uint8Array(32).fill(7)
export const now = Date.parse('2026-11-01T00:00:00Z')

const hash = createLineHasher(lineHashKey)
const cursors = createCursorSeal(lineHashKey)
const redactor = await createRedactor()

/** What one step of reading met. */
export interface Step {
  /** Sources that were not as they were when they were last read. */
  readonly read: number
  readonly failures: readonly { readonly source: string; readonly error: unknown }[]
  readonly setAside: readonly { readonly source: string; readonly reason: string; readonly position: number }[]
  /** Records that do not fit the schema of their kind. */
  readonly misfits: readonly string[]
}

/**
 * Reads on in this thread, as a worker of ingest does: what is new in the sources goes through hashing, redaction and
 * assembly into the database, each source in a transaction of its own. For tests that read many small steps.
 */
export const readStep = async (
  client: ClientBase,
  { homes, repositories }: Places,
  order: (sources: Source[]) => Source[] = (sources) => sources,
): Promise<Step> => {
  await prepareWriter(client)
  const step = {
    read: 0,
    failures: [] as Step['failures'][number][],
    setAside: [] as Step['setAside'][number][],
    misfits: [] as string[],
  }
  const tombstones = await readTombstones(client)
  const deleted = tombstones && new DeletionFilter(tombstones)
  const sources: Source[] = []
  for (const connector of connectors) {
    for await (const found of connector.discover({ homes, repositories, workingDirectories: [], roots: ['/'] })) {
      if ('source' in found) sources.push(found.source)
    }
  }
  for (const source of order(sources)) {
    const cursor = await cursorOf(client, source)
    if (cursor === 'as it was') continue
    step.read++
    try {
      for await (const batch of connectorNamed(source.connector).read(source, cursor, {
        config: {},
        roots: ['/'],
        now,
      })) {
        step.misfits.push(...batch.records.flatMap((record) => misfit(record) ?? []))
        step.setAside.push(
          ...batch.report.setAside.map(({ reason, position }) => ({ source: source.id, reason, position })),
        )
        await write(client, source, batch, deleted)
      }
    } catch (error) {
      step.failures.push({ source: source.id, error })
    }
  }
  if (deleted) await sweepDeleted(client)
  return step
}

const cursorOf = async (client: ClientBase, source: Source): Promise<Json | undefined | 'as it was'> => {
  const { rows } = await client.query<{ stamp: string; cursor: Json }>(
    'select stamp, cursor from source where connector = $1 and id = $2',
    [source.connector, source.id],
  )
  return rows[0]?.stamp === source.stamp ? 'as it was' : cursors.open(rows[0]?.cursor)
}

const write = async (
  client: ClientBase,
  source: Source,
  batch: Batch,
  deleted: DeletionFilter | undefined,
): Promise<void> => {
  const { records: remaining, leftOut } = deleted?.drop(batch.records) ?? { records: batch.records, leftOut: undefined }
  const records = remaining.map((record) => ({ ...record }))
  hashLines(records, hash)
  const redacted = await redactRecords(records, redactor)
  const { connector, id, stamp, size, newest, home } = source
  const progress = {
    connector,
    id,
    stamp,
    size,
    newest,
    ...(home === undefined ? {} : { home }),
    cursor: cursors.seal(batch.cursor),
    restarted: batch.restarted ?? false,
    finished: true,
    records: records.length,
    redacted: redacted.counts,
    ...batch.report,
  }
  const parcel = assembleParcel(redacted.records, [progress], rulesVersion)
  await writeParcel(client, { ...parcel, ...(leftOut ? { leftOut } : {}) })
}
