import { type ChangedFile, changedFile, type RawEntry } from './changed-file.ts'
import { askGitIfAny, GitExit, streamGit } from './git-process.ts'
import { entryParameters, logParameters, patchParameters } from './log-format.ts'
import { type CommitItem, type LogItem, LogParser } from './log-parser.ts'
import { pathspecs } from './pathspec.ts'
import { type HistoryItem, type Walk, walkInput } from './walk.ts'

const submodule = '160000'
const noObject = /^0+$/

/**
 * Reads `count` commits of a walk from number `position` on, where a plain `git log -p` failed. Commits of which
 * objects are missing come with the names of the files they changed, as far as these are known, but without lines.
 */
export async function* readCarefully(walk: Walk, position: number, count: number): AsyncGenerator<HistoryItem[]> {
  const listed = await listSound(walk, position, count)
  const missing = await missingBlobs(walk, listed.commits)
  const whole = listed.commits.filter((commit) => blobsOfAll(commit).every((blob) => !missing.has(blob)))
  const read = await readPatches(walk, whole)
  for (const [index, commit] of listed.commits.entries()) {
    const items = read.get(commit.header.sha)
    if (items !== undefined) {
      yield items
      continue
    }
    const lost = commit.entries.filter((entry) => blobsOf(entry).some((id) => missing.has(id)))
    const rest = lost.length === 0 ? undefined : await readRest(walk, commit, lost)
    const reason =
      lost.length === 0
        ? 'its files cannot be read'
        : `the content of ${rest === undefined ? 'its files' : 'some of its files'} is not in this clone`
    yield [...(rest ?? withoutLines(commit)), setAside(position + index, commit, reason)]
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

/** The commits before the first whose list of files cannot be read, and git's words on that one. */
const listSound = async (walk: Walk, position: number, count: number) => {
  const listed = await listCommits(walk, position, count, entryParameters)
  if (listed.words === undefined) return listed
  const oneMore = await listCommits(walk, position, listed.commits.length + 1, entryParameters)
  return oneMore.words === undefined ? { ...oneMore, words: listed.words } : listed
}

/** What `git log` gives before it ends, without the commit it failed in or the one before, and its last words where it did not end well. */
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

const blobsOf = (entry: RawEntry): string[] => [
  ...(entry.oldMode === submodule || noObject.test(entry.oldId) ? [] : [entry.oldId]),
  ...(entry.newMode === submodule || noObject.test(entry.newId) ? [] : [entry.newId]),
]

const blobsOfAll = (commit: CommitItem): string[] => commit.entries.flatMap(blobsOf)

/** Blobs of these commits' changes that are not there. */
const missingBlobs = async (walk: Walk, commits: readonly CommitItem[]): Promise<ReadonlySet<string>> => {
  const blobs = [...new Set(commits.flatMap(blobsOfAll))]
  if (blobs.length === 0) return new Set()
  const call = { input: blobs.map((blob) => `${blob}\n`).join(''), signal: walk.signal }
  const answer = await askGitIfAny(walk.gitDirectory, 'cat-file', ['--batch-check=%(objecttype)'], call)
  if (answer === undefined) return missingFromTrees(walk, commits)
  const lines = answer.toString('latin1').split('\n')
  return new Set(blobs.filter((_, index) => lines[index] !== 'blob'))
}

/** The same where asking for a missing object is an error, since it should be fetched: all that the trees lack. */
const missingFromTrees = async (walk: Walk, commits: readonly CommitItem[]): Promise<ReadonlySet<string>> => {
  const revisions = new Set(commits.flatMap(({ header }) => [header.sha, ...header.parents.slice(0, 1)]))
  const call = { input: [...revisions].map((sha) => `${sha}\n`).join(''), signal: walk.signal }
  const parameters = ['--stdin', '--no-walk', '--objects', '--no-object-names', '--missing=print']
  const missing = new Set<string>()
  let rest = ''
  for await (const chunk of streamGit(walk.gitDirectory, 'rev-list', parameters, call)) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    for (const line of lines) if (line.startsWith('?')) missing.add(line.slice(1))
  }
  return missing
}

/** The items of each commit, as far as git can read them, by commit id. */
const readPatches = async (walk: Walk, commits: readonly CommitItem[]): Promise<Map<string, LogItem[]>> => {
  const read = new Map<string, LogItem[]>()
  const attempt = async (shas: readonly string[]): Promise<void> => {
    if (shas.length === 0 || (await readThese(walk, shas, read))) return
    const doubtful = shas.findIndex((sha) => !read.has(sha))
    if (shas.length === 1 || doubtful === -1) return
    await attempt(shas.slice(doubtful, doubtful + 1))
    await attempt(shas.slice(doubtful + 1))
  }
  await attempt(commits.map((commit) => commit.header.sha))
  return read
}

/** @returns whether all could be read; the last one before a failure is not in `read`, though it may be sound */
const readThese = async (
  walk: Walk,
  shas: readonly string[],
  read: Map<string, LogItem[]>,
  paths: readonly string[] = [],
): Promise<boolean> => {
  const parser = new LogParser(true)
  let items: LogItem[] = []
  const take = (more: readonly LogItem[]) => {
    for (const item of more) {
      items.push(item)
      if (item.type !== 'commit') continue
      read.set(item.header.sha, items)
      items = []
    }
  }
  try {
    const parameters = [...logParameters, ...patchParameters, '--no-walk=unsorted', '--', ...paths]
    const call = { input: shas.map((sha) => `${sha}\n`).join(''), signal: walk.signal }
    for await (const chunk of streamGit(walk.gitDirectory, 'log', parameters, call)) take(parser.push(chunk))
    take(parser.end())
    return true
  } catch (error) {
    if (error instanceof GitExit) return false
    throw error
  }
}

/** More files than these are not told apart from the others of their commit. */
const mostLost = 500

/** All of a commit but the lines of some files: a clone may lack what is large, or what nobody looked at yet. */
const readRest = async (walk: Walk, commit: CommitItem, lost: readonly RawEntry[]): Promise<LogItem[] | undefined> => {
  if (lost.length > mostLost || lost.length === commit.entries.length) return undefined
  const paths = pathspecs(lost.map((entry) => entry.path)).map((spec) => spec.replace(':(', ':(exclude,'))
  const read = new Map<string, LogItem[]>()
  if (!(await readThese(walk, [commit.header.sha], read, [':(top)', ...paths]))) return undefined
  const items = read.get(commit.header.sha) ?? []
  const files = items.filter((item) => item.type === 'file')
  const added = files.reduce((sum, { file }) => sum + file.added, 0)
  const removed = files.reduce((sum, { file }) => sum + file.removed, 0)
  const unread = lost.map((entry) => fileWithoutLines(commit, entry))
  const entries = [...items.flatMap((item) => (item.type === 'commit' ? item.entries : [])), ...lost]
  return [...files, ...unread, { ...commit, entries, added, removed }]
}

const withoutLines = (commit: CommitItem): LogItem[] => [
  ...commit.entries.map((entry) => fileWithoutLines(commit, entry)),
  commit,
]

const fileWithoutLines = ({ header }: CommitItem, entry: RawEntry): LogItem => {
  const file: ChangedFile = { ...changedFile(entry), hunks: undefined }
  return { type: 'file', header, file }
}
