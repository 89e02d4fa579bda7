import type { Json } from '../../model/field.ts'
import { asObject, stringAt } from '../jsonl/index.ts'

/** The texts of a list of content parts (`input_text`, `output_text`, `summary_text`, `Text` ...), in order. */
export const textsOf = (content: Json | undefined): string[] => {
  if (typeof content === 'string') return content === '' ? [] : [content]
  if (!Array.isArray(content)) return []
  return content.flatMap((part) => stringAt(asObject(part), 'text') ?? [])
}

/** How many pictures a list of content parts holds. */
export const imagesIn = (content: Json | undefined): number =>
  Array.isArray(content) ? content.filter((part) => /image/i.test(stringAt(asObject(part), 'type') ?? '')).length : 0

/** A text in one line, cut to a length that lists can show. */
export const oneLine = (text: string, most = 300): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
