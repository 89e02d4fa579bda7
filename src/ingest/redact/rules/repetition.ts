/** How many names within one run of characters are taken seriously. */
const mostNames = 8

/**
 * Keeps `token=token=token=...` from costing a judgement of the whole rest at every name.
 * @returns whether so many values with the same end were asked about, each behind the one before, that this is no
 * assignment any more
 */
export const createRepetitionGuard = (): ((text: string, start: number, end: number) => boolean) => {
  let lastText = ''
  let lastStart = 0
  let lastEnd = -1
  let names = 0
  return (text, start, end) => {
    const isSameRun = end === lastEnd && start > lastStart && text === lastText
    names = isSameRun ? names + 1 : 1
    lastText = text
    lastStart = start
    lastEnd = end
    return names > mostNames
  }
}
