import { join } from 'node:path'
import type { Source } from '../../model/connector.ts'
import type { Json } from '../../model/field.ts'
import type { AnyRecord, KindName, RecordOf } from '../../model/records/index.ts'
import { codex } from './index.ts'
import { RolloutParser } from './parser.ts'

/** A home directory with one log of each generation of Codex. */
export const fixtureHome = join(import.meta.dirname, 'fixtures/home')

/** The sessions in the fixtures. */
export const sessions = {
  legacy: 'codex:019df237-3e80-7abc-8123-456789abcdef',
  fork: 'codex:019df252-b5c0-7f0f-8123-456789abcdef',
  subagent: 'codex:019df253-a020-7c0c-8123-456789abcdef',
  old: 'codex:019b0aaa-0000-7000-8000-00000000a077',
  paginated: 'codex:01a0287b-d800-7148-8123-456789abcdef',
  bare: 'codex:5973b6c0-94b8-487b-a530-2aeb6098ae0e',
}

export const sourceOf = (id: string): Source => ({
  connector: 'codex',
  id,
  home: '/home/ana',
  size: 0,
  stamp: '',
  newest: 0,
})

/** What one read of a log yields. */
export interface Reading {
  readonly records: AnyRecord[]
  readonly cursor: Json | undefined
  readonly skipped: Record<string, number>
  readonly unknown: Record<string, number>
  readonly setAside: string[]
}

export const readSource = async (source: Source, from?: Json): Promise<Reading> => {
  const reading = { records: [] as AnyRecord[], cursor: from, skipped: {}, unknown: {}, setAside: [] as string[] }
  for await (const { records, cursor, report } of codex.read(source, from, { config: {}, roots: ['/'], now: 0 })) {
    reading.records.push(...records)
    reading.cursor = JSON.parse(JSON.stringify(cursor)) as Json
    Object.assign(reading.skipped, report.skipped)
    Object.assign(reading.unknown, report.unknown)
    reading.setAside.push(...report.setAside.map(({ reason }) => reason))
  }
  return reading
}

/** All sources of the fixtures. */
export const fixtureSources = async (): Promise<Source[]> => {
  const homes = [{ path: fixtureHome, claudeFolders: [], codexFolders: [join(fixtureHome, '.codex')] }]
  const sources: Source[] = []
  for await (const found of codex.discover({ homes, repositories: [], workingDirectories: [], roots: ['/'] })) {
    if ('source' in found) sources.push(found.source)
  }
  return sources
}

/** What the log of one session in the fixtures yields. */
export const readFixture = async (session: string): Promise<Reading> => {
  const id = session.slice('codex:'.length)
  const source = (await fixtureSources()).find((candidate) => candidate.id.includes(id))
  if (!source) throw new TypeError(`no fixture holds ${session}`)
  return readSource(source)
}

export const ofKind = <K extends KindName>(records: readonly AnyRecord[], kind: K): RecordOf<K>[] =>
  records.filter((record): record is RecordOf<K> & AnyRecord => record.kind === kind)

/** The records of lines that stand in no file, after a header of a session `codex:here`. */
export const parseLines = (lines: readonly object[], header: object = {}): AnyRecord[] => {
  const records: AnyRecord[] = []
  const nothing = () => undefined
  const tally = { skipped: nothing, unknown: nothing, version: nothing, setAside: nothing }
  const log = { id: '/logs/rollout-2026-05-04T11-00-05-here.jsonl', readLine: nothing }
  const parser = new RolloutParser(log, { state: undefined, tally, emit: (record) => void records.push(record) })
  const meta = { type: 'session_meta', payload: { id: 'here', cwd: '/work', ...header } }
  let offset = 0
  for (const line of [meta, ...lines]) {
    const at = new Date(Date.UTC(2026, 4, 4) + offset).toISOString()
    parser.line({ timestamp: at, ...line } as never, { offset, length: 900 })
    offset += 1000
  }
  parser.endBatch()
  return records
}

export const event = (type: string, payload: object = {}) => ({ type: 'event_msg', payload: { type, ...payload } })
export const item = (type: string, payload: object = {}) => ({ type: 'response_item', payload: { type, ...payload } })
