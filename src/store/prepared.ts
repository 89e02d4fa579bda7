import { createHash } from 'node:crypto'

const mostNames = 500
const names = new Map<string, string>()

/**
 * For questions that take longer to plan than to answer and are asked over and over. Of more texts than are kept the
 * others are planned each time: every connection keeps what it has planned.
 */
export const prepared = (
  text: string,
  values: readonly unknown[],
): { readonly name?: string; readonly text: string; readonly values: unknown[] } => {
  let name = names.get(text)
  if (name === undefined && names.size < mostNames) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
    names.set(text, name)
  }
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] }
}
