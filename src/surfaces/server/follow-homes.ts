import type { Home } from '../../model/connector.ts'

/** A few files are asked for each time. */
const lookEveryMs = 2_000

/**
 * Calls `changed` when an agent's folder comes to be in a home, or goes from it, until it is disposed: a server may run
 * before an agent ever did.
 * @param read the homes as they are read now
 * @param found the same as they are found now
 */
export const followHomes = (
  read: () => readonly Home[],
  found: () => readonly Home[],
  changed: () => void,
  everyMs = lookEveryMs,
): Disposable => {
  const timer = setInterval(() => {
    if (JSON.stringify(read()) !== JSON.stringify(found())) changed()
  }, everyMs)
  timer.unref()
  return {
    [Symbol.dispose]() {
      clearInterval(timer)
    },
  }
}
