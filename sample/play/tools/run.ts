import type { Tool } from './tool.ts'

export const run: Tool<'run'> = (step, scene) => {
  const { command, about, exitCode, seconds } = step
  const use = { tool: 'run' as const, command, about, output: scene.fill(step.output), exitCode, seconds }
  return [scene.timed(use, seconds * scene.stage.random.between(850, 1200))]
}
