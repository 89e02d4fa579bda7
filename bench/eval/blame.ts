import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'

const run = promisify(execFile)
const most = 2 ** 30
/** Objects that a partial clone lacks are not fetched. */
const env = { ...process.env, GIT_NO_LAZY_FETCH: '1' }

const git = (directory: string, ...words: readonly string[]): string =>
  execFileSync('git', ['--git-dir', directory, ...words], {
    encoding: 'latin1',
    maxBuffer: most,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

/** A commit of the default branch as it was on a date. */
export interface Snapshot {
  readonly sha: string
  /** Seconds since 1970. */
  readonly at: number
}

/** The tip of the default branch, and the branch as it was at so many commits before, evenly from its first one on. */
export const snapshotsOf = (directory: string, earlier: number): Snapshot[] => {
  const chain = git(directory, 'log', '--first-parent', '--format=%H %ct', 'HEAD')
    .trim()
    .split('\n')
    .map((line): Snapshot => ({ sha: line.slice(0, 40), at: Number(line.slice(41)) }))
  const places = Array.from({ length: earlier + 1 }, (_, index) => Math.floor((index * chain.length) / (earlier + 1)))
  return [...new Set(places)].map((place) => chain[place]!)
}

/** The paths of regular files at a commit, at most so many: a sample that depends on nothing but the commit. */
export const filesAt = (directory: string, sha: string, atMost: number): string[] => {
  const paths = git(directory, 'ls-tree', '-r', '-z', sha)
    .split('\0')
    .flatMap((entry) => (entry.startsWith('100') ? [entry.slice(entry.indexOf('\t') + 1)] : []))
  if (paths.length <= atMost) return paths
  const keys = new Map(paths.map((path) => [path, createHash('sha1').update(`${sha} ${path}`).digest('hex')]))
  return paths.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1)).slice(0, atMost)
}

/** A line as `git blame -w` has it. */
export interface BlamedLine {
  readonly sha: string
  /** What its file was called there. */
  readonly path: string
  readonly text: string
}

/** The lines of a file at a commit; undefined where git cannot tell, since objects are missing. */
export const blame = async (directory: string, sha: string, path: string): Promise<BlamedLine[] | undefined> => {
  let output: string
  try {
    const words = [
      '--git-dir',
      directory,
      'blame',
      '-w',
      '--line-porcelain',
      sha,
      '--',
      Buffer.from(path, 'latin1').toString(),
    ]
    output = (await run('git', words, { encoding: 'latin1', maxBuffer: most, env })).stdout
  } catch {
    return undefined
  }
  const lines: BlamedLine[] = []
  let [commit, name] = ['', '']
  for (const line of output.split('\n')) {
    if (line.startsWith('\t')) lines.push({ sha: commit, path: name, text: line.slice(1) })
    else if (line.startsWith('filename ')) name = line.slice(9)
    else if (/^[0-9a-f]{40} \d+ \d+/.test(line)) commit = line.slice(0, 40)
  }
  return lines
}

/** A line without its white space, as `-w` compares it. */
export const withoutSpace = (line: string): string => line.replaceAll(/\s/g, '')

/** Which lines commits add, by file, without their white space: asked of git, each commit once. */
export class AddedLines {
  readonly #directory: string
  readonly #known = new Map<string, Map<string, Set<string>> | undefined>()

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Whether a commit adds a line to a file; undefined where git cannot tell. */
  has(sha: string, path: string, text: string): boolean | undefined {
    if (!this.#known.has(sha)) this.#known.set(sha, this.#read(sha))
    const files = this.#known.get(sha)
    return files && (files.get(path)?.has(withoutSpace(text)) ?? false)
  }

  #read(sha: string): Map<string, Set<string>> | undefined {
    const files = new Map<string, Set<string>>()
    let lines = new Set<string>()
    const options = ['-c', 'core.quotePath=false', 'diff-tree', '--root', '-m', '-r', '-p', '-M', '--no-commit-id']
    let output: string
    try {
      output = git(this.#directory, ...options, sha)
    } catch {
      return undefined
    }
    for (const line of output.split('\n')) {
      if (line.startsWith('+++ b/')) {
        const path = line.slice(6).replace(/\t$/, '')
        lines = files.get(path) ?? new Set()
        files.set(path, lines)
      } else if (line.startsWith('+')) lines.add(withoutSpace(line.slice(1)))
    }
    return files
  }
}
