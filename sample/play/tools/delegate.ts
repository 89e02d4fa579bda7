import type { Tool } from './tool.ts'

/** Work that a subagent does, in a log of its own. */
export const delegate: Tool<'delegate'> = async (step, scene) => {
  const { type, task, prompt, answer } = step
  const startedAt = scene.clock
  const child = scene.stage.log.subagent(type, task)
  const { endedAt, tokens } = await scene.playSubagent(child.log, step)
  scene.clock = endedAt + scene.stage.random.integer(40, 300)
  const calls = step.steps.filter((each) => each.do !== 'think' && each.do !== 'say').length
  return [
    { startedAt, endedAt: scene.clock, tool: 'delegate', type, task, prompt, answer, agentId: child.id, tokens, calls },
  ]
}
