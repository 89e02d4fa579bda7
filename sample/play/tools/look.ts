import { glob, grep } from '../act.ts'
import type { Tool } from './tool.ts'

export const search: Tool<'search'> = (step, scene) => {
  const { repository, branch, random } = scene.stage
  const matches = grep(repository.branch(branch).files, step.pattern, step.path)
  const use = { tool: 'search' as const, pattern: step.pattern, matches }
  return [scene.timed(step.path ? { ...use, path: scene.absolute(step.path) } : use, random.between(20, 140))]
}

export const find: Tool<'find'> = (step, scene) => {
  const { repository, branch, random } = scene.stage
  const files = glob(repository.branch(branch).files, step.glob).map((path) => scene.absolute(path))
  return [scene.timed({ tool: 'find', glob: step.glob, files }, random.between(20, 90))]
}
