import { type ChangedFile, changedFile } from './changed-file.ts'
import { askGit, GitExit, streamGit } from './git-process.ts'
import { entryParameters, logParameters, patchParameters } from './log-format.ts'
import { type CommitItem, type LogItem, LogParser } from './log-parser.ts'
import { type HistoryItem, type Walk, walkInput } from './walk.ts'

const submodule = '160000'
const noObject = /^0+$/

/**
 * Reads `count` commits of a walk from number `position` on, where a plain `git log -p` failed. Commits of which
 * objects are missing come with the names of the files they changed, as far as these are known, but without lines.
 */
export async function* readCarefully(walk: Walk, position: number, count: number): AsyncGenerator<HistoryItem[]> {
  const listed = await listCommits(walk, position, count, entryParameters)
  const missing = await missingBlobs(walk, listed.commits)
  const whole = listed.commits.filter((commit) => blobsOf(commit).every((blob) => !missing.has(blob)))
  const read = await readPatches(walk, whole)
  for (const [index, commit] of listed.commits.entries()) {
    const items = read.get(commit.header.sha)
    if (items !== undefined) {
      yield items
      continue
    }
    const blob = blobsOf(commit).find((id) => missing.has(id))
    const reason = blob === undefined ? 'its files cannot be read' : 'the content of its files is not in this clone'
    yield [...withoutLines(commit), setAside(position + index, commit, reason)]
  }
  if (listed.words === undefined) return
  const next = position + listed.commits.length
  const bare = await listCommits(walk, next, 1, ['--no-patch'])
  const commit = bare.commits[0]
  if (commit === undefined) yield [{ type: 'broken', done: next, words: bare.words ?? listed.words }]
  else yield [commit, setAside(next, commit, 'the list of its files is not in this clone')]
}

const setAside = (position: number, commit: CommitItem, reason: string): HistoryItem => ({
  type: 'set-aside',
  what: { position, length: 1, reason, subject: commit.header.sha },
})

/** What `git log` gives before it ends, and its last words where it did not end well. */
const listCommits = async (walk: Walk, position: number, count: number, what: readonly string[]) => {
  const parser = new LogParser(false)
  const items: LogItem[] = []
  let words: string | undefined
  try {
    const parameters = [...logParameters, ...what, `--skip=${position}`, `--max-count=${count}`]
    const call = { input: walkInput(walk), signal: walk.signal }
    for await (const chunk of streamGit(walk.gitDirectory, 'log', parameters, call)) items.push(...parser.push(chunk))
    items.push(...parser.end())
  } catch (error) {
    if (!(error instanceof GitExit)) throw error
    words = error.words
  }
  return { commits: items.filter((item) => item.type === 'commit'), words }
}

const blobsOf = (commit: CommitItem): string[] =>
  commit.entries.flatMap((entry) => [
    ...(entry.oldMode === submodule || noObject.test(entry.oldId) ? [] : [entry.oldId]),
    ...(entry.newMode === submodule || noObject.test(entry.newId) ? [] : [entry.newId]),
  ])

const missingBlobs = async (walk: Walk, commits: readonly CommitItem[]): Promise<Set<string>> => {
  const blobs = [...new Set(commits.flatMap(blobsOf))]
  if (blobs.length === 0) return new Set()
  const call = { input: blobs.map((blob) => `${blob}\n`).join(''), signal: walk.signal }
  const answer = await askGit(walk.gitDirectory, 'cat-file', ['--batch-check=%(objecttype)'], call)
  const lines = answer.toString('latin1').split('\n')
  return new Set(blobs.filter((_, index) => lines[index] !== 'blob'))
}

/** The items of each commit, as far as git can read them, by commit id. */
const readPatches = async (walk: Walk, commits: readonly CommitItem[]): Promise<Map<string, LogItem[]>> => {
  const read = new Map<string, LogItem[]>()
  let left = commits.map((commit) => commit.header.sha)
  while (left.length > 0) {
    const parser = new LogParser(true)
    let items: LogItem[] = []
    const take = (more: LogItem[]) => {
      for (const item of more) {
        items.push(item)
        if (item.type !== 'commit') continue
        read.set(item.header.sha, items)
        items = []
      }
    }
    try {
      const parameters = [...logParameters, ...patchParameters, '--no-walk=unsorted']
      const call = { input: left.map((sha) => `${sha}\n`).join(''), signal: walk.signal }
      for await (const chunk of streamGit(walk.gitDirectory, 'log', parameters, call)) take(parser.push(chunk))
      take(parser.end())
      return read
    } catch (error) {
      if (!(error instanceof GitExit)) throw error
    }
    const failed = left.findIndex((sha) => !read.has(sha))
    left = failed === -1 ? [] : left.slice(failed + 1)
  }
  return read
}

const withoutLines = (commit: CommitItem): LogItem[] => [
  ...commit.entries.map((entry): LogItem => {
    const file: ChangedFile = { ...changedFile(entry), hunks: undefined }
    return { type: 'file', header: commit.header, file }
  }),
  commit,
]
