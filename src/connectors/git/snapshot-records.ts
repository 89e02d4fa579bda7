import { join } from 'node:path'
import type { AnyRecord, RecordOf } from '../../model/records/index.ts'
import type { Look } from '../confined/index.ts'
import { askGitIfAny } from './git-process.ts'
import { repositoryName } from './identity.ts'
import { type MailmapLine, parseMailmap } from './mailmap.ts'
import { isDefault } from './refs.ts'
import type { Snapshot } from './snapshot.ts'

const largestMailmap = 1_000_000

/** The repository, its checkouts, its mailmap, and the refs that differ from `refsBefore`. */
export const snapshotRecords = async (
  snapshot: Snapshot,
  repository: string,
  refsBefore: Readonly<Record<string, string>>,
  seenAt: number,
  look: Look,
  signal: AbortSignal | undefined,
): Promise<AnyRecord[]> => {
  const { remote } = snapshot.config
  const { defaultBranch } = snapshot.refs
  const mailmap = await readMailmap(snapshot, look, signal)
  return [
    {
      kind: 'repository',
      id: repository,
      name: repositoryName(snapshot.gitDirectory, remote),
      ...(remote !== undefined && { remote }),
      ...(defaultBranch !== undefined && { defaultBranch }),
      seenAt,
    },
    ...checkouts(snapshot, repository, seenAt),
    ...changedRefs(snapshot, repository, refsBefore, seenAt),
    ...mailmap.map((line): RecordOf<'mailmapEntry'> => ({ kind: 'mailmapEntry', repository, ...line, seenAt })),
  ]
}

const checkouts = (snapshot: Snapshot, repository: string, seenAt: number): RecordOf<'checkout'>[] => {
  const { gitDirectory, config, workTrees } = snapshot
  const places = [
    ...(config.bare || workTrees.length === 0 ? [{ path: gitDirectory, bare: config.bare }] : []),
    ...workTrees.map((path) => ({ path, bare: false })),
  ]
  const shallow = snapshot.shallow.length > 0
  return places.map(({ path, bare }) => ({
    kind: 'checkout',
    path,
    repository,
    gitDirectory,
    bare,
    shallow,
    partial: config.partial,
    seenAt,
  }))
}

/** What `refsBefore` holds of a ref: its commit, and whether it was the default branch. */
export const refStates = ({ refs }: Snapshot): Record<string, string> =>
  Object.fromEntries(refs.refs.map((ref) => [ref.name, isDefault(ref, refs) ? `${ref.sha} default` : ref.sha]))

const changedRefs = (
  snapshot: Snapshot,
  repository: string,
  refsBefore: Readonly<Record<string, string>>,
  seenAt: number,
): RecordOf<'ref'>[] => {
  const { gitDirectory } = snapshot
  const now = refStates(snapshot)
  const gone = Object.keys(refsBefore).filter((name) => now[name] === undefined)
  return [
    ...Object.entries(now)
      .filter(([name, state]) => refsBefore[name] !== state)
      .map(([name, state]): RecordOf<'ref'> => {
        const [sha, mark] = state.split(' ')
        return { kind: 'ref', repository, gitDirectory, name, sha: sha!, isDefault: mark === 'default', seenAt }
      }),
    ...gone.map(
      (name): RecordOf<'ref'> => ({
        kind: 'ref',
        repository,
        gitDirectory,
        name,
        sha: 'gone',
        isDefault: false,
        seenAt,
      }),
    ),
  ]
}

/** The mailmap of the default branch, then those of the work trees; of two lines for the same name the later holds. */
const readMailmap = async (snapshot: Snapshot, look: Look, signal: AbortSignal | undefined): Promise<MailmapLine[]> => {
  const tip = snapshot.refs.defaultRef?.sha
  const committed = tip === undefined ? undefined : await readBlob(snapshot.gitDirectory, `${tip}:.mailmap`, signal)
  const onDisk = await Promise.all(snapshot.workTrees.map((root) => readMailmapOf(root, look)))
  const lines = [committed, ...onDisk.reverse()].flatMap((text) => (text === undefined ? [] : parseMailmap(text)))
  return [...new Map(lines.map((line) => [`${line.email}\0${line.name}`, line])).values()]
}

const readBlob = async (gitDirectory: string, name: string, signal: AbortSignal | undefined) => {
  const format = '--batch-check=%(objecttype) %(objectsize)'
  const status = await askGitIfAny(gitDirectory, 'cat-file', [format], { input: `${name}\n`, signal })
  const [type, size] = status?.toString('latin1').trim().split(' ') ?? []
  if (type !== 'blob' || Number(size) > largestMailmap) return undefined
  return (await askGitIfAny(gitDirectory, 'cat-file', ['blob', name], { signal }))?.toString('utf8')
}

/** Never through a symbolic link: a repository could point it at anything. */
const readMailmapOf = async (workTree: string, look: Look): Promise<string | undefined> => {
  const folder = await look.find(workTree)
  if (folder === undefined) return undefined
  const path = join(folder.path, '.mailmap')
  if ((await look.find(path))?.path !== path) return undefined
  return (await look.read(path, largestMailmap))?.toString('utf8')
}
