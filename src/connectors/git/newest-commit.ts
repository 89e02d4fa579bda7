import { askGitIfAny } from './git-process.ts'
import { bookkeeping } from './refs.ts'

const mostRefs = 200

/** When the newest commit of any branch was made, in milliseconds since 1970; undefined where git cannot tell. */
export const newestCommit = async (gitDirectory: string): Promise<number | undefined> => {
  const answer = await askGitIfAny(gitDirectory, 'for-each-ref', [
    '--sort=-committerdate',
    `--count=${mostRefs}`,
    '--format=%(refname) %(committerdate:unix)',
    'refs/heads',
    'refs/remotes',
  ])
  const refs = (answer?.toString('utf8') ?? '').split('\n').filter((line) => !bookkeeping.test(line))
  const seconds = Number(refs[0]?.split(' ').at(-1) || Number.NaN)
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, Date.now()) : undefined
}
