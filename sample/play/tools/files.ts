import { estimate } from '../tokens.ts'
import type { Tool } from './tool.ts'

export const read: Tool<'read'> = (step, scene) => {
  const { repository, branch, random } = scene.stage
  const content = repository.content(branch, step.path)
  if (content === undefined) throw new Error(`${repository.name}/${step.path} is not there to read`)
  const lines = content.replace(/\n$/, '').split('\n')
  const [first, last] = step.lines ?? [1, lines.length]
  const shown = lines.slice(first - 1, last).join('\n')
  const use = { tool: 'read' as const, path: scene.absolute(step.path), content: shown, first, total: lines.length }
  return [scene.timed(use, random.between(8, 60))]
}

export const edit: Tool<'edit'> = (step, scene) => {
  const { repository, branch, random } = scene.stage
  const before = repository.content(branch, step.path) ?? ''
  const use = scene.timed(
    { tool: 'edit' as const, path: scene.absolute(step.path), from: step.from, to: step.to, before, after: before },
    random.between(12, 60),
  )
  scene.clock += estimate(step.to) * 14
  repository.replace(branch, step.path, step.from, step.to)
  return [{ ...use, after: repository.content(branch, step.path)! }]
}

export const write: Tool<'write'> = (step, scene) => {
  const { repository, branch, random } = scene.stage
  const before = repository.content(branch, step.path)
  repository.write(branch, step.path, step.content)
  scene.clock += estimate(step.content) * 13
  const use = { tool: 'write' as const, path: scene.absolute(step.path), before, after: step.content }
  return [scene.timed(use, random.between(12, 60))]
}

export const fail: Tool<'fail'> = (step, scene) => [
  scene.timed({ tool: 'fail', of: step.tool, path: scene.absolute(step.path), message: step.message }, 15),
]

export const undo: Tool<'undo'> = (step, scene) => {
  const { repository, branch } = scene.stage
  repository.restore(branch, step.paths)
  return [scene.shell(`git checkout -- ${step.paths.join(' ')}`, 'Discard the changes to these files', '')]
}
