import { type EvidenceRef, evidenceIn, notesRef } from './evidence/evidence-state.ts'
import { askGit, askGitIfAny } from './git-process.ts'

/** A branch or tag. */
export interface Ref {
  /** `refs/heads/main` */
  readonly name: string
  /** The commit it leads to. */
  readonly sha: string
}

/** The branches and tags of a repository, and which of them is the default branch. */
export interface Refs {
  readonly refs: readonly Ref[]
  /** Name without `refs/heads/`; undefined in a repository without branches. */
  readonly defaultBranch: string | undefined
  /** The ref that shows the default branch as it was last seen at its remote, else the local branch. */
  readonly defaultRef: Ref | undefined
  /** Those of `earlier` that are still there. */
  readonly present: ReadonlySet<string>
  /** Refs that hold notes and checkpoints. */
  readonly evidence: readonly EvidenceRef[]
  /** Refs that hold neither, by their kind. */
  readonly skipped: Readonly<Record<string, number>>
}

export const bookkeeping = /^refs\/(?:heads|remotes\/[^/]+)\/entire\//
const heads = 'refs/heads/'

/**
 * Lists branches (remote-tracking ones too) and tags, and apart from them the refs with notes and checkpoints. Left out:
 * all else below `entire/`, where Entire keeps sessions instead of code, symbolic refs, and tags of anything but commits.
 * @param earlier commit ids from before, that may be gone by now
 */
export const listRefs = async (
  gitDirectory: string,
  bare: boolean,
  earlier: readonly string[],
  signal?: AbortSignal,
): Promise<Refs> => {
  const patterns = ['refs/heads', 'refs/remotes', 'refs/tags', notesRef]
  const format = '--format=%(refname)%00%(objectname)%00%(symref)'
  const [list, head] = await Promise.all([
    askGit(gitDirectory, 'for-each-ref', [format, ...patterns], { signal }),
    askGitIfAny(gitDirectory, 'symbolic-ref', ['--quiet', 'HEAD'], { signal }),
  ])
  const rows = list
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\0') as [name: string, object: string, target: string])
  const aliases = new Map(rows.filter(([, , target]) => target !== '').map(([name, , target]) => [name, target]))
  const plain = rows.filter(([name]) => !aliases.has(name))
  const held = plain.filter(([name]) => evidenceIn(name) !== undefined)
  const code = plain.filter(([name]) => !bookkeeping.test(name) && !name.startsWith(notesRef))
  const objects = [...code, ...held].map(([, object]) => object)
  const commits = await commitsOf(gitDirectory, [...objects, ...earlier], signal)
  const refs = code.flatMap(([name, object]) => {
    const sha = commits.get(object)
    return sha === undefined ? [] : [{ name, sha }]
  })
  const evidence = held.flatMap(([name, object]) => {
    const sha = commits.get(object)
    return sha === undefined ? [] : [{ name, sha, holds: evidenceIn(name)! }]
  })
  const others = plain.filter(([name]) => bookkeeping.test(name) && evidenceIn(name) === undefined)
  const chosen = await chooseDefault(gitDirectory, bare, refs, aliases, head?.toString('utf8').trim(), signal)
  return {
    refs,
    ...chosen,
    present: new Set(earlier.filter((sha) => commits.has(sha))),
    evidence,
    skipped: {
      ...(others.length > 0 && { 'ref of Entire': others.length }),
      ...(code.length > refs.length && { 'ref to no commit': code.length - refs.length }),
    },
  }
}

/** The commit that each object is or leads to; without those that are missing or no commits. */
const commitsOf = async (gitDirectory: string, objects: readonly string[], signal: AbortSignal | undefined) => {
  const asked = [...new Set(objects)]
  const commits = new Map<string, string>()
  if (asked.length === 0) return commits
  const input = asked.map((object) => `${object}^{commit}\n`).join('')
  const answer = await askGit(gitDirectory, 'cat-file', ['--batch-check=%(objectname)'], { input, signal })
  for (const [index, line] of answer.toString('latin1').split('\n').entries())
    if (/^[0-9a-f]+$/.test(line)) commits.set(asked[index]!, line)
  return commits
}

/**
 * A clone's HEAD is whatever is checked out, so there the remote's HEAD comes first, then `main` and `master`. A bare
 * repository's HEAD is its default branch, if it exists. Else it is the branch with the newest commit.
 */
const chooseDefault = async (
  gitDirectory: string,
  bare: boolean,
  refs: readonly Ref[],
  aliases: ReadonlyMap<string, string>,
  head: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Pick<Refs, 'defaultBranch' | 'defaultRef'>> => {
  const byName = new Map(refs.map((ref) => [ref.name, ref]))
  const remoteHeads = [...aliases.keys()].filter((name) => /^refs\/remotes\/[^/]+\/HEAD$/.test(name))
  const remoteHead = remoteHeads.find((name) => name === 'refs/remotes/origin/HEAD') ?? remoteHeads[0]
  const told = remoteHead === undefined ? undefined : aliases.get(remoteHead)
  const usual = ['main', 'master'].flatMap((branch) => [`refs/remotes/origin/${branch}`, heads + branch])
  const order = bare ? [head, told, ...usual] : [told, ...usual, head]
  const name = order.find((candidate) => candidate !== undefined && byName.has(candidate))
  const ref = name === undefined ? await newestBranch(gitDirectory, byName, signal) : byName.get(name)
  return { defaultBranch: ref === undefined ? undefined : branchName(ref.name), defaultRef: ref }
}

const newestBranch = async (
  gitDirectory: string,
  byName: ReadonlyMap<string, Ref>,
  signal: AbortSignal | undefined,
) => {
  const parameters = ['--sort=-committerdate', '--format=%(refname)', 'refs/heads', 'refs/remotes']
  const sorted = await askGitIfAny(gitDirectory, 'for-each-ref', parameters, { signal })
  const names = sorted?.toString('utf8').split('\n') ?? [...byName.keys()]
  return names.flatMap((name) => byName.get(name) ?? [])[0]
}

const branchName = (name: string) =>
  name.startsWith(heads) ? name.slice(heads.length) : name.replace(/^refs\/(?:remotes\/[^/]+|tags)\//, '')

/** Whether a ref shows the default branch: the local one, or the one of the remote it came from. */
export const isDefault = (ref: Ref, { defaultBranch, defaultRef }: Refs): boolean =>
  ref.name === defaultRef?.name || ref.name === `${heads}${defaultBranch}`
