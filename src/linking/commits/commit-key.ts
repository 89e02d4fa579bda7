/** A commit, as marks name it. */
export interface CommitKey {
  readonly repository: string
  readonly sha: string
}

/** Takes a key apart. The id of a repository may hold blanks, that of a commit does not. */
export const commitOfKey = (key: string): CommitKey => {
  const end = key.lastIndexOf(' ')
  return { repository: key.slice(0, end), sha: key.slice(end + 1) }
}

/** Commits as two arrays, for `unnest`. */
export const commitArrays = (commits: readonly CommitKey[]): [string[], string[]] => [
  commits.map(({ repository }) => repository),
  commits.map(({ sha }) => sha),
]
