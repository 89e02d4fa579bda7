import type { Json } from '../../model/field.ts'
import type { RecordOf } from '../../model/records/index.ts'
import { asObject, type JsonObject, keepOutput, stringAt, trueAt } from '../jsonl/index.ts'
import { editOf, type FileEdit } from './edits.ts'
import { durationOf, exitCodeOf, hintOf, outputOf, persistedIn, type Status, statusOf } from './outcome.ts'
import { printedCommits } from './printed-commits.ts'
import { emitEvent, type Place, type Scribe } from './scribe.ts'
import { shellEdits } from './shell-edits.ts'
import type { PendingCall } from './state.ts'
import { readStarted } from './subagent.ts'
import { readTaskResult } from './tasks.ts'
import { isPlanProposal } from './tool-call.ts'

const shells = new Set(['Bash', 'PowerShell'])

/** One result: a block `tool_result`, and the line's `toolUseResult`, which tells more of it to the program's user. */
export const readToolResult = (
  scribe: Scribe,
  place: Place,
  block: JsonObject,
  result: Json | undefined,
  index: number,
): void => {
  const id = stringAt(block, 'tool_use_id')
  if (id === undefined) {
    scribe.tally.unknown('block:tool_result without id')
    return
  }
  const call = scribe.state.calls.get(id)
  scribe.state.calls.delete(id)
  const output = outputOf(block.content)
  const status = statusOf(result, trueAt(block, 'is_error'), output)
  emitResult(scribe, place, index, id, status, output, result)
  const object = asObject(result)
  if (status === 'rejected') readRejection(scribe, place, id, output, index)
  if (call !== undefined && isPlanProposal(call.tool)) readDecision(scribe, place, status, object, call, index)
  if (status === 'ok') {
    const edit = editOf(object, call, output)
    if (edit !== undefined) emitEdits(scribe, place, index, id, 'tool', [edit])
    if (object !== undefined && call !== undefined) readTaskResult(scribe, place, object, call)
  }
  if (call !== undefined && shells.has(call.tool) && status !== 'rejected')
    readShell(scribe, place, id, call, output, index)
  if (object !== undefined) readStarted(scribe, place, id, object, call)
}

const emitResult = (
  scribe: Scribe,
  place: Place,
  index: number,
  id: string,
  status: Status,
  output: string,
  result: Json | undefined,
): void => {
  const object = asObject(result)
  const exitCode = exitCodeOf(result, status, output)
  const durationMs = durationOf(result)
  scribe.emit({
    kind: 'toolResult',
    id,
    session: place.session,
    at: place.at,
    position: place.line.offset + index,
    status,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(durationMs === undefined ? {} : { durationMs }),
    ...keptOutput(scribe, place, output, object),
    ...(trueAt(object, 'userModified') ? { userModified: true } : {}),
  })
}

type KeptOutput = Pick<
  RecordOf<'toolResult'>,
  'output' | 'outputBytes' | 'outputFile' | 'outputOffset' | 'outputLength'
>

const keptOutput = (scribe: Scribe, place: Place, text: string, result: JsonObject | undefined): KeptOutput => {
  const { output, outputBytes, whole } = keepOutput(text)
  const file = persistedIn(result, text)
  if (file !== undefined)
    return {
      output,
      outputBytes: Math.max(file.size, outputBytes),
      outputFile: file.path,
      outputOffset: 0,
      outputLength: file.size,
    }
  if (whole) return { output, outputBytes }
  const { offset, length } = place.line
  return { output, outputBytes, outputFile: scribe.log.path, outputOffset: offset, outputLength: length }
}

const readRejection = (scribe: Scribe, place: Place, call: string, output: string, index: number): void => {
  const hint = hintOf(output)
  emitEvent(scribe, place, 'rejection', { call, ...(hint === undefined ? {} : { hint }) }, index)
}

/** What became of a plan that the agent proposed. */
const readDecision = (
  scribe: Scribe,
  place: Place,
  status: Status,
  result: JsonObject | undefined,
  call: PendingCall,
  index: number,
): void => {
  if (status !== 'ok' && status !== 'rejected') return
  const plan = stringAt(result, 'plan') ?? stringAt(call.input, 'plan')
  const step = status === 'ok' ? 'accepted' : 'refused'
  emitEvent(scribe, place, 'plan', { step, ...(plan === undefined ? {} : { plan }) }, index)
}

const readShell = (
  scribe: Scribe,
  place: Place,
  id: string,
  call: PendingCall,
  output: string,
  index: number,
): void => {
  const command = stringAt(call.input, 'command') ?? ''
  emitEdits(scribe, place, index, id, 'shell', shellEdits(command, call.cwd))
  printedCommits(command, output).forEach(({ sha, branch, subject }, at) => {
    const position = place.line.offset + index
    const { session, at: instant } = place
    scribe.emit({ kind: 'printedCommit', id: `${id}#${at}`, session, at: instant, position, sha, branch, subject })
  })
}

const emitEdits = (
  scribe: Scribe,
  place: Place,
  index: number,
  call: string,
  by: 'tool' | 'shell',
  edits: readonly FileEdit[],
): void => {
  edits.forEach(({ path, operation, patch }, at) => {
    scribe.emit({
      kind: 'edit',
      id: `${call}#${at}`,
      session: place.session,
      at: place.at,
      position: place.line.offset + index,
      call,
      path,
      operation,
      by,
      added: patch.addedLines.length,
      removed: patch.removedLines.length,
      patch: patch.patch,
      addedLines: patch.addedLines,
      removedLines: patch.removedLines,
    })
  })
}
