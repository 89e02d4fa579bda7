import { integerAt, type JsonObject, stringAt } from '../jsonl/index.ts'
import { commandIn, workdirIn } from './commands.ts'
import { emitEdits } from './file-edit.ts'
import type { Here } from './here.ts'
import { durationIn, emitNested, standing, statusIn } from './nested.ts'
import { emitPrintedCommits } from './printed-commits.ts'
import { shellLine } from './prompts.ts'
import { emitResult } from './results.ts'
import { filesOfScript } from './shell-writes.ts'
import { keepNewest } from './state.ts'
import { oneLine } from './texts.ts'
import type { Stream } from './twins.ts'

/** `exec_command_end`: a command ended. */
export const commandEnd = (payload: JsonObject, here: Here, stream: Stream) => {
  const { state, tally } = here
  const call = stringAt(payload, 'call_id')
  const command = commandIn(payload)
  const output = stringAt(payload, 'aggregated_output') ?? stringAt(payload, 'stdout') ?? ''
  if (stringAt(payload, 'source') === 'user_shell' && command) return shellLine(here, stream, command, output)
  if (call === undefined) return tally.skipped('exec_command_end without call')
  const exitCode = integerAt(payload, 'exit_code')
  const durationMs = durationIn(payload)
  const found = standing(here, call)
  if (found === 'open') {
    state.ends.set(call, {
      ...(exitCode === undefined ? {} : { exitCode }),
      ...(durationMs === undefined ? {} : { durationMs }),
    })
    keepNewest(state.ends, 64)
    return
  }
  const process = stringAt(payload, 'process_id')
  const outlives = process === undefined ? undefined : state.processes.get(process)
  if (outlives && durationMs !== undefined) outlives[2] = durationMs
  if (found === 'closed' || outlives) return tally.skipped('exec_command_end after its result')
  const workdir = workdirIn(payload)
  const input = { command: command ?? '', ...(workdir ? { workdir } : {}) }
  const target = command && oneLine(command)
  emitNested(here, { call, tool: 'exec_command', action: 'run', target, input, durationMs })
  const status = statusIn(payload, exitCode !== undefined && exitCode !== 0)
  emitResult(here, call, { status, exitCode, durationMs, text: output })
  if (status !== 'ok' || command === undefined) return
  if (command.includes('<<'))
    emitEdits(here, call, filesOfScript(command), { folder: workdir ?? state.cwd, by: 'shell' })
  emitPrintedCommits(here, call, output, () => command)
}
