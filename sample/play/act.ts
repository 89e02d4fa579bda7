import { type Blob, contentAt, filesOf, type Tree } from '../git/tree.ts'

/** A world of a hundred times the size is not searched whole each time: what is shown is the beginning in any case. */
const mostFiles = 500

/** Lines of the files that match, as ripgrep prints them. */
export const grep = (tree: Tree, pattern: string, below: string | undefined, limit = 40): string[] => {
  const expression = new RegExp(pattern)
  const matches: string[] = []
  let looked = 0
  for (const [path, content] of filesOf(subtree(tree, below), below ? `${below}/` : '')) {
    if (looked++ > mostFiles) break
    if (!expression.test(content)) continue
    content.split('\n').forEach((line, index) => {
      if (matches.length < limit && expression.test(line)) matches.push(`${path}:${index + 1}:${line}`)
    })
    if (matches.length >= limit) break
  }
  if (matches.length === 0 && below) {
    const content = contentAt(tree, below)
    content?.split('\n').forEach((line, index) => {
      if (expression.test(line)) matches.push(`${below}:${index + 1}:${line}`)
    })
  }
  return matches
}

/** Paths that match a glob with `*` and `**`. */
export const glob = (tree: Tree, pattern: string, limit = 100): string[] => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\//g, '\u0000')
    .replace(/\*/g, '[^/]*')
    .replaceAll('\u0000', '(?:.*/)?')
  const expression = new RegExp(`^${source}$`)
  const found: string[] = []
  const folder = pattern.slice(0, pattern.indexOf('*')).replace(/\/?[^/]*$/, '')
  for (const [path] of filesOf(subtree(tree, folder), folder ? `${folder}/` : '')) {
    if (expression.test(path)) found.push(path)
    if (found.length >= limit) break
  }
  return found
}

const subtree = (tree: Tree, path: string | undefined): Tree => {
  if (!path) return tree
  let at: Tree | Blob | undefined = tree
  for (const name of path.split('/')) at = at?.kind === 'tree' ? at.entries.get(name) : undefined
  return at?.kind === 'tree' ? at : { kind: 'tree', entries: new Map(), id: Buffer.alloc(20) }
}
