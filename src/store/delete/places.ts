import { createHash } from 'node:crypto'

/** A hash that stands for a directory or a remote of a deleted repository: its name is not kept. */
export const placeHash = (place: string): string => createHash('sha256').update(place).digest('base64url').slice(0, 22)

/** The innermost of some hashed directories that is this one or holds it. */
export const innermostPlace = <Value>(
  directory: string,
  places: ReadonlyMap<string, Value>,
): { readonly value: Value; readonly length: number } | undefined => {
  for (let end = directory.length; end > 0; end = lastSeparator(directory, end)) {
    const value = places.get(placeHash(directory.slice(0, end)))
    if (value !== undefined) return { value, length: end }
  }
  return undefined
}

const lastSeparator = (path: string, before: number): number =>
  Math.max(path.lastIndexOf('/', before - 1), path.lastIndexOf('\\', before - 1))
