import type { Json } from '../../model/field.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { asObject, integerAt, type JsonObject, numberAt, objectAt, stringAt } from '../jsonl/index.ts'
import { imagesIn, textsOf } from './texts.ts'

/** What the output of a call says. */
export interface Outcome {
  readonly status: RecordOf<'toolResult'>['status']
  readonly exitCode?: number | undefined
  readonly durationMs?: number | undefined
  /** What the tool returned, without the lines that Codex put before it. */
  readonly text: string
  /** The number of the process that goes on. */
  readonly process?: string | undefined
}

const header =
  /^(?:(?:Chunk ID|Wall time|Exit code|Process (?:exited|running)|Original token count|Total output lines|Script (?:completed|failed|running|terminated)|Command|Warning:)[^\n]*(?:\n|$))+/
const exited = /^(?:Exit code: |Process exited with code )(-?\d+)/m
const running = /^(?:Process running with session ID|Script running with cell ID) (\S+)/m
const wall = /^Wall time:? ([\d.]+) ?(ms|s|m)?/m
const rejected = /(?:rejected|declined|denied) by (?:the )?user|Rejected\("/i
const interrupted = /^(?:command )?aborted(?: by user)?\b|^Script terminated/i
const failed =
  /^(?:apply_patch verification failed|Script failed|failed to |unsupported |unknown tool|exec_command failed|exec error|execution error|error:|tool call error|collab |write_stdin failed|patch rejected)/i

const statusOf = (head: string, exitCode: number | undefined): Outcome['status'] => {
  if (rejected.test(head)) return 'rejected'
  if (interrupted.test(head)) return 'interrupted'
  if (exitCode !== undefined) return exitCode === 0 ? 'ok' : 'error'
  if (running.test(head)) return 'background'
  return failed.test(head) ? 'error' : 'ok'
}

/** A whole number that a program can count with. */
const counted = (value: number): number | undefined => (Number.isSafeInteger(value) ? value : undefined)

const milliseconds = (head: string): number | undefined => {
  const found = wall.exec(head)
  if (!found) return undefined
  const seconds = Number(found[1]) * (found[2] === 'm' ? 60 : found[2] === 'ms' ? 0.001 : 1)
  return counted(Math.round(seconds * 1000))
}

const ofText = (text: string): Outcome => {
  const head = header.exec(text)?.[0] ?? ''
  const body = text.slice(head.length)
  const code = exited.exec(head)?.[1]
  const exitCode = code === undefined ? undefined : counted(Number(code))
  const first = head === '' || /^Script failed/m.test(head) ? text.slice(0, 400) : head
  return {
    status: statusOf(first, exitCode),
    exitCode,
    durationMs: milliseconds(head),
    text: head === '' ? text : body.replace(/^Output:\n?/, '').replace(/^Total output lines: \d+\n\n?/, ''),
    process: exitCode === undefined ? running.exec(head)?.[1] : undefined,
  }
}

const ofRecord = (record: JsonObject): Outcome | undefined => {
  const metadata = objectAt(record, 'metadata')
  if (metadata === undefined || typeof record.output !== 'string') return undefined
  const exitCode = integerAt(metadata, 'exit_code')
  const seconds = numberAt(metadata, 'duration_seconds')
  return {
    status: exitCode === 0 ? 'ok' : statusOf(record.output.slice(0, 400), exitCode),
    exitCode,
    durationMs: seconds === undefined ? undefined : counted(Math.round(seconds * 1000)),
    text: record.output,
  }
}

const parsed = (text: string): JsonObject | undefined => {
  if (!text.startsWith('{"output"')) return undefined
  try {
    return asObject(JSON.parse(text) as Json)
  } catch {
    return undefined
  }
}

/**
 * Reads an output in the shape of any version: a JSON string `{output, metadata}`, later a text whose first lines say
 * the exit code, a list of parts, or `{content, success}`.
 */
export const readOutput = (output: Json | undefined): Outcome => {
  if (typeof output === 'string') {
    const record = parsed(output)
    return (record && ofRecord(record)) ?? ofText(output)
  }
  if (Array.isArray(output)) {
    const images = imagesIn(output)
    const texts = textsOf(output)
    const [first = '', ...rest] = texts
    const outcome = ofText(first)
    const pictures = images === 0 ? [] : [`[${images} image${images === 1 ? '' : 's'}]`]
    return { ...outcome, text: [outcome.text, ...rest, ...pictures].filter((text) => text !== '').join('\n') }
  }
  const object = asObject(output)
  const content = stringAt(object, 'content') ?? textsOf(object?.content_items ?? object?.content).join('\n')
  const outcome = ofText(content)
  return object?.success === false && outcome.status === 'ok' ? { ...outcome, status: 'error' } : outcome
}
