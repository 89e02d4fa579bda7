import type { ClientBase } from 'pg'
import { assembleParcel } from '../../src/ingest/prepare/assemble-parcel.ts'
import { hashLines } from '../../src/ingest/prepare/hash-lines.ts'
import type { AnyRecord } from '../../src/model/records/index.ts'
import { recordKinds } from '../../src/model/records/index.ts'
import { storedRecords } from '../../src/store/questions/stored-records.ts'
import { prepareWriter, writeParcel } from '../../src/store/write/write-parcel.ts'

/** Writes records as ingest does, one parcel for each batch. Lines are told by their first eight bytes. */
export const writeRecords = async (
  client: ClientBase,
  ...batches: readonly (readonly AnyRecord[])[]
): Promise<void> => {
  await prepareWriter(client)
  for (const batch of batches) {
    const records = batch.map((record) => ({ ...record }) as AnyRecord)
    hashLines(records, (lines) => Buffer.concat(lines.map((line) => Buffer.from(line.padEnd(8)).subarray(0, 8))))
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

/** All stored records without the times at which they were seen. */
export const allFacts = async (client: ClientBase): Promise<Record<string, unknown>[]> =>
  (await allStored(client)).map(({ seenAt, ...record }) => record)

const derivedTables = {
  session_place: 'session',
  person: 'id',
  identity: 'id',
  co_author: 'repository, sha, email',
  home_author: 'home, email, method',
  team_person: 'team, person',
  usage_slot: 'slot, session, model',
  activity_slot: 'slot, session, action',
  command_check: 'id',
  session_summary: 'session',
  search_hour: 'session, hour, part',
  edited_file: 'edit',
  commit_evidence: 'repository, sha, session, method',
  linked_repository: 'repository',
  commit_lines: 'repository, sha',
  line_link: 'repository, sha, path',
  commit_link: 'repository, sha, session',
  edit_commit: 'edit, repository, sha, path',
  line_fate: 'edit, first',
} as const

/** Rows of all that is derived, and the words that search knows. */
export const allDerived = async (client: ClientBase): Promise<Record<string, unknown[]>> => {
  const tables: Record<string, unknown[]> = {}
  for (const [table, key] of Object.entries(derivedTables))
    tables[table] = (await client.query(`select * from ${table} order by ${key}`)).rows
  tables.search_piece = (
    await client.query('select kind, id, session, at, words::text from search_piece order by kind, id')
  ).rows
  tables.line_span = (
    await client.query(
      `select repository, sha, path, first, count, copies, landed_at, returned, since, since_at, until, until_at
       from line_span span join line_origin origin using (org, repository)
       where origin.id = span.origin order by repository, sha, path, first, since`,
    )
  ).rows
  tables.default_commit = (await client.query('select * from default_commit order by repository, number')).rows
  return tables
}
