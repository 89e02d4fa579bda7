import type { Json } from '../../model/field.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { asObject, countAt, integerAt, type JsonObject, numberAt, stringAt, trueAt } from '../jsonl/index.ts'

export type Status = RecordOf<'toolResult'>['status']

const refused = /^(?:Error: )?The user doesn't want to (?:proceed with this tool use|take this action)/
const interrupted = /^(?:Error: )?(?:Exit code \d+\n)?\[Request interrupted by user/
const exit = /^(?:Error: )?Exit code (\d+)/
const toldInstead = 'the user said:\n'

/** The text that the agent was given as a tool's result. */
export const outputOf = (content: Json | undefined): string => {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  const parts = content.flatMap((item) => {
    const block = asObject(item)
    if (block?.type === 'text' && typeof block.text === 'string') return [block.text]
    if (block?.type === 'tool_reference') return [stringAt(block, 'tool_name') ?? '']
    return block?.type === undefined ? [] : [`[${block.type}]`]
  })
  return parts.join('\n')
}

/** How a call ended. `result` is the line's `toolUseResult`, `failed` the block's `is_error`. */
export const statusOf = (result: Json | undefined, failed: boolean, output: string): Status => {
  const start = output.slice(0, 200)
  if (result === 'User rejected tool use' || (failed && refused.test(start))) return 'rejected'
  const object = asObject(result)
  if (trueAt(object, 'interrupted') || (failed && interrupted.test(start))) return 'interrupted'
  if (failed) return 'error'
  if (object !== undefined && runsOn(object)) return 'background'
  return 'ok'
}

const runsOn = (result: JsonObject): boolean =>
  stringAt(result, 'backgroundTaskId') !== undefined || trueAt(result, 'isAsync') || result.status === 'async_launched'

/** What the human said when refusing a call. */
export const hintOf = (output: string): string | undefined => {
  const at = output.indexOf(toldInstead)
  return at === -1 ? undefined : output.slice(at + toldInstead.length).trim() || undefined
}

/** The exit code of a shell command: told in words when it failed; 0 when the result is a success without remark. */
export const exitCodeOf = (result: Json | undefined, status: Status, output: string): number | undefined => {
  if (status !== 'ok') {
    const code = exit.exec(output.slice(0, 200))?.[1]
    return code === undefined ? undefined : Number.parseInt(code, 10)
  }
  const object = asObject(result)
  if (object === undefined || typeof object.stdout !== 'string') return undefined
  return stringAt(object, 'returnCodeInterpretation') === undefined ? 0 : undefined
}

const savedTo = /^<persisted-output>\nOutput too large \(([\d.]+)(B|KB|MB)\)\. Full output saved to: ([^\n]+)\n/
const unit = { B: 1, KB: 1024, MB: 1024 * 1024 }

/**
 * The file that holds an output which was too long for the log, and its bytes: told beside the output, or only in the
 * text in its place, and there rounded.
 */
export const persistedIn = (
  result: JsonObject | undefined,
  output: string,
): { readonly path: string; readonly size: number } | undefined => {
  const told = stringAt(result, 'persistedOutputPath')
  if (told !== undefined) return { path: told, size: countAt(result, 'persistedOutputSize') }
  const saved = savedTo.exec(output.slice(0, 5_000))
  if (saved === null) return undefined
  const size = Math.round(Number(saved[1]) * unit[saved[2] as keyof typeof unit])
  return Number.isSafeInteger(size) ? { path: saved[3]!, size } : undefined
}

/** How long a call took, in milliseconds, where its result says so. */
export const durationOf = (result: Json | undefined): number | undefined => {
  const object = asObject(result)
  const seconds = numberAt(object, 'durationSeconds')
  return (
    integerAt(object, 'durationMs') ??
    integerAt(object, 'totalDurationMs') ??
    (seconds === undefined ? undefined : Math.round(seconds * 1000))
  )
}
