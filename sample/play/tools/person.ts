import type { Tool } from './tool.ts'

/** A plan, which the person takes or not. */
export const plan: Tool<'plan'> = (step, scene) => {
  const use = scene.timed({ tool: 'plan' as const, text: step.text }, scene.stage.random.between(25_000, 180_000))
  if (!step.accepted) return [{ ...use, refused: step.hint ?? '' }]
  scene.mode = 'acceptEdits'
  return [use]
}

export const ask: Tool<'ask'> = ({ question, header, options, answer }, scene) => [
  scene.timed({ tool: 'ask', question, header, options, answer }, scene.stage.random.between(12_000, 90_000)),
]
