/** Longer paths than this below a root are not tried. */
const mostParts = 14

const partsOf = (path: string): string[] =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')

/** The name of the file itself. */
export const nameOf = (path: string): string => partsOf(path).at(-1) ?? path

/** The forms that a logged path may have in a history: its endings, the longest first. */
export const endingsOf = (path: string): string[] => {
  const parts = partsOf(path)
  const forms: string[] = []
  for (let start = Math.max(0, parts.length - mostParts); start < parts.length; start++)
    forms.push(parts.slice(start).join('/'))
  return forms
}

/** What stands before an ending. */
export const rootOf = (path: string, ending: string): string => {
  const whole = partsOf(path).join('/')
  return whole.slice(0, Math.max(0, whole.length - ending.length - 1))
}

/**
 * The paths in a repository's history of files that a session edited, by their logged paths; what is not in the history
 * (yet) is left out. The work tree may be gone, or have been one of several: so a path is the longest ending that the
 * history knows. An ending of one part (`README.md`) says nothing by itself: it counts below a root that longer endings
 * show, or that is named (`roots`: work trees, the directories that the session was started in).
 */
export const locate = (
  paths: Iterable<string>,
  isKnown: (path: string) => boolean,
  roots: readonly string[],
): Map<string, string> => {
  const found = new Map<string, string>()
  const shown = new Set(roots.map((root) => partsOf(root).join('/')))
  const single: string[] = []
  for (const path of new Set(paths)) {
    const ending = endingsOf(path).find(isKnown)
    if (ending === undefined) continue
    if (!ending.includes('/')) {
      single.push(path)
      continue
    }
    found.set(path, ending)
    shown.add(rootOf(path, ending))
  }
  for (const path of single) {
    const name = nameOf(path)
    if (shown.has(rootOf(path, name))) found.set(path, name)
  }
  return found
}

/** Tells whether a path lies below one of these directories; one that is no absolute path lies where the session is. */
export const liesBelow = (roots: readonly string[]): ((path: string) => boolean) => {
  const known = new Set(roots.map((root) => partsOf(root).join('/')).filter((root) => root !== ''))
  return (path) => {
    if (!/^(?:[/\\]|[A-Za-z]:)/.test(path)) return true
    const parts = partsOf(path)
    return parts.some((_, end) => end > 0 && known.has(parts.slice(0, end).join('/')))
  }
}
