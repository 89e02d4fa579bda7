import { arrayAt, asObject, type JsonObject, stringAt } from '../jsonl/index.ts'
import { joinPatches, type Patch, patchFromContent, patchFromHunks, patchFromTexts } from './patch.ts'
import type { PendingCall } from './state.ts'

/** What a successful call of an editing tool did to a file. */
export interface FileEdit {
  readonly path: string
  readonly operation: 'create' | 'update'
  readonly patch: Patch
}

/**
 * The edit that a result tells of, from the result itself where it is an object (`toolUseResult`), else, as in the
 * progress of subagents, from the input of the call. Absent for results of other tools, and where nothing changed.
 */
export const editOf = (
  result: JsonObject | undefined,
  call: PendingCall | undefined,
  output: string,
): FileEdit | undefined => {
  const edit = (result && editFromResult(result, call)) ?? (call && editFromInput(call, output))
  return edit !== undefined && edit.patch.patch !== '' ? edit : undefined
}

const editFromResult = (result: JsonObject, call: PendingCall | undefined): FileEdit | undefined => {
  if (result.edit_mode !== undefined) return notebookEdit(result, call)
  const path = stringAt(result, 'filePath')
  if (path === undefined || !('structuredPatch' in result)) return undefined
  const hunks = patchFromHunks(result.structuredPatch)
  if (hunks !== undefined) return { path, operation: 'update', patch: hunks }
  const content = result.content
  if (typeof content === 'string') {
    if (result.type === 'create') return { path, operation: 'create', patch: patchFromContent(content) }
    return { path, operation: 'update', patch: changeOf(result.originalFile, content) }
  }
  const before = result.oldString
  const after = result.newString
  if (typeof before !== 'string' || typeof after !== 'string') return undefined
  return {
    path,
    operation: before === '' && !result.originalFile ? 'create' : 'update',
    patch: changeOf(before, after),
  }
}

const changeOf = (before: unknown, after: string): Patch =>
  typeof before !== 'string' || before === ''
    ? patchFromContent(after)
    : before === after
      ? { patch: '', addedLines: [], removedLines: [] }
      : patchFromTexts(before, after)

const editFromInput = ({ tool, input }: PendingCall, output: string): FileEdit | undefined => {
  const path = stringAt(input, 'file_path') ?? stringAt(input, 'notebook_path')
  if (path === undefined) return undefined
  if (tool === 'Write' && typeof input.content === 'string') {
    const operation = /created successfully/i.test(output.slice(0, 1000)) ? 'create' : 'update'
    return { path, operation, patch: patchFromContent(input.content) }
  }
  if (tool === 'Edit') return { path, operation: 'update', patch: replacement(input) }
  if (tool === 'MultiEdit') {
    const edits = (arrayAt(input, 'edits') ?? []).map(asObject).filter((edit) => edit !== undefined)
    return { path, operation: 'update', patch: joinPatches(edits.map(replacement)) }
  }
  if (tool === 'NotebookEdit') return notebookEdit(input, undefined)
  return undefined
}

const replacement = (edit: JsonObject): Patch =>
  changeOf(edit.old_string, typeof edit.new_string === 'string' ? edit.new_string : '')

/** An edit of one cell. The cell's old source is in the old notebook, where the result holds that. */
const notebookEdit = (result: JsonObject, call: PendingCall | undefined): FileEdit | undefined => {
  const path = stringAt(result, 'notebook_path') ?? stringAt(call?.input, 'notebook_path')
  if (path === undefined || stringAt(result, 'error') !== undefined) return undefined
  const mode = stringAt(result, 'edit_mode') ?? 'replace'
  const after = mode === 'delete' ? '' : (stringAt(result, 'new_source') ?? '')
  const before = mode === 'insert' ? '' : oldSource(result)
  return { path, operation: 'update', patch: before === undefined ? patchFromContent(after) : changeOf(before, after) }
}

const oldSource = (result: JsonObject): string | undefined => {
  const file = stringAt(result, 'original_file')
  const id = stringAt(result, 'cell_id')
  if (file === undefined || id === undefined) return stringAt(result, 'old_source')
  try {
    const cells = arrayAt(asObject(JSON.parse(file)), 'cells') ?? []
    const cell = cells.map(asObject).find((candidate, index) => candidate?.id === id || `cell-${index}` === id)
    const source = cell?.source
    return Array.isArray(source) ? source.join('') : typeof source === 'string' ? source : undefined
  } catch {
    return undefined
  }
}

/** What a call's input has to be remembered for its result: the fields that `editOf` and the others look at. */
export const neededInput = (tool: string, input: JsonObject): JsonObject => {
  if (tool === 'Edit' || tool === 'MultiEdit' || tool === 'Write' || tool === 'NotebookEdit') return input
  const needed: JsonObject = {}
  for (const key of ['command', 'subagent_type', 'description', 'subject', 'status', 'taskId', 'plan']) {
    const value = input[key]
    if (typeof value === 'string') needed[key] = value
  }
  return needed
}
