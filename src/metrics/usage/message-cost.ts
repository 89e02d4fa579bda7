import type { Pricer } from '../../config/prices/index.ts'

/** What one API message took. */
export interface MessageUsage {
  readonly agent: string
  /** Null where the log does not name it. */
  readonly model: string | null
  /** Milliseconds since 1970. */
  readonly at: number
  readonly inputTokens: number
  readonly cacheCreation5mTokens: number
  readonly cacheCreation1hTokens: number
  readonly cacheReadTokens: number
  readonly outputTokens: number
  readonly webSearches: number | null
  readonly speed: string | null
  readonly serviceTier: string | null
}

/** What a message cost at list price, in pico-dollars; null where that is not known. */
export const messageCost = (usage: MessageUsage, pricer: Pricer): number | null => {
  const { model, webSearches, speed, serviceTier, ...tokens } = usage
  if (model === null) return null
  return pricer.cost({
    ...tokens,
    model,
    ...(webSearches === null ? {} : { webSearches }),
    ...(speed === null ? {} : { speed }),
    ...(serviceTier === null ? {} : { serviceTier }),
  })
}
