/**
 * `github.com/owner/name` for any way to write that remote; undefined for a folder or file. User names, passwords, ports and the ending
 * `.git` are left out.
 */
export const normaliseRemote = (url: string): string | undefined => {
  const trimmed = url.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*@)?(\[[^\]]+\]|[^/:]+)(?::\d*)?\/+(.+)$/i.exec(trimmed)
  const short = /^(?:[^/@:]+@)?(\[[^\]]+\]|[^/:]{2,}):(?!:|\/\/|\\)(.+)$/.exec(trimmed)
  const match = /^file:/i.test(trimmed) ? null : (withScheme ?? short)
  if (match === null) return undefined
  const path = match[2]!
    .replace(/[?#].*$/, '')
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/i, '')
  return path === '' ? undefined : `${match[1]!.toLowerCase()}/${path}`
}
