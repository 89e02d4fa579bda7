import { expect } from 'vitest'
import type { Batch, Discovered, Source } from '../../../model/connector.ts'
import type { Json } from '../../../model/field.ts'
import { schemaOf } from '../../../model/record.ts'
import { type AnyRecord, type KindName, type RecordOf, recordKinds } from '../../../model/records/index.ts'
import { git } from '../index.ts'

export const discoverAll = async (
  repositories: readonly string[],
  workingDirectories: readonly string[] = [],
): Promise<Discovered[]> => {
  const found: Discovered[] = []
  for await (const one of git.discover({ homes: [], repositories, workingDirectories, roots: ['/'] })) found.push(one)
  return found
}

/** The one source at a path. */
export const sourceAt = async (path: string): Promise<Source> => {
  const [found] = await discoverAll([path])
  if (found === undefined || 'problem' in found) throw new Error(`no source at ${path}: ${JSON.stringify(found)}`)
  return found.source
}

/** What a read gave, each record checked against its schema. */
export class Reading {
  readonly batches: Batch[] = []

  get records(): AnyRecord[] {
    return this.batches.flatMap((batch) => batch.records)
  }

  get cursor(): Json | undefined {
    return this.batches.at(-1)?.cursor
  }

  get setAside() {
    return this.batches.flatMap((batch) => batch.report.setAside)
  }

  of<K extends KindName>(kind: K): RecordOf<K>[] {
    return this.records.filter((record): record is RecordOf<K> & AnyRecord => record.kind === kind)
  }

  change(sha: string, path?: string): RecordOf<'fileChange'> {
    const found = this.of('fileChange').find((one) => one.sha === sha && (path === undefined || one.path === path))
    if (found === undefined) throw new Error(`no change of ${path} in ${sha}`)
    return found
  }

  commit(sha: string): RecordOf<'commit'> {
    const found = this.of('commit').find((one) => one.sha === sha)
    if (found === undefined) throw new Error(`no commit ${sha}`)
    return found
  }
}

export const readAll = async (path: string, cursor?: Json): Promise<Reading> => {
  const reading = new Reading()
  const source = await sourceAt(path)
  for await (const batch of git.read(source, cursor, { config: {}, roots: ['/'], now: 1_800_000_000_000 })) {
    for (const record of batch.records) schemaOf(recordKinds[record.kind]).parse(record)
    expect(JSON.parse(JSON.stringify(batch.cursor))).toEqual(batch.cursor)
    reading.batches.push(batch)
  }
  return reading
}

/** Records by their natural keys, as a store holds them in the end. */
export const stored = (...readings: Reading[]): Map<string, AnyRecord> =>
  new Map(
    readings
      .flatMap((reading) => reading.records)
      .map((record) => {
        const values = record as unknown as Record<string, unknown>
        return [[record.kind, ...recordKinds[record.kind].key.map((field) => values[field])].join(' '), record]
      }),
  )
