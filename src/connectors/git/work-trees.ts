import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import type { Look } from '../confined/index.ts'

const longestPointer = 65_536

/** The roots of linked worktrees (`git worktree add`) that are still there, as far as that may be looked at. */
export const linkedWorkTrees = async (gitDirectory: string, look: Look): Promise<string[]> => {
  const folder = join(gitDirectory, 'worktrees')
  const found = await Promise.all(
    (await look.list(folder)).map(async (name) => {
      const pointer = (await look.read(join(folder, name, 'gitdir'), longestPointer))?.toString('utf8').trim()
      if (pointer === undefined) return []
      const dotGit = isAbsolute(pointer) ? pointer : resolve(folder, name, pointer)
      return look.allows(dotGit) && (await look.find(dotGit)) === undefined ? [] : [dirname(dotGit)]
    }),
  )
  return found.flat()
}

/** The root of the main work tree, where its place tells it. */
export const mainWorkTree = (gitDirectory: string): string | undefined =>
  basename(gitDirectory) === '.git' ? dirname(gitDirectory) : undefined

/** All that a repository lies in: its git directory and its work trees. */
export const spanOf = async (gitDirectory: string, look: Look): Promise<string[]> => {
  const main = mainWorkTree(gitDirectory)
  return [gitDirectory, ...(main === undefined ? [] : [main]), ...(await linkedWorkTrees(gitDirectory, look))]
}
