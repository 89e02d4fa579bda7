import type { Tool } from './tool.ts'

/** A call that the person does not allow. */
export const refuse: Tool<'refuse'> = ({ step, hint }, scene) => {
  const { repository, branch, random } = scene.stage
  const milliseconds = random.between(6000, 45_000)
  if (step.do === 'run') {
    const { command, about } = step
    const use = { tool: 'run' as const, command, about, output: '', exitCode: 0, seconds: 0, refused: hint }
    return [scene.timed(use, milliseconds)]
  }
  if (step.do === 'edit') {
    const before = repository.content(branch, step.path) ?? ''
    const { from, to } = step
    const path = scene.absolute(step.path)
    return [scene.timed({ tool: 'edit', path, from, to, before, after: before, refused: hint }, milliseconds)]
  }
  if (step.do === 'write') {
    const path = scene.absolute(step.path)
    const use = { tool: 'write' as const, path, before: undefined, after: step.content, refused: hint }
    return [scene.timed(use, milliseconds)]
  }
  throw new Error(`A ${step.do} cannot be refused`)
}
