import type { ClientBase } from 'pg'
import { assembleParcel } from '../../src/ingest/prepare/assemble-parcel.ts'
import { hashLines } from '../../src/ingest/prepare/hash-lines.ts'
import type { AnyRecord } from '../../src/model/records/index.ts'
import { recordKinds } from '../../src/model/records/index.ts'
import { storedRecords } from '../../src/store/questions/stored-records.ts'
import { prepareWriter, writeParcel } from '../../src/store/write/write-parcel.ts'

/** Writes records as ingest does, one parcel for each batch. Lines of code become as many zero bytes. */
export const writeRecords = async (
  client: ClientBase,
  ...batches: readonly (readonly AnyRecord[])[]
): Promise<void> => {
  await prepareWriter(client)
  for (const batch of batches) {
    const records = batch.map((record) => ({ ...record }) as AnyRecord)
    hashLines(records, (lines) => new Uint8Array(lines.length * 8))
    await writeParcel(client, assembleParcel(records, [], 'test'))
  }
}

/** All stored records, texts included, by kind and key. */
export const allStored = async (client: ClientBase): Promise<Record<string, unknown>[]> => {
  const all: Record<string, unknown>[] = []
  for (const kind of Object.values(recordKinds)) {
    for await (const record of storedRecords(client, kind)) all.push({ ...record })
  }
  return all
}
