import type { ToolUse } from '../agent-log.ts'
import type { Scene } from '../scene.ts'
import { delegate } from './delegate.ts'
import { edit, fail, read, undo, write } from './files.ts'
import { commit, pullRequest, push } from './git.ts'
import { find, search } from './look.ts'
import { ask, plan } from './person.ts'
import { refuse } from './refuse.ts'
import { run } from './run.ts'
import { tasks } from './tasks.ts'
import type { Call, Tool } from './tool.ts'

const tools: { [Name in Call['do']]: Tool<Name> } = {
  ask,
  commit,
  delegate,
  edit,
  fail,
  find,
  plan,
  pullRequest,
  push,
  read,
  refuse,
  run,
  search,
  tasks,
  undo,
  write,
}

/** Plays one call of a tool. */
export const use = async (step: Call, scene: Scene): Promise<ToolUse[]> => {
  const tool = tools[step.do] as (step: Call, scene: Scene) => ToolUse[] | Promise<ToolUse[]>
  return tool(step, scene)
}
