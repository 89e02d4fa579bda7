import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'

/** The roots of linked worktrees (`git worktree add`) that are still there. */
export const linkedWorkTrees = async (gitDirectory: string): Promise<string[]> => {
  const folder = join(gitDirectory, 'worktrees')
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names.sort().map(async (name) => {
      const pointer = await readFile(join(folder, name, 'gitdir'), 'utf8').catch(() => undefined)
      if (pointer === undefined) return []
      const dotGit = isAbsolute(pointer.trim()) ? pointer.trim() : resolve(folder, name, pointer.trim())
      return (await stat(dotGit).catch(() => undefined)) === undefined ? [] : [dirname(dotGit)]
    }),
  )
  return found.flat()
}

/** The root of the main work tree, where its place tells it. */
export const mainWorkTree = (gitDirectory: string): string | undefined =>
  basename(gitDirectory) === '.git' ? dirname(gitDirectory) : undefined
