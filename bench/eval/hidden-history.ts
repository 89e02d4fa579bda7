import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const git = (directory: string, ...words: readonly string[]): string =>
  execFileSync('git', ['--git-dir', directory, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** Refs under which tools keep what an evaluation must not see, or which are no code. */
const hidden = /^refs\/(?:heads|remotes\/[^/]+)\/entire\/|^refs\/(?:notes|stash)/
const pullRequest = /^refs\/pull\/(\d+)\/head$/

/**
 * A bare repository with the objects of another and only those of its refs that an evaluation may see: branches, tags,
 * and the heads of pull requests as branches. Notes and branches that hold checkpoints are not in it.
 */
export const hiddenHistory = (source: string, target: string): string => {
  mkdirSync(target, { recursive: true })
  execFileSync('git', ['init', '--quiet', '--bare', target])
  const objects = git(source, 'rev-parse', '--git-path', 'objects').trim()
  mkdirSync(join(target, 'objects/info'), { recursive: true })
  writeFileSync(join(target, 'objects/info/alternates'), `${join(source, objects.replace(source, ''))}\n`)
  const refs = git(source, 'for-each-ref', '--format=%(objectname) %(refname)')
    .split('\n')
    .flatMap((line) => {
      const [object, name] = line.split(' ')
      if (!object || !name || hidden.test(name)) return []
      const number = pullRequest.exec(name)?.[1]
      if (number !== undefined) return [`${object} refs/heads/pull-requests/${number}`]
      return /^refs\/(?:heads|tags)\//.test(name) ? [`${object} ${name}`] : []
    })
  writeFileSync(
    join(target, 'packed-refs'),
    `# pack-refs with: peeled fully-peeled sorted \n${refs.sort((a, b) => (a.slice(41) < b.slice(41) ? -1 : 1)).join('\n')}\n`,
  )
  writeFileSync(join(target, 'HEAD'), `ref: ${git(source, 'rev-parse', '--symbolic-full-name', 'HEAD').trim()}\n`)
  const origin = git(source, 'config', '--default', '', '--get', 'remote.origin.url').trim()
  if (origin !== '') appendFileSync(join(target, 'config'), `[remote "origin"]\n\turl = ${origin}\n`)
  return target
}

/** Whether a history has a commit. */
export const hasCommit = (directory: string, sha: string): boolean => {
  try {
    git(directory, 'cat-file', '-e', `${sha}^{commit}`)
    return true
  } catch {
    return false
  }
}
