import type { Json } from '../../model/field.ts'
import type { AnyRecord, KindName, RecordOf } from '../../model/records/index.ts'
import type { JsonObject, Tally } from '../jsonl/index.ts'
import { ClaudeCodeParser } from './parser.ts'

/** For tests: the session whose log `parseLines` reads. */
export const session = '5d0c1f6e-0a51-4a3e-9d0e-7b1c2d3e4f50'

/** For tests: a line of that session at a second of its first minute; its uuid tells the second. */
export const lineAt = (second: number, type: string, fields: JsonObject): JsonObject => ({
  type,
  uuid: `line-${second}`,
  parentUuid: second === 0 ? null : `line-${second - 1}`,
  sessionId: session,
  timestamp: `2026-03-02T09:00:${String(second).padStart(2, '0')}.000Z`,
  version: '2.1.80',
  cwd: '/home/ana/shop',
  ...fields,
})

/** For tests: a user line. */
export const userAt = (second: number, content: Json, fields: JsonObject = {}): JsonObject =>
  lineAt(second, 'user', { message: { role: 'user', content }, ...fields })

/** For tests: an assistant line with one block. */
export const assistantAt = (
  second: number,
  block: Json,
  message: JsonObject = {},
  fields: JsonObject = {},
): JsonObject =>
  lineAt(second, 'assistant', {
    message: { id: `msg_${second}`, model: 'claude-opus-4-6', content: [block], ...message },
    ...fields,
  })

/** For tests: what the parser makes of lines, each at an offset of 100 times its index. */
export const parseLines = (lines: readonly JsonObject[], path = `/projects/x/${session}.jsonl`) => {
  const records: AnyRecord[] = []
  const counts: Record<string, number> = {}
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  const tally: Tally = {
    skipped: (name) => count(`skipped ${name}`),
    unknown: (name) => count(`unknown ${name}`),
    version: () => {},
    setAside: (_line, reason) => count(`set aside: ${reason}`),
  }
  const parser = new ClaudeCodeParser({ id: path }, { state: undefined, tally, emit: (record) => records.push(record) })
  lines.forEach((line, index) => {
    parser.line(line, { offset: index * 100, length: 99 })
  })
  parser.endBatch()
  const of = <K extends KindName>(kind: K) =>
    records.filter((record) => record.kind === kind) as unknown as RecordOf<K>[]
  return { records, counts, of, events: of('sessionEvent').map(({ type, details }) => [type, details] as const) }
}
