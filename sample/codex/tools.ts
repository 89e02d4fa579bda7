import type { ToolUse } from '../play/agent-log.ts'
import { hunksBetween, unified } from '../play/difference.ts'

/** A call of Codex's `apply_patch`. */
export interface Patch {
  input: string
  stdout: string
  changes: Record<string, unknown>
  failure?: string
}

/** A call of one of Codex's functions. */
export interface Command {
  name: string
  parameters: Record<string, unknown>
  /** The shell line, where it is one. */
  shell?: string
  parsed?: Record<string, unknown>
  output: string
  exitCode: number
}

/** The patch that makes an edit, as Codex words it; nothing for other calls. */
export const patchOf = (use: ToolUse, cwd: string): Patch | undefined => {
  if (use.tool === 'fail' && use.of === 'edit')
    return { input: wrap(`*** Update File: ${use.path}\n@@\n`), stdout: '', changes: {}, failure: use.message }
  if (use.tool !== 'edit' && use.tool !== 'write') return undefined
  if (use.before === undefined) {
    const added = use.after.replace(/\n$/, '').split('\n')
    return {
      input: wrap(`*** Add File: ${use.path}\n${added.map((line) => `+${line}`).join('\n')}\n`),
      stdout: `Success. Updated the following files:\nA ${use.path}\n`,
      changes: { [use.path]: { type: 'add', content: use.after } },
    }
  }
  const hunks = hunksBetween(use.before, use.after)
  const body = hunks.map((hunk) => `@@\n${hunk.lines.join('\n')}\n`).join('')
  return {
    input: wrap(`*** Update File: ${use.path}\n${body}`),
    stdout: `Success. Updated the following files:\nM ${use.path.startsWith(cwd) ? use.path : use.path}\n`,
    changes: { [use.path]: { type: 'update', unified_diff: unified(hunks), move_path: null } },
  }
}

const wrap = (body: string) => `*** Begin Patch\n${body}*** End Patch\n`

/** The output of an `apply_patch` call. */
export const patchResult = (patch: Patch): string =>
  patch.failure === undefined
    ? JSON.stringify({ output: patch.stdout, metadata: { exit_code: 0, duration_seconds: 0 } })
    : `apply_patch verification failed: ${patch.failure}`

/** The function call that does what the others do: nearly always a shell line. */
export const commandOf = (use: ToolUse, cwd: string): Command | undefined => {
  const relative = (path: string) => (path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : path)
  const shell = (cmd: string, output: string, exitCode: number, parsed: Record<string, unknown>): Command => ({
    name: 'exec_command',
    parameters: { cmd, workdir: cwd, yield_time_ms: 1000, max_output_tokens: 12_000 },
    shell: cmd,
    parsed: { cmd, ...parsed },
    output,
    exitCode,
  })
  switch (use.tool) {
    case 'read': {
      const path = relative(use.path)
      const last = use.first + use.content.split('\n').length - 1
      const cmd = `sed -n '${use.first},${Math.max(last, 220)}p' ${path}`
      return shell(cmd, `${use.content}\n`, 0, { type: 'read', name: path.split('/').at(-1), path })
    }
    case 'search': {
      const path = use.path ? relative(use.path) : null
      const cmd = `rg -n "${use.pattern.replaceAll('"', '\\"')}"${path ? ` ${path}` : ''}`
      const output = use.matches.length > 0 ? `${use.matches.join('\n')}\n` : ''
      return shell(cmd, output, use.matches.length > 0 ? 0 : 1, { type: 'search', query: use.pattern, path })
    }
    case 'find': {
      const cmd = `rg --files -g '${use.glob}'`
      return shell(cmd, `${use.files.map(relative).join('\n')}\n`, 0, { type: 'list_files', path: null })
    }
    case 'run':
      return shell(use.command, use.output ? `${use.output}\n` : '', use.exitCode, { type: 'unknown' })
    case 'fail': {
      const path = relative(use.path)
      return shell(`sed -n '1,220p' ${path}`, `sed: ${path}: No such file or directory\n`, 1, {
        type: 'read',
        name: path.split('/').at(-1),
        path,
      })
    }
    case 'plan':
      return {
        name: 'update_plan',
        parameters: { plan: [{ step: use.text.split('\n')[0], status: 'in_progress' }] },
        output: 'Plan updated',
        exitCode: 0,
      }
    case 'task':
      return use.change === 'create'
        ? undefined
        : {
            name: 'update_plan',
            parameters: { plan: [{ step: use.item, status: use.change === 'start' ? 'in_progress' : 'completed' }] },
            output: 'Plan updated',
            exitCode: 0,
          }
    default:
      return undefined
  }
}
