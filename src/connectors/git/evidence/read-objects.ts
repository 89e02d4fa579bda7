import { askGit, GitExit, streamGit } from '../git-process.ts'
import type { Place } from './tree-changes.ts'

/** The content of an object, or a phrase on why there is none. */
export type ReadObject = Buffer | 'missing' | 'too large'

/**
 * The contents of objects of one type, one after another, each once. What is not there, is of another type or is too large
 * has none.
 */
export async function* readObjects(
  place: Place,
  type: 'blob' | 'commit',
  ids: readonly string[],
  largest: number,
): AsyncGenerator<readonly [id: string, content: ReadObject]> {
  const found: string[] = []
  for (const [id, status] of await statusOf(place, [...new Set(ids)])) {
    const [kind, size] = status.split(' ')
    if (kind !== type) yield [id, 'missing']
    else if (Number(size) > largest) yield [id, 'too large']
    else found.push(id)
  }
  if (found.length > 0) yield* contentsOf(place, found)
}

/** `<type> <size>` of each object. Where asking for a missing one is an error, it is found by halves. */
const statusOf = async (place: Place, ids: readonly string[]): Promise<[id: string, status: string][]> => {
  if (ids.length === 0) return []
  const call = { input: ids.map((id) => `${id}\n`).join(''), signal: place.signal }
  try {
    const format = '--batch-check=%(objecttype) %(objectsize)'
    const answer = await askGit(place.gitDirectory, 'cat-file', [format], call)
    const lines = answer.toString('latin1').split('\n')
    return ids.map((id, index) => [id, lines[index] ?? ''])
  } catch (error) {
    if (!(error instanceof GitExit)) throw error
    if (ids.length === 1) return [[ids[0]!, '']]
  }
  const middle = Math.ceil(ids.length / 2)
  return [...(await statusOf(place, ids.slice(0, middle))), ...(await statusOf(place, ids.slice(middle)))]
}

async function* contentsOf(place: Place, ids: readonly string[]): AsyncGenerator<readonly [string, ReadObject]> {
  const call = { input: ids.map((id) => `${id}\n`).join(''), signal: place.signal }
  const parts = new Parts()
  let index = 0
  let size: number | undefined
  try {
    for await (const chunk of streamGit(place.gitDirectory, 'cat-file', ['--batch'], call)) {
      parts.push(chunk)
      for (;;) {
        if (size === undefined) {
          const header = parts.line()
          if (header === undefined) break
          const [, type, length] = header.split(' ')
          size = Number(length)
          if (type === 'missing' || Number.isNaN(size)) {
            yield [ids[index++]!, 'missing']
            size = undefined
            continue
          }
        }
        const content = parts.take(size + 1)
        if (content === undefined) break
        yield [ids[index++]!, content.subarray(0, size)]
        size = undefined
      }
    }
  } catch (error) {
    if (!(error instanceof GitExit)) throw error
  }
  // Git ends at an object that is damaged: those after it are asked for once more.
  if (index < ids.length) yield [ids[index]!, 'missing']
  if (index + 1 < ids.length) yield* contentsOf(place, ids.slice(index + 1))
}

/** Bytes that come in chunks, put together only once there are enough of them. */
class Parts {
  #chunks: Buffer[] = []
  #length = 0

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  /** The bytes up to the next newline, which is dropped. */
  line(): string | undefined {
    const bytes = this.#joined()
    const end = bytes.indexOf(10)
    if (end === -1) return undefined
    this.#keep(bytes.subarray(end + 1))
    return bytes.toString('latin1', 0, end)
  }

  take(length: number): Buffer | undefined {
    if (this.#length < length) return undefined
    const bytes = this.#joined()
    this.#keep(bytes.subarray(length))
    return bytes.subarray(0, length)
  }

  #joined(): Buffer {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0]!
  }

  #keep(bytes: Buffer): void {
    this.#chunks = [bytes]
    this.#length = bytes.length
  }
}
