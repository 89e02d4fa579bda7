import type { ToolUse } from '../agent-log.ts'
import type { Tool } from './tool.ts'

/** Brings the task list up to what is done. */
export const tasks: Tool<'tasks'> = ({ items, done }, scene) => {
  const change = (index: number, change: 'create' | 'start' | 'finish'): ToolUse =>
    scene.timed({ tool: 'task', item: items[index]!, number: index + 1, change }, 9)
  const uses: ToolUse[] = []
  if (scene.tasks === 0) for (const index of items.keys()) uses.push(change(index, 'create'))
  for (let index = scene.tasks; index < done; index++) uses.push(change(index, 'finish'))
  if (items[done]) uses.push(change(done, 'start'))
  scene.tasks = Math.max(done, 1)
  return uses
}
