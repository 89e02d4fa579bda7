import { hashOf, newSecret } from './secrets.ts'

const lifeMs = 10 * 60_000
const mostOpen = 100

/** Tokens of links that open once, within ten minutes. Only their hashes are kept. */
export interface OneTimeLinks {
  /** A token that was never given out before. */
  issue(): string
  /** Whether a token opens; it does not a second time. */
  use(token: string): boolean
}

/** @param now the clock, in milliseconds */
export const oneTimeLinks = (now: () => number): OneTimeLinks => {
  const ends = new Map<string, number>()
  return {
    issue: () => {
      for (const [key, end] of ends) if (end <= now() || ends.size >= mostOpen) ends.delete(key)
      const token = newSecret()
      ends.set(hashOf(token).toString('base64'), now() + lifeMs)
      return token
    },
    use: (token) => {
      const key = hashOf(token).toString('base64')
      const end = ends.get(key)
      ends.delete(key)
      return end !== undefined && now() < end
    },
  }
}
