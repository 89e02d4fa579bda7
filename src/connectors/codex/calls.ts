import { arrayAt, asObject, type JsonObject, keptWhole, stringAt } from '../jsonl/index.ts'
import { type Call, readCall } from './call.ts'
import { emitEvent } from './events.ts'
import { emitEdits } from './file-edit.ts'
import { callIdOf, type Here, idAt } from './here.ts'
import { deepest } from './nested.ts'
import { type Outcome, readOutput } from './output.ts'
import { filesOfPatch } from './patch-text.ts'
import { emitPrintedCommits } from './printed-commits.ts'
import { emitResult } from './results.ts'
import { filesOfScript } from './shell-writes.ts'
import { type CallEnd, keepNewest } from './state.ts'
import { linkSubagent } from './subagents.ts'
import { oneLine } from './texts.ts'
import { runsCommands } from './tool-names.ts'

/** What `apply_patch` prints when it has changed files, also as a part of a longer shell command. */
const success = 'Success. Updated the following files'

const mostOpen = 64
const mostClosed = 64
const mostProcesses = 32

const taskList = (call: Call, here: Here) => {
  const steps = arrayAt(asObject(call.input), 'plan')
  if (steps === undefined) return
  const items = steps.flatMap((step) => {
    const text = stringAt(asObject(step), 'step')
    return text === undefined ? [] : [{ text, status: stringAt(asObject(step), 'status') ?? 'pending' }]
  })
  emitEvent(here, 'task-list', { items })
}

/** The command of the process that a call writes to. */
const commandOfProcess = (call: Call, here: Here): string | undefined => {
  const span = call.process === undefined ? undefined : here.state.processes.get(call.process)
  const started = span && here.lookBack([span[0], span[1]])
  return started && readCall(started).command
}

/** A call of a tool. */
export const callItem = (payload: JsonObject, here: Here) => {
  const { state, line } = here
  const call = readCall(payload)
  state.active = true
  const position = here.next()
  const command = call.command ?? commandOfProcess(call, here)
  here.emit({
    kind: 'toolCall',
    id: call.id === undefined ? idAt(here, position) : callIdOf(here, call.id),
    session: here.session,
    at: here.at,
    position,
    tool: call.tool,
    action: call.action,
    target: call.process !== undefined && command ? oneLine(command) : call.target,
    input: keptWhole(call.input, deepest),
  })
  if (call.tool === 'update_plan') taskList(call, here)
  if (call.id === undefined) return
  state.open.set(call.id, [line.offset, line.length])
  keepNewest(state.open, mostOpen)
}

const joined = (outcome: Outcome, end: CallEnd | undefined): Outcome => {
  if (end === undefined) return outcome
  const exitCode = outcome.exitCode ?? end.exitCode
  const failed = end.failed === true || (end.exitCode !== undefined && end.exitCode !== 0)
  const told = outcome.status === 'ok' || outcome.status === 'background'
  const status = told ? (failed ? 'error' : 'ok') : outcome.status
  return { ...outcome, exitCode, status, durationMs: end.durationMs ?? outcome.durationMs }
}

const editsOf = (call: Call, id: string, outcome: Outcome, here: Here) => {
  const told = here.state.patched.get(id)
  here.state.patched.delete(id)
  const folder = call.workdir ?? here.state.cwd
  const ok = outcome.status === 'ok'
  const applied = outcome.text.includes(success) || (ok && call.tool === 'apply_patch')
  const patched = told ?? (call.patch && applied ? emitEdits(here, id, filesOfPatch(call.patch), { folder }) : 0)
  if (ok && call.command?.includes('<<'))
    emitEdits(here, id, filesOfScript(call.command), { folder, by: 'shell', from: patched })
}

/** The output of a call: how it ended, and what came of it. */
export const outputItem = (payload: JsonObject, here: Here) => {
  const { state, tally } = here
  const id = stringAt(payload, 'call_id')
  if (id === undefined) return tally.skipped('output without call')
  const span = state.open.get(id)
  const item = span && here.lookBack(span)
  const call = item && readCall(item)
  const told = joined(readOutput(payload.output ?? payload.tools), state.ends.get(id))
  const process = call?.process === undefined ? undefined : state.processes.get(call.process)
  const outcome = told.exitCode !== undefined && process?.[2] !== undefined ? { ...told, durationMs: process[2] } : told
  state.open.delete(id)
  state.ends.delete(id)
  state.closed.push(id)
  if (state.closed.length > mostClosed) state.closed.shift()
  emitResult(here, id, outcome)
  if (call === undefined) return
  if (span && outcome.process !== undefined && call.process === undefined) {
    state.processes.set(outcome.process, [...span])
    keepNewest(state.processes, mostProcesses)
  }
  editsOf(call, id, outcome, here)
  if (runsCommands(call.tool))
    emitPrintedCommits(here, id, outcome.text, () => call.command ?? commandOfProcess(call, here))
  if (call.tool === 'spawn_agent') linkSubagent(here, id, outcome.text)
}
