import type { Json } from '../../model/field.ts'
import { asObject, type JsonObject, stringAt } from '../jsonl/index.ts'
import type { FileEdit } from './file-edit.ts'

const linesOf = (content: string): string[] => {
  const lines = content.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

const wholeFile = (path: string, content: string, sign: '+' | '-'): FileEdit => {
  const lines = linesOf(content)
  const created = sign === '+'
  const header = created ? `@@ -0,0 +1,${lines.length} @@` : `@@ -1,${lines.length} +0,0 @@`
  return {
    path,
    operation: created ? 'create' : 'delete',
    patch: lines.length === 0 ? '' : [header, ...lines.map((line) => sign + line)].join('\n'),
    added: created ? lines : [],
    removed: created ? [] : lines,
  }
}

/** The added and removed lines of a unified diff without file headers. */
const linesOfDiff = (diff: string): { added: string[]; removed: string[] } => {
  const added: string[] = []
  const removed: string[] = []
  for (const line of diff.split('\n')) {
    if (line.startsWith('+')) added.push(line.slice(1))
    else if (line.startsWith('-')) removed.push(line.slice(1))
  }
  return { added, removed }
}

const editOf = (path: string, type: string | undefined, change: JsonObject): FileEdit | undefined => {
  if (type === 'add') return wholeFile(path, stringAt(change, 'content') ?? '', '+')
  if (type === 'delete') return wholeFile(path, stringAt(change, 'content') ?? '', '-')
  const diff = stringAt(change, 'unified_diff')
  const movedTo = stringAt(change, 'move_path')
  if (type !== 'update' || (diff === undefined && movedTo === undefined)) return undefined
  const patch = (diff ?? '').replace(/\n$/, '')
  return { path, movedTo, operation: movedTo ? 'rename' : 'update', patch, ...linesOfDiff(patch) }
}

/**
 * The files in the `changes` of a `patch_apply_end` or a completed `FileChange`: by path, `{type: 'update', unified_diff,
 * move_path}`, `{type: 'add' | 'delete', content}`; in old versions `{update: {...}}`.
 */
export const filesOfChanges = (changes: Json | undefined): FileEdit[] =>
  Object.entries(asObject(changes) ?? {}).flatMap(([path, value]) => {
    const change = asObject(value)
    if (change === undefined) return []
    const [outer, inner] = Object.entries(change)[0] ?? []
    const tagged = stringAt(change, 'type')
    return (tagged ? editOf(path, tagged, change) : editOf(path, outer, asObject(inner) ?? {})) ?? []
  })
