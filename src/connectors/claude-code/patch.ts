import type { Json } from '../../model/field.ts'
import { asObject, countAt } from '../jsonl/index.ts'
import { diffLines } from './diff.ts'

/** A change of one file. */
export interface Patch {
  /** Unified diff: hunks without file headers. */
  readonly patch: string
  readonly addedLines: string[]
  readonly removedLines: string[]
}

const build = (hunks: readonly { header: string; lines: readonly string[] }[]): Patch => {
  const text: string[] = []
  const addedLines: string[] = []
  const removedLines: string[] = []
  for (const { header, lines } of hunks) {
    text.push(header)
    for (const line of lines) {
      text.push(line)
      if (line.startsWith('+')) addedLines.push(line.slice(1))
      else if (line.startsWith('-')) removedLines.push(line.slice(1))
    }
  }
  return { patch: text.join('\n'), addedLines, removedLines }
}

/** From the `structuredPatch` of a tool's result; absent where that holds no hunk. */
export const patchFromHunks = (value: Json | undefined): Patch | undefined => {
  if (!Array.isArray(value)) return undefined
  const hunks = value.flatMap((item) => {
    const hunk = asObject(item)
    if (hunk === undefined || !Array.isArray(hunk.lines)) return []
    const header = `@@ -${range(hunk, 'old')} +${range(hunk, 'new')} @@`
    return [{ header, lines: hunk.lines.filter((line) => typeof line === 'string') }]
  })
  return hunks.length === 0 ? undefined : build(hunks)
}

const range = (hunk: { [key: string]: Json }, side: 'old' | 'new'): string =>
  `${countAt(hunk, `${side}Start`)},${countAt(hunk, `${side}Lines`)}`

/** Of a file that was not there before. */
export const patchFromContent = (content: string): Patch => {
  const lines = linesOf(content)
  if (lines.length === 0) return { patch: '', addedLines: [], removedLines: [] }
  return build([{ header: `@@ -0,0 +1,${lines.length} @@`, lines: lines.map((line) => `+${line}`) }])
}

/** Of a stretch of text that was replaced. Where it stands in the file is not known: lines count from its start. */
export const patchFromTexts = (before: string, after: string): Patch => {
  const old = linesOf(before)
  const now = linesOf(after)
  return build([{ header: `@@ -1,${old.length} +1,${now.length} @@`, lines: diffLines(old, now) }])
}

/** Several changes of one file, one after the other. */
export const joinPatches = (patches: readonly Patch[]): Patch => ({
  patch: patches.map(({ patch }) => patch).join('\n'),
  addedLines: patches.flatMap(({ addedLines }) => addedLines),
  removedLines: patches.flatMap(({ removedLines }) => removedLines),
})

/** The lines of a text; a newline at its end begins no further line. */
const linesOf = (text: string): string[] => {
  if (text === '') return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}
