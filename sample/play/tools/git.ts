import { commitOutput, pushAgainOutput, pushOutput } from '../outputs.ts'
import type { Tool } from './tool.ts'

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`

const hereDocument = (text: string) => `"$(cat <<'EOF'\n${text}\nEOF\n)"`

export const commit: Tool<'commit'> = async ({ subject, body }, scene) => {
  const { repository, branch, signature, trailer } = scene.stage
  const message = [subject, body, trailer].filter(Boolean).join('\n\n')
  const changes = repository.dirty(branch)
  if (changes.length === 0) throw new Error(`Nothing to commit on ${branch}: ${subject}`)
  const made = await repository.commit(branch, signature, scene.clock, message)
  const command = `git add -A && git commit -m ${message === subject ? quoted(subject) : hereDocument(message)}`
  return [scene.shell(command, 'Stage and commit the changes', commitOutput(branch, made.sha, subject, changes), 0.6)]
}

export const push: Tool<'push'> = (_, scene) => {
  const { repository, branch } = scene.stage
  const state = repository.branch(branch)
  const before = state.pushed
  state.pushed = state.head.sha
  const output = before
    ? pushAgainOutput(repository.slug, branch, before, state.pushed)
    : pushOutput(repository.slug, branch)
  const command = before ? 'git push' : `git push -u origin ${branch}`
  return [scene.shell(command, 'Push the branch', output, 2.4)]
}

export const pullRequest: Tool<'pullRequest'> = ({ title, body }, scene) => {
  const { repository, branch, log } = scene.stage
  const number = repository.pullRequest(branch)
  const url = `https://github.com/${repository.slug}/pull/${number}`
  const command = `gh pr create --title ${quoted(title)} --body ${hereDocument(body)}`
  const use = scene.shell(command, 'Open the pull request', url, 3.1)
  scene.afterwards(() => log.pullRequest(scene.clock, number, url, repository.slug))
  return [use]
}
