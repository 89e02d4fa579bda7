import { readObjects } from './read-objects.ts'
import type { Place } from './tree-changes.ts'

const largestCommit = 1_000_000

/** When commits were committed, in milliseconds since 1970; without those that are not in the clone. */
export const commitTimes = async (place: Place, shas: readonly string[]): Promise<Map<string, number>> => {
  const times = new Map<string, number>()
  for await (const [sha, content] of readObjects(place, 'commit', shas, largestCommit)) {
    if (typeof content === 'string') continue
    const seconds = /^committer .*> (\d{1,11}) [+-]\d+$/m.exec(content.toString('latin1'))?.[1]
    if (seconds !== undefined) times.set(sha, Number(seconds) * 1000)
  }
  return times
}
