import type { AnyRecord } from '../../model/records/index.ts'
import { collapse } from '../../store/write/collapse.ts'
import { encodeRows } from '../../store/write/encode-rows.ts'
import type { Parcel, SourceProgress } from '../../store/write/parcel.ts'
import { searchPieces } from '../words/search-pieces.ts'
import { makeKeysStorable } from './storable-keys.ts'
import { packTexts } from './text-chunks.ts'

/** Turns records that are hashed and redacted into what one transaction writes. */
export const assembleParcel = (
  records: readonly AnyRecord[],
  sources: readonly SourceProgress[],
  redactionVersion: string,
): Parcel => {
  const unique = collapse(makeKeysStorable(records))
  const texts = packTexts(unique)
  const pieces = searchPieces(unique)
  return {
    rows: [...encodeRows(unique, texts.chunkOf), ...(texts.rows ? [texts.rows] : []), ...(pieces ? [pieces] : [])],
    sources,
    dirty: touchedBy(unique),
    redactionVersion,
  }
}

/** The keys of what records change, by the kind of thing that is derived from them. */
const touchedBy = (records: readonly AnyRecord[]): Record<string, string[]> => {
  const sessions = new Set<string>()
  const repositories = new Set<string>()
  const identities = new Set<string>()
  const edited = new Set<string>()
  const commits = new Set<string>()
  const evidence = new Set<string>()
  const notes = new Set<string>()
  const checkpoints = new Set<string>()
  const credits = new Set<string>()
  for (const record of records) {
    if ('session' in record) sessions.add(record.session)
    else if (record.kind === 'session') sessions.add(record.id)
    else if (record.kind === 'repository') repositories.add(record.id)
    else repositories.add(record.repository)
    if (record.kind === 'printedCommit' || (record.kind === 'sessionEvent' && record.type === 'pr-link'))
      evidence.add(record.session)
    if (record.kind === 'authorshipNote') notes.add(`${record.repository} ${record.sha}`)
    if (record.kind === 'checkpoint') checkpoints.add(`${record.repository} ${record.checkpoint}`)
    if (record.kind === 'edit') edited.add(record.session)
    if (record.kind === 'commit') {
      identities.add(`email:${record.authorEmail.toLowerCase()}`)
      commits.add(`${record.repository} ${record.sha}`)
      if (record.coAuthors) credits.add(`${record.repository} ${record.sha}`)
    }
    if (record.kind === 'pullRequest') commits.add(`${record.repository} ${record.sha}`)
    if (record.kind === 'mailmapEntry') identities.add(`email:${record.email}`)
  }
  return {
    session: [...sessions],
    place: [...sessions],
    repository: [...repositories],
    ledger: [...repositories],
    identity: [...identities],
    edited: [...edited],
    evidence: [...evidence],
    commit: [...commits],
    note: [...notes],
    checkpoint: [...checkpoints],
    credit: [...credits],
  }
}
