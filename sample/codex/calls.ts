import type { LogContext, ToolUse } from '../play/agent-log.ts'
import { estimate } from '../play/tokens.ts'
import type { Random } from '../random.ts'
import type { Rollout } from './rollout.ts'
import { type Command, commandOf, type Patch, patchOf, patchResult } from './tools.ts'

/** What the calls of a turn have in common. */
export interface CallContext {
  rollout: Rollout
  context: LogContext
  random: Random
  turn: string
}

/** Writes a call and, unless it runs on after now, how it ended. */
export const writeCall = (use: ToolUse, at: number, { rollout, context, random, turn }: CallContext) => {
  const callId = `call_${random.word(24)}`
  const ended = use.endedAt <= context.now
  const patch = patchOf(use, context.cwd)
  if (patch) {
    rollout.item(at, 'custom_tool_call', {
      status: 'completed',
      call_id: callId,
      name: 'apply_patch',
      input: patch.input,
    })
    if (ended) writePatchEnd(use, patch, callId, turn, rollout)
    return
  }
  const command = commandOf(use, context.cwd)
  if (!command) return
  rollout.item(at, 'function_call', {
    name: command.name,
    arguments: JSON.stringify(command.parameters),
    call_id: callId,
  })
  if (!ended) return
  const seconds = (use.endedAt - use.startedAt) / 1000
  if (command.shell) {
    const process = String(random.integer(10_000, 99_999))
    rollout.event(use.endedAt, 'exec_command_end', commandEnd(command, callId, turn, process, context.cwd, seconds))
  }
  rollout.item(use.endedAt + 1, 'function_call_output', {
    call_id: callId,
    output: command.shell
      ? `Chunk ID: ${random.hex(6)}\nWall time: ${seconds.toFixed(4)} seconds\nProcess exited with code ${command.exitCode}\nOriginal token count: ${estimate(command.output)}\nOutput:\n${command.output}`
      : command.output,
  })
}

const writePatchEnd = (use: ToolUse, patch: Patch, callId: string, turn: string, rollout: Rollout) => {
  if (patch.failure === undefined)
    rollout.event(use.endedAt, 'patch_apply_end', {
      call_id: callId,
      turn_id: turn,
      stdout: patch.stdout,
      stderr: '',
      success: true,
      changes: patch.changes,
      status: 'completed',
    })
  rollout.item(use.endedAt, 'custom_tool_call_output', { call_id: callId, output: patchResult(patch) })
}

const commandEnd = (
  command: Command,
  callId: string,
  turn: string,
  process: string,
  cwd: string,
  seconds: number,
): Record<string, unknown> => ({
  call_id: callId,
  process_id: process,
  turn_id: turn,
  command: ['/bin/zsh', '-lc', command.shell],
  cwd,
  parsed_cmd: [command.parsed],
  source: 'unified_exec_startup',
  stdout: '',
  stderr: '',
  aggregated_output: command.output,
  exit_code: command.exitCode,
  duration: { secs: Math.floor(seconds), nanos: Math.round((seconds % 1) * 1e9) },
  formatted_output: '',
  status: command.exitCode === 0 ? 'completed' : 'failed',
})
