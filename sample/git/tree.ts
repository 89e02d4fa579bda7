import { hash } from 'node:crypto'

/** A file's content and git's id of it. */
export interface Blob {
  readonly kind: 'blob'
  readonly content: string
  readonly id: Buffer
}

/** A folder that never changes; a change makes a new one, which shares what stayed the same. */
export interface Tree {
  readonly kind: 'tree'
  readonly entries: ReadonlyMap<string, Blob | Tree>
  readonly id: Buffer
}

/** Git's id of an object. */
export const objectId = (type: string, content: Buffer): Buffer =>
  hash('sha1', Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]), 'buffer')

const createBlob = (content: string): Blob => ({ kind: 'blob', content, id: objectId('blob', Buffer.from(content)) })

const createTree = (entries: ReadonlyMap<string, Blob | Tree>): Tree => {
  let id: Buffer | undefined
  return {
    kind: 'tree',
    entries,
    get id() {
      id ??= treeId(entries)
      return id
    },
  }
}

const treeId = (entries: ReadonlyMap<string, Blob | Tree>): Buffer => {
  const rows = [...entries].map(([name, entry]) => ({
    order: entry.kind === 'tree' ? `${name}/` : name,
    head: `${entry.kind === 'tree' ? '40000' : '100644'} ${name}\0`,
    id: entry.id,
  }))
  rows.sort((left, right) => (left.order < right.order ? -1 : 1))
  return objectId('tree', Buffer.concat(rows.flatMap((row) => [Buffer.from(row.head), row.id])))
}

export const emptyTree: Tree = createTree(new Map())

/** The content of a file, or nothing where there is none. */
export const contentAt = (tree: Tree, path: string): string | undefined => {
  let at: Tree | Blob | undefined = tree
  for (const name of path.split('/')) at = at?.kind === 'tree' ? at.entries.get(name) : undefined
  return at?.kind === 'blob' ? at.content : undefined
}

/** The tree with one file written; without a content the file is gone. */
export const withFile = (tree: Tree, path: string, content: string | undefined): Tree => {
  const slash = path.indexOf('/')
  const entries = new Map(tree.entries)
  if (slash < 0) {
    if (content === undefined) entries.delete(path)
    else entries.set(path, createBlob(content))
    return createTree(entries)
  }
  const name = path.slice(0, slash)
  const below = entries.get(name)
  const changed = withFile(below?.kind === 'tree' ? below : emptyTree, path.slice(slash + 1), content)
  if (changed.entries.size === 0) entries.delete(name)
  else entries.set(name, changed)
  return createTree(entries)
}

/** Every file with its path. */
export function* filesOf(tree: Tree, prefix = ''): Generator<[path: string, content: string]> {
  for (const [name, entry] of tree.entries) {
    if (entry.kind === 'tree') yield* filesOf(entry, `${prefix}${name}/`)
    else yield [`${prefix}${name}`, entry.content]
  }
}

/** Paths that differ, each with its content before and after. */
export function* changesBetween(
  before: Tree,
  after: Tree,
  prefix = '',
): Generator<{ path: string; before: string | undefined; after: string | undefined }> {
  const names: string[] = []
  for (const [name, entry] of before.entries) {
    const current = after.entries.get(name)
    if (entry !== current && !(current && entry.id.equals(current.id))) names.push(name)
  }
  for (const name of after.entries.keys()) if (!before.entries.has(name)) names.push(name)
  for (const name of names.sort()) {
    const old = before.entries.get(name)
    const current = after.entries.get(name)
    const path = `${prefix}${name}`
    if (old?.kind === 'tree' || current?.kind === 'tree') {
      yield* changesBetween(
        old?.kind === 'tree' ? old : emptyTree,
        current?.kind === 'tree' ? current : emptyTree,
        `${path}/`,
      )
    } else yield { path, before: old?.content, after: current?.content }
  }
}
