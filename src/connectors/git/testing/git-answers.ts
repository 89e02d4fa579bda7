import type { SmallRepository } from './small-repository.ts'

/** Patch ids as git computes them, by commit. */
export const patchIdsOfGit = (repository: SmallRepository): Map<string, string> => {
  const log = repository.bytes(['log', '--branches', '--patch', '--full-index'])
  const lines = repository.bytes(['patch-id', '--stable'], log).toString('latin1').trim().split('\n')
  return new Map(lines.filter(Boolean).map((line) => line.split(' ').reverse() as [string, string]))
}

/** The hunks that `git diff -U0` shows for a file of a commit. */
export const hunksOfGit = (repository: SmallRepository, sha: string, ...paths: string[]): number[][] => {
  const diff = repository.bytes(['show', '--format=', '-U0', '-M', sha, '--', ...paths]).toString('latin1')
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map((match) =>
    [match[1], match[2] ?? '1', match[3], match[4] ?? '1'].map(Number),
  )
}

/** `[added, removed]` of each file as `git log --numstat` counts them, by `<commit> <path>`; null for binary files. */
export const numstatOfGit = (repository: SmallRepository): Map<string, [number, number] | null> => {
  const output = repository.bytes(['log', '--branches', '--numstat', '-z', '--no-renames', '--format=%x01%H'])
  const counts = new Map<string, [number, number] | null>()
  for (const commit of output.toString('latin1').split('\x01').slice(1)) {
    const [sha, ...rows] = commit.split(/[\0\n]+(?=\d|-|$)/)
    for (const row of rows) {
      const match = /^(\d+|-)\t(\d+|-)\t([^\0]*)$/s.exec(row)
      if (match !== null)
        counts.set(`${sha!.trim()} ${match[3]}`, match[1] === '-' ? null : [Number(match[1]), Number(match[2])])
    }
  }
  return counts
}
