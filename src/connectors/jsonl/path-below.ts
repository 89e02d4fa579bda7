import { sep } from 'node:path'

/** The path of something below a folder, with `/` between the parts; '' for the folder itself, undefined beside it. */
export const pathBelow = (folder: string, path: string): string | undefined => {
  if (path === folder) return ''
  const start = folder.endsWith(sep) ? folder : `${folder}${sep}`
  if (path.startsWith(start)) return path.slice(start.length).split(sep).join('/')
  return undefined
}

/** Whether one of the changed paths lies at, in, below or above a folder. Without a list, all may have changed. */
export const touches = (folder: string, changed: readonly string[] | undefined): boolean =>
  changed?.some((path) => pathBelow(folder, path) !== undefined || pathBelow(path, folder) !== undefined) ?? true
