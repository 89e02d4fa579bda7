import { parentPort, workerData } from 'node:worker_threads'
import { connectorNamed } from '../../connectors/index.ts'
import type { Batch, ReadReport, Source } from '../../model/connector.ts'
import { MaestroError } from '../../model/errors.ts'
import type { AnyRecord } from '../../model/records/index.ts'
import { joinLeftOut, type LeftOut } from '../../store/delete/left-out.ts'
import type { SourceProgress } from '../../store/write/parcel.ts'
import { createLineHasher } from '../hash/line-hasher.ts'
import { assembleParcel } from '../prepare/assemble-parcel.ts'
import { DeletionFilter } from '../prepare/drop-deleted.ts'
import { hashLines } from '../prepare/hash-lines.ts'
import { createRedactor, redactRecords, rulesVersion } from '../redact/index.ts'
import { createCursorSeal } from '../seal-cursor.ts'
import type { FromWorker, ReadTask, ToWorker, WorkerSetup } from './protocol.ts'

const port = parentPort!
const setup = workerData as WorkerSetup
const hash = createLineHasher(setup.lineHashKey)
const cursors = createCursorSeal(setup.lineHashKey)
const redactor = await createRedactor()

const parcelBytes = 8 * 1024 * 1024
const parcelRecords = 20_000
const parcelsAhead = 2

let records: AnyRecord[] = []
let sources: SourceProgress[] = []
let leftOut: LeftOut | undefined
let deleted: DeletionFilter | undefined
let bytes = 0
let underway = 0
let wake: (() => void) | undefined

const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

const flush = async (): Promise<void> => {
  if (sources.length === 0) return
  const parcel = { ...assembleParcel(records, sources, rulesVersion), ...(leftOut ? { leftOut } : {}) }
  records = []
  sources = []
  leftOut = undefined
  bytes = 0
  while (underway >= parcelsAhead) {
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
  underway++
  send(
    { type: 'parcel', parcel },
    parcel.rows.map((rows) => rows.bytes.buffer),
  )
}

const nothingRead: ReadReport = { bytes: 0, items: 0, skipped: {}, unknown: {}, versions: {}, setAside: [] }

const add = async (source: Source, batch: Batch, finished: boolean): Promise<void> => {
  const remainder = deleted?.drop(batch.records)
  const remaining = remainder?.records ?? batch.records
  if (remainder?.leftOut) leftOut = joinLeftOut(leftOut, remainder.leftOut)
  hashLines(remaining, hash)
  const redacted = await redactRecords(remaining, redactor)
  for (const record of redacted.records) records.push(record)
  const { report } = batch
  sources.push({
    connector: source.connector,
    id: source.id,
    ...(source.home === undefined ? {} : { home: source.home }),
    stamp: source.stamp,
    size: source.size,
    newest: source.newest,
    cursor: cursors.seal(batch.cursor),
    restarted: batch.restarted ?? false,
    finished,
    records: remaining.length,
    redacted: redacted.counts,
    bytes: report.bytes,
    items: report.items,
    skipped: report.skipped,
    unknown: report.unknown,
    versions: report.versions,
    setAside: remaining.length === 0 && batch.records.length > 0 ? [] : report.setAside,
  })
  bytes += report.bytes
  if (bytes >= parcelBytes || records.length >= parcelRecords) await flush()
}

/** Reads one source; answers what is left of it, or undefined when nothing is. What was read before a failure is kept. */
const read = async (task: ReadTask, now: number): Promise<ReadTask | undefined> => {
  const { source, batches = Number.POSITIVE_INFINITY } = task
  const cursor = cursors.open(task.cursor)
  const connector = connectorNamed(source.connector)
  let held: Batch | undefined
  let left = batches
  try {
    for await (const batch of connector.read(source, cursor, {
      config: setup.config[source.connector],
      roots: setup.roots,
      now,
    })) {
      if (held) {
        await add(source, held, false)
        if (--left <= 0) return { source, cursor: cursors.seal(held.cursor) }
      }
      held = batch
    }
  } catch (error) {
    if (held) await add(source, held, false)
    throw error
  }
  await add(source, held ?? { records: [], cursor: cursor ?? null, report: nothingRead }, true)
  return undefined
}

const readAll = async (tasks: readonly ReadTask[], now: number): Promise<void> => {
  const unfinished: ReadTask[] = []
  for (const task of tasks) {
    try {
      const rest = await read(task, now)
      if (rest) unfinished.push(rest)
    } catch (error) {
      const { code, message, next } = MaestroError.isInstance(error)
        ? error
        : { code: 'source-unreadable', message: String((error as Error).stack ?? error), next: 'Run maestro doctor.' }
      send({ type: 'failed', source: task.source, code, message, next })
    }
  }
  await flush()
  send({ type: 'done', unfinished })
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'read') {
    if (message.tombstones !== undefined)
      deleted = message.tombstones === null ? undefined : new DeletionFilter(message.tombstones)
    void readAll(message.tasks, message.now)
  } else if (message.type === 'written') {
    underway--
    wake?.()
    wake = undefined
  } else port.close()
})
