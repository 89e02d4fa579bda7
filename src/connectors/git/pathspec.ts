const odd = /\\[0-7]{3}/
const special = /[\\*?[\]]/g

/**
 * Words for git that name exactly these paths. One that is not UTF-8 (see `decodePath`) is named by a pattern with `?` in
 * the place of each odd byte: no argument of a process can hold the byte itself.
 */
export const pathspecs = (paths: Iterable<string>): string[] =>
  [...new Set(paths)].flatMap((path) => [`:(top,literal)${path}`, ...(odd.test(path) ? [pattern(path)] : [])])

const pattern = (path: string): string => {
  const parts = path.split(/\\[0-7]{3}/)
  return `:(top,glob)${parts.map((part) => part.replace(special, '\\$&')).join('?')}`
}
