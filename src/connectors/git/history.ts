import { MaestroError } from '../../model/errors.ts'
import { readCarefully } from './careful-history.ts'
import { GitExit, streamGit } from './git-process.ts'
import { logParameters, patchParameters } from './log-format.ts'
import { LogParser } from './log-parser.ts'
import { type HistoryItem, type Walk, walkInput } from './walk.ts'

const firstWindow = 16
const largestWindow = 256

/**
 * Reads a walk from its commit number `done` on with one `git log`. Where that breaks off (a blob is missing in a
 * partial clone, an object is damaged) the next commits are read with care, and then on with one `git log`.
 */
export async function* readHistory(walk: Walk, done: number): AsyncGenerator<HistoryItem[]> {
  let window = firstWindow
  let position = done
  for (;;) {
    const parser = new LogParser(true)
    try {
      const parameters = [...logParameters, ...patchParameters, `--skip=${position}`]
      const call = { input: walkInput(walk), signal: walk.signal }
      for await (const chunk of streamGit(walk.gitDirectory, 'log', parameters, call)) {
        const items: HistoryItem[] = parser.push(chunk)
        for (const item of items) if (item.type === 'commit') position++
        yield [...items, { type: 'bytes', bytes: chunk.length }]
      }
      yield parser.end()
      return
    } catch (error) {
      if (!(error instanceof GitExit)) throw error
    }
    yield [{ type: 'again' }]
    for await (const items of readCarefully(walk, position, window)) {
      for (const item of items) if (item.type === 'commit') position++
      yield items
      if (items.at(-1)?.type === 'broken') return
    }
    window = Math.min(window * 2, largestWindow)
  }
}

/** The error for a history of which nothing can be read. */
export const nothingReadable = (gitDirectory: string, words: string) =>
  new MaestroError(
    'source-damaged',
    `The history in ${gitDirectory} cannot be read: ${words}`,
    'Run "git fsck" there; fetching again from its remote usually brings back what is missing.',
  )
