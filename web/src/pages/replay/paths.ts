/** A path as it is said within a session: below its working directory from there on, below a home with `~`. */
export const shortPath = (path: string, workingDirectory: string | null | undefined): string => {
  if (workingDirectory && path.startsWith(`${workingDirectory.replace(/\/$/, '')}/`))
    return path.slice(workingDirectory.replace(/\/$/, '').length + 1)
  return path.replace(/^\/(?:Users|home)\/[^/]+\//, '~/')
}
