import { createHash } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Look } from '../confined/index.ts'
import { notesRef } from './evidence/evidence-state.ts'
import { linkedWorkTrees, mainWorkTree } from './work-trees.ts'

/** What a repository's files say of its refs without being opened. */
export interface Stamp {
  readonly stamp: string
  /** Milliseconds since 1970 of the file that changed last. */
  readonly newest: number
}

/** Files of a git directory, and folders of refs below it, that tell of a change. */
export const singleFiles = ['HEAD', 'packed-refs', 'config', 'shallow']
export const refFolders = ['refs/heads', 'refs/remotes', 'refs/tags']

/** What of `entire/*` is looked at: the rest moves with every prompt. */
const checkpoints = join('checkpoints', 'v1')

/** Every file below a folder. */
const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name)
      if (entry.name === 'entire') return [join(path, checkpoints)]
      return entry.isDirectory() ? filesBelow(path) : [path]
    }),
  )
  return found.flat()
}

/** A stamp that differs whenever a ref, the configuration, a worktree or a mailmap may have changed. */
export const stampOf = async (gitDirectory: string, look: Look): Promise<Stamp> => {
  const linked = await linkedWorkTrees(gitDirectory, look)
  const main = mainWorkTree(gitDirectory)
  const below = await Promise.all([...refFolders, 'reftable'].map((folder) => filesBelow(join(gitDirectory, folder))))
  const mailmaps = [...(main === undefined ? [] : [main]), ...linked.filter(look.allows)].map((root) =>
    join(root, '.mailmap'),
  )
  const single = [...singleFiles, notesRef].map((name) => join(gitDirectory, name))
  const paths = [...single, ...below.flat().sort(), ...mailmaps]
  const hash = createHash('sha1')
  let newest = 0
  for (const [path, status] of await Promise.all(paths.map(statusOf))) {
    if (status === undefined) continue
    hash.update(`${path}\0${status.mtimeNs}\0${status.size}\0${status.ino}\n`)
    newest = Math.max(newest, Number(status.mtimeNs / 1_000_000n))
  }
  for (const root of linked) hash.update(`${root}\n`)
  return { stamp: hash.digest('hex'), newest }
}

const statusOf = async (path: string): Promise<[string, BigIntStats | undefined]> => [
  path,
  await lstat(path, { bigint: true }).catch(() => undefined),
]
